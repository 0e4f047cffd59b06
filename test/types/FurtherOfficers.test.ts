import { expect } from "chai";
import { load } from "../support/load.ts";
import { harnesses } from "./support/harnesses.ts";
import { PATTERNS } from "./support/patterns.ts";

const MOST = 6;
const further = async () => (await load(harnesses)).furtherOfficers;
const entry = (officer: number, minedAt: number) => BigInt(officer) | (BigInt(minedAt) << 8n);

describe("The further officers", () => {
  it("are made of their numbers in order, all mined at one time", async () => {
    const harness = await further();
    for (let count = 0; count <= MOST; count++) {
      const numbers = Array.from({ length: count }, (_, i) => 255 - i);
      const packed = numbers.reduce(
        (sum, number, i) => sum | (BigInt(number) << BigInt(8 * i)),
        0n,
      );
      const list = await harness.made(packed, 0xffff_ffff);
      for (let i = 0; i < MOST; i++) {
        expect(await harness.officer(list, i)).to.equal(numbers[i] ?? 0);
        expect(await harness.minedAt(list, i)).to.equal(i < count ? 0xffff_ffff : 0);
      }
      for (const number of [1, 249, 250, 251, 253, 255]) {
        expect(await harness.names(list, number)).to.equal(numbers.includes(number));
      }
      expect(list >> BigInt(40 * count), "nothing behind the last").to.equal(0n);
    }
  });

  it("are put at any place, with no other touched", async () => {
    const harness = await further();
    for (let place = 0; place < MOST; place++) {
      const at = BigInt(40 * place);
      for (const [pattern, raw] of PATTERNS) {
        for (const [officer, minedAt] of [
          [1, 0],
          [255, 0xffff_ffff],
          [0x80, 0x7fff_fffe],
          [0, 0],
        ] as const) {
          const list = await harness.put(raw, place, officer, minedAt);
          const others = raw & ~(((1n << 40n) - 1n) << at) & (2n ** 256n - 1n);
          expect(list, pattern).to.equal(others | (entry(officer, minedAt) << at));
          expect(await harness.officer(list, place)).to.equal(officer);
          expect(await harness.minedAt(list, place)).to.equal(minedAt);
        }
      }
    }
  });
});
