import { expect } from "chai";
import { load } from "../support/load.ts";
import { CLASS_WORD, fieldsOf, HOLDER_WORD, RULES_WORD, withFields } from "../support/words.ts";
import { harnesses } from "./support/harnesses.ts";
import { PATTERNS } from "./support/patterns.ts";
import { edges, itReads, itSetsNothingElse } from "./support/setters.ts";

const MOST = 2n ** 64n - 1n;
const FLAGS = {
  opened: 1n << 224n,
  policyChanged: 1n << 225n,
  doubted: 1n << 226n,
  rulesChanged: 1n << 227n,
  capChanged: 1n << 228n,
  paused: 1n << 240n,
  closed: 1n << 241n,
  lot: 1n << 242n,
  lockUp: 1n << 243n,
  consent: 1n << 244n,
  venueOnly: 1n << 245n,
  blockOnly: 1n << 246n,
  mostUnits: 1n << 247n,
  mostOfCategory: 1n << 248n,
  maturity: 1n << 249n,
  inAction: 1n << 250n,
} as const;

const classWord = async () => (await load(harnesses)).classWord;

describe("The class word", () => {
  itReads(classWord, CLASS_WORD, {
    supply: "supply",
    holders: "holders",
    max: "max",
    nextDate: "nextDate",
    termsEpoch: "termsEpoch",
    number: "number",
    recordId: "recordId",
    epoch: "epoch",
    actionNumber: "actionNumber",
  });

  itSetsNothingElse(classWord, CLASS_WORD, [
    ...edges(24).map((count) => ({ name: "withHolders", args: [count], sets: { holders: count } })),
    ...edges(24).map((max) => ({ name: "withMax", args: [max], sets: { max } })),
    ...[
      ...edges(16).map((id) => [id, 0x1234_5678n] as const),
      ...edges(32).map((next) => [0x1234n, next] as const),
    ].map(([recordId, nextDate]) => ({
      name: "withRecord",
      args: [recordId, nextDate],
      sets: { recordId, nextDate },
    })),
    ...Object.entries(FLAGS).flatMap(([field, flag]) =>
      [true, false].map((on) => ({ name: "set", args: [flag, on], sets: { [field]: on ? 1 : 0 } })),
    ),
  ]);

  describe("with a class's rules", () => {
    /** Each rule's flag, and by which of the rules it is raised. */
    const RAISED_BY = {
      consent: ["consent"],
      venueOnly: ["venueOnly"],
      blockOnly: ["blockOnly"],
      lockUp: ["lockUp"],
      maturity: ["maturity"],
      mostUnits: ["mostUnits"],
      mostOfCategory: [
        ...["mostSpecified", "mostQii", "mostSpecialBusiness", "mostBrokerDealer"],
        "mostGeneral",
      ],
    } as const satisfies Record<string, readonly (keyof typeof RULES_WORD | string)[]>;
    const NO_RULES = {
      ...{ lot: 0, lockUp: 0, consent: 0, venueOnly: 0, blockOnly: 0, mostUnits: 0, maturity: 0 },
    } as const;

    for (const [flag, rules] of Object.entries(RAISED_BY)) {
      for (const rule of rules) {
        it(`raises ${flag} for ${rule} and lowers the others, with no other field touched`, async () => {
          const harness = await classWord();
          const [offset, bits] = RULES_WORD[rule as keyof typeof RULES_WORD];
          for (const value of edges(bits).slice(1)) {
            for (const [pattern, raw] of PATTERNS) {
              const word = withFields(CLASS_WORD, raw, { mostOfCategory: 0 });
              expect(await harness.withRules(word, value << BigInt(offset)), pattern).to.equal(
                withFields(CLASS_WORD, word, { ...NO_RULES, [flag]: 1 }),
              );
            }
          }
        });
      }
    }

    it("raises the lot's flag from a lot of 2 on", async () => {
      const harness = await classWord();
      for (const lot of edges(32)) {
        for (const [pattern, raw] of PATTERNS) {
          const word = withFields(CLASS_WORD, raw, { mostOfCategory: 0 });
          expect(await harness.withRules(word, lot << 40n), `${lot} ${pattern}`).to.equal(
            withFields(CLASS_WORD, word, { ...NO_RULES, lot: lot > 1n ? 1 : 0 }),
          );
        }
      }
    });

    it("raises all flags for all rules, and no bit for a flag of the rules that there is not", async () => {
      const harness = await classWord();
      for (const [pattern, raw] of PATTERNS) {
        const all = Object.fromEntries(
          [...Object.keys(NO_RULES), "mostOfCategory"].map((flag) => [flag, 1]),
        );
        expect(await harness.withRules(raw, 2n ** 256n - 1n), pattern).to.equal(
          withFields(CLASS_WORD, raw, all),
        );
        expect(await harness.withRules(raw, 0xf8n), pattern).to.equal(
          withFields(CLASS_WORD, raw, NO_RULES),
        );
      }
    });

    it("keeps counting by category once it did, whatever the rules say later", async () => {
      const harness = await classWord();
      for (const [pattern, raw] of PATTERNS) {
        const word = withFields(CLASS_WORD, raw, { mostOfCategory: 1 });
        for (const rules of [0n, 1n << 40n, (1n << 136n) - 1n]) {
          const changed = fieldsOf(CLASS_WORD, await harness.withRules(word, rules));
          expect(changed.mostOfCategory, pattern).to.equal(1n);
        }
      }
    });
  });

  it("opens with nothing but its limit, its number, no record date and the first epoch", async () => {
    const harness = await classWord();
    for (const max of edges(24)) {
      for (const number of edges(16)) {
        expect(await harness.open(max, number)).to.equal(
          withFields(CLASS_WORD, 0n, {
            max,
            number,
            nextDate: 0xffff_ffff,
            epoch: 1,
            opened: 1,
          }),
        );
      }
    }
  });

  for (const [supply, units] of [
    [0n, 0n],
    [0n, MOST],
    [MOST - 1n, 1n],
    [30n, 12n],
  ] as const) {
    it(`mints ${units} on ${supply} and burns them again, with no other field touched`, async () => {
      const harness = await classWord();
      for (const [pattern, raw] of PATTERNS) {
        const word = withFields(CLASS_WORD, raw, { supply });
        const minted = await harness.mint(word, units);
        expect(minted, pattern).to.equal(withFields(CLASS_WORD, raw, { supply: supply + units }));
        expect(await harness.burn(minted, units), pattern).to.equal(word);
      }
    });
  }

  it("refuses to mint what the supply cannot hold", async () => {
    const harness = await classWord();
    for (const [supply, units] of [
      [MOST, 1n],
      [1n, MOST],
      [0n, MOST + 1n],
      [7n, 2n ** 256n - 1n],
    ] as const) {
      for (const [, raw] of PATTERNS) {
        await expect(harness.mint(withFields(CLASS_WORD, raw, { supply }), units))
          .to.be.revertedWithCustomError(harness, "SupplyOverflow")
          .withArgs(supply, units);
      }
    }
  });

  it("refuses to burn more than the supply", async () => {
    const harness = await classWord();
    for (const [supply, units] of [
      [0n, 1n],
      [MOST, MOST + 1n],
      [7n, 2n ** 256n - 1n],
    ] as const) {
      for (const [, raw] of PATTERNS) {
        await expect(harness.burn(withFields(CLASS_WORD, raw, { supply }), units))
          .to.be.revertedWithCustomError(harness, "SupplyUnderflow")
          .withArgs(supply, units);
      }
    }
  });

  it("refuses more holders than it can count", async () => {
    const harness = await classWord();
    for (const count of [2n ** 24n, 2n ** 256n - 1n]) {
      await expect(harness.withHolders(0n, count))
        .to.be.revertedWithCustomError(harness, "HoldersOutOfRange")
        .withArgs(count);
    }
  });

  it("raises its epoch by one, up to the maximum, where it stays and touches no neighbour", async () => {
    const harness = await classWord();
    for (const [epoch, next] of [
      [0, 1],
      [1, 2],
      [0x00ff, 0x0100],
      [0xfffe, 0xffff],
      [0xffff, 0xffff],
    ] as const) {
      for (const [pattern, raw] of PATTERNS) {
        const word = withFields(CLASS_WORD, raw, { epoch });
        expect(await harness.withNextEpoch(word), `${epoch} ${pattern}`).to.equal(
          withFields(CLASS_WORD, raw, { epoch: next }),
        );
        expect(await harness.epochForWords(word)).to.equal(epoch === 0xffff ? 0 : epoch);
      }
    }
  });

  it("raises its terms epoch by one and refuses at the maximum", async () => {
    const harness = await classWord();
    for (const [termsEpoch, next] of [
      [0, 1],
      [0x00ff, 0x0100],
      [0xfffe, 0xffff],
    ] as const) {
      for (const [pattern, raw] of PATTERNS) {
        const word = withFields(CLASS_WORD, raw, { termsEpoch });
        expect(await harness.withNextTermsEpoch(word), pattern).to.equal(
          withFields(CLASS_WORD, raw, { termsEpoch: next }),
        );
      }
    }
    for (const [, raw] of PATTERNS) {
      const word = withFields(CLASS_WORD, raw, { termsEpoch: 0xffff });
      await expect(harness.withNextTermsEpoch(word)).to.be.revertedWithCustomError(
        harness,
        "TermsEpochAtMaximum",
      );
    }
  });

  it("begins its next action with the next number and in it, and refuses one after the last", async () => {
    const harness = await classWord();
    for (const [actionNumber, next] of [
      [0, 1],
      [0x7f, 0x80],
      [0xfe, 0xff],
    ] as const) {
      for (const [pattern, raw] of PATTERNS) {
        const word = withFields(CLASS_WORD, raw, { actionNumber });
        expect(await harness.withNextAction(word), pattern).to.equal(
          withFields(CLASS_WORD, raw, { actionNumber: next, inAction: 1 }),
        );
      }
    }
    for (const [, raw] of PATTERNS) {
      const word = withFields(CLASS_WORD, raw, { actionNumber: 0xff });
      await expect(harness.withNextAction(word)).to.be.revertedWithCustomError(
        harness,
        "ActionsSpent",
      );
    }
  });

  const QUICK = {
    ...{ paused: 0, closed: 0, lot: 0, lockUp: 0, consent: 0, venueOnly: 0, blockOnly: 0 },
    ...{ mostUnits: 0, mostOfCategory: 0, maturity: 0, inAction: 0, otherSlowFlags: 0 },
  } as const;
  const quick = withFields(CLASS_WORD, 2n ** 256n - 1n, QUICK);
  const holder = withFields(HOLDER_WORD, 2n ** 256n - 1n, {
    frozen: 0,
    hasFrozenUnits: 0,
    systemAccount: 0,
    otherSlowFlags: 0,
  });

  describe("a slow rule", () => {
    it("is none with no slow flag, whatever stands in the other fields", async () => {
      const harness = await classWord();
      expect(await harness.hasSlowRule(quick, holder, holder)).to.equal(false);
      expect(await harness.hasSlowRule(0n, 0n, 0n)).to.equal(false);
    });

    it("is announced by each slow bit of each of the three words", async () => {
      const harness = await classWord();
      for (let bit = 240n; bit < 256n; bit++) {
        const flag = 1n << bit;
        expect(await harness.hasSlowRule(quick | flag, holder, holder), `${bit}`).to.equal(true);
        expect(await harness.hasSlowRule(quick, holder | flag, holder), `${bit}`).to.equal(true);
        expect(await harness.hasSlowRule(quick, holder, holder | flag), `${bit}`).to.equal(true);
      }
    });

    it("tells flags apart", async () => {
      const harness = await classWord();
      for (const [field, flag] of Object.entries(FLAGS)) {
        for (const [pattern, raw] of PATTERNS) {
          const fields: Record<string, bigint> = fieldsOf(CLASS_WORD, raw);
          expect(await harness.has(raw, flag), pattern).to.equal(fields[field] === 1n);
        }
      }
    });
  });

  describe("a movement", () => {
    const CURRENT = { recordId: 9, epoch: 7 } as const;
    const ofClass = withFields(CLASS_WORD, quick, { ...CURRENT, nextDate: 1_500 });
    const giver = withFields(HOLDER_WORD, holder, {
      ...{ ...CURRENT, from: 1_000, until: 2_000, mayGain: 0 },
    });
    const taker = withFields(HOLDER_WORD, giver, { mayGain: 1 });

    it("is settled while both words say yes, up to the next record date's last second", async () => {
      const harness = await classWord();
      for (const [time, settled] of [
        [999, false],
        [1_000, true],
        [1_500, true],
        [1_501, false],
      ] as const) {
        expect(await harness.isSettled(ofClass, giver, taker, time), `${time}`).to.equal(settled);
      }
    });

    it("is not settled once one of the words is old, past its end, or may not gain", async () => {
      const harness = await classWord();
      for (const old of [{ epoch: 6 }, { recordId: 8 }, { until: 1_199 }, { from: 1_201 }]) {
        const [worseGiver, worseTaker] = [giver, taker].map((w) => withFields(HOLDER_WORD, w, old));
        const named = JSON.stringify(old);
        expect(await harness.isSettled(ofClass, worseGiver!, taker, 1_200), named).to.equal(false);
        expect(await harness.isSettled(ofClass, giver, worseTaker!, 1_200), named).to.equal(false);
      }
      expect(await harness.isSettled(ofClass, taker, giver, 1_200), "may not gain").to.equal(false);
    });

    it("is not settled with any slow bit in any of the three words", async () => {
      const harness = await classWord();
      for (let bit = 240n; bit < 256n; bit++) {
        const flag = 1n << bit;
        for (const words of [
          [ofClass | flag, giver, taker],
          [ofClass, giver | flag, taker],
          [ofClass, giver, taker | flag],
        ] as const) {
          expect(await harness.isSettled(...words, 1_200), `${bit}`).to.equal(false);
        }
      }
    });
  });
});
