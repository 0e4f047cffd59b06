import { expect } from "chai";
import { load } from "../support/load.ts";
import { CLASS_WORD, fieldsOf, HOLDER_WORD, STANDING, withFields } from "../support/words.ts";
import { harnesses } from "./support/harnesses.ts";
import { PATTERNS } from "./support/patterns.ts";
import { edges, itReads, itSetsNothingElse } from "./support/setters.ts";

const MOST = 2n ** 64n - 1n;
const MAY_GAIN = 1n << 228n;
const ENROLLED = 1n << 229n;
const FROZEN = 1n << 240n;
const HAS_FROZEN_UNITS = 1n << 241n;
const SYSTEM_ACCOUNT = 1n << 242n;

const holderWord = async () => (await load(harnesses)).holderWord;

describe("The holder word", () => {
  itReads(holderWord, HOLDER_WORD, {
    balance: "balance",
    held: "held",
    until: "until",
    from: "from",
    recordId: "recordId",
    epoch: "epoch",
    categories: "categories",
    isEnrolled: "enrolled",
  });

  itSetsNothingElse(holderWord, HOLDER_WORD, [
    {
      name: "withoutVerdict",
      args: [],
      sets: { until: 0, from: 0, epoch: 0, categories: 0, mayGain: 0 },
    },
    ...edges(16).map((id) => ({ name: "withRecordId", args: [id], sets: { recordId: id } })),
    { name: "set", args: [FROZEN, true], sets: { frozen: 1 } },
    { name: "set", args: [FROZEN, false], sets: { frozen: 0 } },
    { name: "set", args: [HAS_FROZEN_UNITS, true], sets: { hasFrozenUnits: 1 } },
    { name: "set", args: [HAS_FROZEN_UNITS, false], sets: { hasFrozenUnits: 0 } },
    { name: "set", args: [SYSTEM_ACCOUNT, true], sets: { systemAccount: 1 } },
    { name: "set", args: [SYSTEM_ACCOUNT, false], sets: { systemAccount: 0 } },
    { name: "set", args: [MAY_GAIN, true], sets: { mayGain: 1 } },
    { name: "set", args: [ENROLLED, true], sets: { enrolled: 1 } },
  ]);

  it("tells flags apart", async () => {
    const harness = await holderWord();
    const flags = {
      mayGain: MAY_GAIN,
      enrolled: ENROLLED,
      frozen: FROZEN,
      hasFrozenUnits: HAS_FROZEN_UNITS,
      systemAccount: SYSTEM_ACCOUNT,
    };
    for (const [field, flag] of Object.entries(flags)) {
      for (const [pattern, raw] of PATTERNS) {
        const fields: Record<string, bigint> = fieldsOf(HOLDER_WORD, raw);
        expect(await harness.has(raw, flag), pattern).to.equal(fields[field] === 1n);
      }
    }
  });

  describe("crediting and debiting", () => {
    for (const [balance, units, then] of [
      [0n, 0n, 0n],
      [0n, MOST, MOST],
      [MOST - 1n, 1n, MOST],
      [MOST, 0n, MOST],
      [12n, 30n, 42n],
    ] as const) {
      it(`${balance} and ${units} make ${then}, and back, with no other field touched`, async () => {
        const harness = await holderWord();
        for (const [pattern, raw] of PATTERNS) {
          const word = withFields(HOLDER_WORD, raw, { balance });
          const credited = await harness.credit(word, units);
          expect(credited, pattern).to.equal(withFields(HOLDER_WORD, raw, { balance: then }));
          expect(await harness.debit(credited, units), pattern).to.equal(word);
        }
      });
    }

    it("refuses what the balance cannot hold", async () => {
      const harness = await holderWord();
      for (const [balance, units] of [
        [MOST, 1n],
        [1n, MOST],
        [0n, MOST + 1n],
        [5n, 2n ** 256n - 1n],
        [MOST, 2n ** 256n - MOST],
      ] as const) {
        for (const [, raw] of PATTERNS) {
          await expect(harness.credit(withFields(HOLDER_WORD, raw, { balance }), units))
            .to.be.revertedWithCustomError(harness, "BalanceOverflow")
            .withArgs(balance, units);
        }
      }
    });

    it("refuses more than the balance", async () => {
      const harness = await holderWord();
      for (const [balance, units] of [
        [0n, 1n],
        [MOST, MOST + 1n],
        [41n, 42n],
        [5n, 2n ** 256n - 1n],
      ] as const) {
        for (const [, raw] of PATTERNS) {
          await expect(harness.debit(withFields(HOLDER_WORD, raw, { balance }), units))
            .to.be.revertedWithCustomError(harness, "BalanceUnderflow")
            .withArgs(balance, units);
        }
      }
    });
  });

  describe("holding and freeing", () => {
    for (const [balance, held, units] of [
      [100n, 0n, 100n],
      [100n, 60n, 40n],
      [100n, 100n, 0n],
      [MOST, 0n, MOST],
      [MOST, MOST - 1n, 1n],
    ] as const) {
      it(`HOLD-1: ${units} of ${balance} with ${held} held are held, and freed again, with no other field touched`, async () => {
        const harness = await holderWord();
        for (const [pattern, raw] of PATTERNS) {
          const word = withFields(HOLDER_WORD, raw, { balance, held });
          const more = await harness.hold(word, units);
          expect(more, pattern).to.equal(withFields(HOLDER_WORD, word, { held: held + units }));
          expect(await harness.unhold(more, units), pattern).to.equal(word);
        }
      });
    }

    it("HOLD-1: refuses to hold more than what is not held", async () => {
      const harness = await holderWord();
      for (const [balance, held, units] of [
        [0n, 0n, 1n],
        [100n, 60n, 41n],
        [MOST, MOST, 1n],
        [MOST, 1n, 2n ** 256n - 1n],
      ] as const) {
        for (const [, raw] of PATTERNS) {
          await expect(harness.hold(withFields(HOLDER_WORD, raw, { balance, held }), units))
            .to.be.revertedWithCustomError(harness, "HeldOverflow")
            .withArgs(held, units, balance);
        }
      }
    });

    it("refuses to free more than is held", async () => {
      const harness = await holderWord();
      for (const [held, units] of [
        [0n, 1n],
        [60n, 61n],
        [MOST, MOST + 1n],
      ] as const) {
        for (const [, raw] of PATTERNS) {
          await expect(harness.unhold(withFields(HOLDER_WORD, raw, { held }), units))
            .to.be.revertedWithCustomError(harness, "HeldUnderflow")
            .withArgs(held, units);
        }
      }
    });
  });

  describe("an action over all holders", () => {
    it("has done a word of its own number, and of no other", async () => {
      const harness = await holderWord();
      for (const [pattern, raw] of PATTERNS) {
        for (const actionNumber of edges(8)) {
          const ofClass = withFields(CLASS_WORD, ~raw & (2n ** 256n - 1n), { actionNumber });
          for (const mine of edges(8)) {
            const word = withFields(HOLDER_WORD, raw, { actionNumber: mine });
            expect(await harness.isDone(word, ofClass), pattern).to.equal(mine === actionNumber);
          }
          expect(await harness.done(raw, ofClass), pattern).to.equal(
            withFields(HOLDER_WORD, raw, { actionNumber }),
          );
        }
      }
    });

    for (const [balance, held] of [
      [0n, 0n],
      [100n, 0n],
      [100n, 100n],
      [MOST, MOST],
    ] as const) {
      it(`HOLD-1: makes ${balance} of which ${held} are held, with no other field touched`, async () => {
        const harness = await holderWord();
        for (const [pattern, raw] of PATTERNS) {
          expect(await harness.withAmounts(raw, balance, held), pattern).to.equal(
            withFields(HOLDER_WORD, raw, { balance, held }),
          );
        }
      });
    }

    it("HOLD-1: refuses more than fits, and more held than there is", async () => {
      const harness = await holderWord();
      for (const [, raw] of PATTERNS) {
        await expect(harness.withAmounts(raw, MOST + 1n, 0n))
          .to.be.revertedWithCustomError(harness, "BalanceOverflow")
          .withArgs(0n, MOST + 1n);
        await expect(harness.withAmounts(raw, 7n, 8n))
          .to.be.revertedWithCustomError(harness, "HeldOverflow")
          .withArgs(0n, 8n, 7n);
      }
    });
  });

  describe("the verdict of a pass", () => {
    for (const mayGain of [true, false]) {
      it(`is written with its span, categories and the class's epoch, ${mayGain ? "gaining" : "moving only"}`, async () => {
        const harness = await holderWord();
        for (const [pattern, raw] of PATTERNS) {
          for (const [, other] of PATTERNS.slice(0, 6)) {
            const word = withFields(HOLDER_WORD, raw, { enrolled: 1 });
            const ofClass = withFields(CLASS_WORD, other, { epoch: 0x1234 });
            const standing = fieldsOf(STANDING, ~other & (2n ** 256n - 1n));
            const written = await harness.withVerdict(
              word,
              ofClass,
              ~other & (2n ** 256n - 1n),
              mayGain,
            );
            expect(fieldsOf(HOLDER_WORD, written), pattern).to.deep.equal({
              ...fieldsOf(HOLDER_WORD, word),
              until: standing.until,
              from: standing.from,
              categories: standing.categories,
              epoch: 0x1234n,
              mayGain: mayGain ? 1n : 0n,
              // Once an investor has several wallets, it has had them for good.
              countedApart: fieldsOf(HOLDER_WORD, word).countedApart | standing.countedApart,
            });
          }
        }
      });
    }

    it("enrols a new word and gives it the class's record id, nothing else", async () => {
      const harness = await holderWord();
      const ofClass = withFields(CLASS_WORD, 2n ** 256n - 1n, { recordId: 0x5678, epoch: 3 });
      const written = await harness.withVerdict(0n, ofClass, 0n, false);
      expect(written).to.equal(
        withFields(HOLDER_WORD, 0n, { enrolled: 1, recordId: 0x5678, epoch: 3 }),
      );
    });

    it("leaves the record id of a word with anything in it, be it one bit", async () => {
      const harness = await holderWord();
      const ofClass = withFields(CLASS_WORD, 2n ** 256n - 1n, { recordId: 0x5678, epoch: 3 });
      for (let bit = 0n; bit < 256n; bit++) {
        const { recordId } = fieldsOf(HOLDER_WORD, 1n << bit);
        const written = await harness.withVerdict(1n << bit, ofClass, 0n, false);
        expect(fieldsOf(HOLDER_WORD, written).recordId, `bit ${bit}`).to.equal(recordId);
      }
    });

    it("of a class whose epoch is at its maximum counts as old at once", async () => {
      const harness = await holderWord();
      const ofClass = withFields(CLASS_WORD, 0n, { epoch: 0xffff });
      const standing = withFields(STANDING, 0n, { until: 0xffff_ffff });
      const written = await harness.withVerdict(0n, ofClass, standing, true);
      expect(fieldsOf(HOLDER_WORD, written)).to.include({ epoch: 0n, mayGain: 1n });
      expect(await harness.mayMove(written, ofClass, 1)).to.equal(false);
      expect(await harness.mayGain(written, ofClass, 1)).to.equal(false);
    });
  });

  describe("a cached yes", () => {
    const GOOD = { from: 1_000, until: 2_000, epoch: 7, recordId: 9, mayGain: 1 };
    const CLASS = { epoch: 7, recordId: 9 };

    it("holds from its first to its last second, whatever stands in the other fields", async () => {
      const harness = await holderWord();
      for (const [pattern, raw] of PATTERNS) {
        const word = withFields(HOLDER_WORD, raw, GOOD);
        const ofClass = withFields(CLASS_WORD, ~raw & (2n ** 256n - 1n), CLASS);
        for (const [time, yes] of [
          [999, false],
          [1_000, true],
          [2_000, true],
          [2_001, false],
        ] as const) {
          expect(await harness.mayMove(word, ofClass, time), pattern).to.equal(yes);
          expect(await harness.mayGain(word, ofClass, time), pattern).to.equal(yes);
          const moveOnly = withFields(HOLDER_WORD, word, { mayGain: 0 });
          expect(await harness.mayMove(moveOnly, ofClass, time), pattern).to.equal(yes);
          expect(await harness.mayGain(moveOnly, ofClass, time), pattern).to.equal(false);
        }
      }
    });

    for (const [field, value] of [
      ["epoch", 6],
      ["epoch", 0],
      ["recordId", 8],
    ] as const) {
      it(`is old with ${field} ${value}`, async () => {
        const harness = await holderWord();
        const word = withFields(HOLDER_WORD, 0n, { ...GOOD, [field]: value });
        const ofClass = withFields(CLASS_WORD, 0n, CLASS);
        expect(await harness.mayMove(word, ofClass, 1_500)).to.equal(false);
        expect(await harness.mayGain(word, ofClass, 1_500)).to.equal(false);
      });
    }
  });
});
