import { expect } from "chai";
import { bondSchedule } from "../../../sdk/life/bondSchedule.ts";
import { GrossRefused, grossOf } from "../../../sdk/life/grossOf.ts";
import { exampleBond } from "./support/bonds.ts";

describe("grossOf", () => {
  it("refuses less than nothing", () => {
    expect(() => grossOf(-1n, 1n)).to.throw(GrossRefused, "units is -1");
    expect(() => grossOf(1n, -1n)).to.throw(GrossRefused, "perUnit is -1");
  });

  it("is what the example bonds are known to pay", async () => {
    const firstOf = async (name: string, units: bigint) => {
      const file = await exampleBond(name);
      const [period] = bondSchedule(file);
      return grossOf(units, file.unit.face * period!.perYen);
    };
    expect(await firstOf("nri-15", 1n)).to.equal(741_500n);
    expect(await firstOf("sbi-st-1", 1n)).to.equal(175n);
    expect(await firstOf("jpx-green-1", 5n)).to.equal(125_000n);
    const jpx = await exampleBond("jpx-green-1");
    const all = bondSchedule(jpx).map(({ perYen }) => grossOf(5n, jpx.unit.face * perYen));
    expect(all[0]! + all[1]!).to.equal(250_000n);
  });

  it("cuts once, after all units are added up", () => {
    // 0.6 yen a unit.
    const perUnit = 6_000_000_000_000n;
    expect(grossOf(1n, perUnit)).to.equal(0n);
    expect(grossOf(5n, perUnit)).to.equal(3n);
  });

  it("never pays the parts more than the whole", () => {
    const perUnit = 1_234_567_890_123n;
    for (let all = 1n; all < 300n; all += 7n) {
      for (let part = 0n; part <= all; part += 3n) {
        const parts = grossOf(part, perUnit) + grossOf(all - part, perUnit);
        const whole = grossOf(all, perUnit);
        expect(parts <= whole && whole - parts <= 1n).to.equal(true);
      }
    }
  });
});
