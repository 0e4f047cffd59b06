import { expect } from "chai";
import { load } from "../support/load.ts";
import { fieldsOf, ROSTER_WORD, withFields } from "../support/words.ts";
import { harnesses } from "./support/harnesses.ts";
import { PATTERNS } from "./support/patterns.ts";
import { itReads, itSetsNothingElse } from "./support/setters.ts";

const rosterWord = async () => (await load(harnesses)).rosterWord;

/** The count of one seat, set. */
function withSeat(word: bigint, seat: number, count: bigint): bigint {
  const { seats } = fieldsOf(ROSTER_WORD, word);
  const at = BigInt(12 * seat);
  return withFields(ROSTER_WORD, word, { seats: (seats & ~(0xfffn << at)) | (count << at) });
}

describe("The roster word", () => {
  itReads(rosterWord, ROSTER_WORD, {
    lastInvestorId: "lastInvestorId",
    vetoWindow: "vetoWindow",
    quota: "quota",
    quorum: "quorum",
    officers: "officers",
    classes: "classes",
    knowsDisowning: "knowsDisowning",
  });

  itSetsNothingElse(rosterWord, ROSTER_WORD, [
    ...[
      [1, 1, 1],
      [8, 15_552_000, 4_095],
      [0, 0, 0],
      [15, 0xffffff, 0xfff],
    ].map(([quorum, vetoWindow, quota]) => ({
      name: "withSettings",
      args: [quorum, vetoWindow, quota],
      sets: { quorum: quorum!, vetoWindow: vetoWindow!, quota: quota! },
    })),
    { name: "withDisowning", args: [], sets: { knowsDisowning: 1 } },
  ]);

  it("counts investors, officers and classes up by one, with no other field touched", async () => {
    const harness = await rosterWord();
    for (const [name, field, highest] of [
      ["withNextInvestor", "lastInvestorId", 0xffff_fffd],
      ["withNextOfficer", "officers", 0xfe],
      ["withNextClass", "classes", 0x1ff],
    ] as const) {
      for (const count of [0, 1, highest]) {
        for (const [pattern, raw] of PATTERNS) {
          const word = withFields(ROSTER_WORD, raw, { [field]: count });
          expect(await harness[name](word), `${name} ${pattern}`).to.equal(
            withFields(ROSTER_WORD, raw, { [field]: count + 1 }),
          );
        }
      }
    }
  });

  it("refuses one more investor than 32 bits can count, the highest number being the system's", async () => {
    const harness = await rosterWord();
    for (const [, raw] of PATTERNS) {
      const word = withFields(ROSTER_WORD, raw, { lastInvestorId: 0xffff_fffe });
      await expect(harness.withNextInvestor(word)).to.be.revertedWithCustomError(
        harness,
        "InvestorNumbersSpent",
      );
    }
  });

  for (const seat of [0, 1, 6, 11]) {
    it(`counts the grants of seat ${seat} on a day, and of no other`, async () => {
      const harness = await rosterWord();
      for (const [pattern, raw] of PATTERNS) {
        for (const count of [0n, 1n, 0xffen]) {
          const word = withSeat(withFields(ROSTER_WORD, raw, { day: 20_000 }), seat, count);
          expect(await harness.grantsOn(word, 20_000, seat), pattern).to.equal(count);
          expect(await harness.grantsOn(word, 20_001, seat), pattern).to.equal(0n);
          expect(await harness.withGrant(word, 20_000, seat), pattern).to.equal(
            withSeat(word, seat, count + 1n),
          );
        }
      }
    });

    it(`starts every seat at zero on a new day, then counts seat ${seat}`, async () => {
      const harness = await rosterWord();
      for (const [pattern, raw] of PATTERNS) {
        // Days of which each has bits that the other has not.
        for (const [before, today] of [
          [20_000, 20_001],
          [20_001, 20_000],
        ] as const) {
          const word = withFields(ROSTER_WORD, raw, { day: before });
          const fresh = withFields(ROSTER_WORD, raw, { day: today, seats: 0 });
          expect(await harness.withGrant(word, today, seat), pattern).to.equal(
            withSeat(fresh, seat, 1n),
          );
        }
      }
    });
  }
});
