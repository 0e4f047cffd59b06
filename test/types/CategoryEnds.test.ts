import { expect } from "chai";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { load } from "../support/load.ts";
import { harnesses } from "./support/harnesses.ts";
import { random } from "./support/patterns.ts";

type Four = readonly [number, number, number, number];

const categoryEnds = async () => (await load(harnesses)).categoryEnds;

function packed(ends: Four): bigint {
  return ends.reduce((word, end, i) => word | (BigInt(end) << BigInt(16 * i)), 0n);
}

/** Ends of every kind: none, all, one, equal, different, full fields, and random with holes. */
const CASES: readonly Four[] = [
  [0, 0, 0, 0],
  [65_535, 65_535, 65_535, 65_535],
  [20_000, 0, 0, 0],
  [0, 0, 0, 20_000],
  [20_000, 0, 20_000, 0],
  [20_000, 20_001, 0, 19_999],
  [1, 2, 3, 4],
  [1, 0, 0, 0],
  ...Array.from({ length: 12 }, (_, i): Four => {
    const bits = random(1_000 + i);
    const end = (at: number) =>
      (bits >> BigInt(64 + at)) & 1n ? 0 : Number((bits >> BigInt(16 * at)) & 0xffffn);
    return [end(0), end(1), end(2), end(3)];
  }),
];

describe("The ends of categories", () => {
  it("stand each in its own 16 bits", async () => {
    const harness = await categoryEnds();
    for (const ends of CASES) {
      const word = await harness.pack(...ends);
      expect(word).to.equal(packed(ends));
      for (const [i, end] of ends.entries()) {
        expect(await harness.endOf(word, i)).to.equal(BigInt(end));
      }
    }
  });

  it("are one date for a whole set of categories", async () => {
    const harness = await categoryEnds();
    for (let categories = 0; categories < 16; categories++) {
      const end = (i: number) => ((categories >> i) & 1 ? 23_456 : 0);
      expect(await harness.same(categories, 23_456)).to.equal(
        packed([end(0), end(1), end(2), end(3)]),
      );
    }
  });

  it("say which categories are in force at a moment, and the earliest of their ends", async () => {
    const harness = await categoryEnds();
    for (const ends of CASES) {
      for (const day of [1, 19_999, 20_000, 20_001, 40_000]) {
        for (const moment of [jstDateEnd(day) - 1, jstDateEnd(day)]) {
          const today = moment === jstDateEnd(day) ? day + 1 : day;
          const live = ends.filter((end) => end !== 0 && end >= today);
          const set = ends.reduce((bits, end, i) => bits | (end && end >= today ? 1 << i : 0), 0);
          expect(await harness.live(packed(ends), moment), `${ends} on ${today}`).to.deep.equal([
            BigInt(set),
            BigInt(live.length === 0 ? 0 : Math.min(...live)),
          ]);
        }
      }
    }
  });

  it("sum up to the set with a date, past or not, and whether the dates differ", async () => {
    const harness = await categoryEnds();
    for (const ends of CASES) {
      const some = ends.filter((end) => end !== 0);
      const set = ends.reduce((bits, end, i) => bits | (end ? 1 << i : 0), 0);
      const [categories, until, differ] = await harness.summary(packed(ends));
      expect(categories, `${ends}`).to.equal(BigInt(set));
      expect(differ, `${ends}`).to.equal(new Set(some).size > 1);
      if (!differ) expect(until).to.equal(BigInt(some[0] ?? 0));
    }
  });

  it("of two are lowered to the earlier end of each, where none is the earliest", async () => {
    const harness = await categoryEnds();
    for (const a of CASES) {
      for (const b of CASES.slice(0, 8)) {
        const [w, x, y, z] = a.map((end, i) => Math.min(end, b[i]!));
        const lowered = packed([w!, x!, y!, z!]);
        expect(await harness.lower(packed(a), packed(b))).to.equal(lowered);
        expect(await harness.lower(packed(b), packed(a))).to.equal(lowered);
        expect(await harness.equals(packed(a), packed(b))).to.equal(packed(a) === packed(b));
      }
    }
  });
});
