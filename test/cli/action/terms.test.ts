import { expect } from "chai";
import { fixture } from "../../support/fixture.ts";
import { termsDesk } from "./actions.ts";

const load = fixture(termsDesk);

describe("kessai action bond", () => {
  it("fixes a bond's terms on the word of two registrar keys, by the same command", async () => {
    const w = await load();
    const words = [
      ...["action", "bond", w.file, "--class", "SBI-ST-1", "--tax-to", w.issuer.address],
      ...["--grace", "5", "--json"],
    ];
    const first = await w.kessai([...words, ...w.signer(w.registrar)]);
    expect(first.exit, first.out).to.equal(0);
    const same = await w.kessai([...words, ...w.signer(w.registrar)]);
    expect(same.exit).to.equal(3);
    const second = await w.kessai([...words, ...w.signer(w.secondRegistrar)]);
    expect(second.exit, second.out).to.equal(0);
    expect(second.json.result.calls.map(({ name }: { name: string }) => name)).to.deep.equal([
      "approve",
      "register",
    ]);
    const { phase, periods } = await w.bonds.stateOf(w.bond);
    expect([phase, periods]).to.deep.equal([1n, 6n]);
    const again = await w.kessai([...words, ...w.signer(w.registrar)]);
    expect(again.json.result.result).to.deep.equal({ registered: true });
  });

  it("refuses another type of class, a class that there is not, and a key that is no registrar", async () => {
    const w = await load();
    const taxes = ["--tax-to", w.issuer.address, "--json"];
    const trust = "examples/classes/real-estate-model.yaml";
    const type = await w.kessai(["action", "bond", trust, ...taxes]);
    expect(type.json.error.message).to.include("no bond");
    const unknown = await w.kessai(["action", "bond", w.file, ...taxes]);
    expect(unknown.json.error.name).to.equal("ClassUnknown");
    const thief = await w.kessai([
      ...["action", "bond", w.file, "--class", "SBI-ST-1", ...taxes, ...w.signer(w.thief)],
    ]);
    expect(thief.json.error.code).to.equal("NotTheRegistrar");
  });
});
