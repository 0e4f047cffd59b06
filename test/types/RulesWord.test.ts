import { expect } from "chai";
import { rulesWord as sdkRulesWord } from "../../sdk/encode/rulesWord.ts";
import { load } from "../support/load.ts";
import { fieldsOf, RULES_WORD, withFields } from "../support/words.ts";
import { harnesses } from "./support/harnesses.ts";
import { PATTERNS } from "./support/patterns.ts";
import { edges, itReads, itSetsNothingElse } from "./support/setters.ts";

const ALL = 2n ** 256n - 1n;
const FLAGS = { consent: 1n, venueOnly: 2n, blockOnly: 4n } as const;
/** In the order of the categories' bits. */
const MOST_OF = [
  ...["mostSpecified", "mostQii", "mostSpecialBusiness", "mostBrokerDealer", "mostGeneral"],
] as (keyof typeof RULES_WORD)[];

const rulesWord = async () => (await load(harnesses)).rulesWord;

/** What the contract reads of a word, field by field. */
async function readOf(word: bigint) {
  const harness = await rulesWord();
  const read: Record<string, bigint> = {
    maturity: await harness.maturity(word),
    lockUp: await harness.lockUp(word),
    lot: await harness.lot(word),
    mostUnits: await harness.mostUnits(word),
  };
  for (const [name, flag] of Object.entries(FLAGS)) {
    read[name] = (await harness.has(word, flag)) ? 1n : 0n;
  }
  for (const [place, name] of MOST_OF.entries()) read[name] = await harness.mostOf(word, place);
  return read;
}

describe("The rules word", () => {
  itReads(rulesWord, RULES_WORD, {
    maturity: "maturity",
    lockUp: "lockUp",
    lot: "lot",
    mostUnits: "mostUnits",
  });

  for (const name of Object.keys(RULES_WORD) as (keyof typeof RULES_WORD)[]) {
    it(`has ${name} by itself, and all but it, with its neighbours as they are`, async () => {
      for (const value of edges(RULES_WORD[name][1])) {
        for (const raw of [0n, ALL]) {
          const word = withFields(RULES_WORD, raw, { [name]: value });
          const { otherFlags, ...fields } = fieldsOf(RULES_WORD, word);
          expect(await readOf(word), `${value}`).to.deep.equal(fields);
        }
      }
    });
  }

  it("is read by the contract as the sdk packs it, each rule by itself and all together", async () => {
    const most = 2 ** 24 - 1;
    const maxPerCategory = {
      ...{ specified: most, qii: 1, "special-business-eligible": 2, "broker-dealer": 3 },
      general: most - 1,
    };
    const rules = {
      ...{ consent: true, venueOnly: true, blockOnly: true, maturity: 65_535, lockUp: 1 },
      ...{ lot: 2n ** 32n - 1n, maxUnits: 2n ** 64n - 1n },
      maxPerCategory,
    };
    const fields = {
      ...{ consent: 1, venueOnly: 1, blockOnly: 1, maturity: 65_535, lockUp: 1 },
      ...{ lot: 2n ** 32n - 1n, mostUnits: 2n ** 64n - 1n },
      ...{ mostSpecified: most, mostQii: 1, mostSpecialBusiness: 2, mostBrokerDealer: 3 },
      mostGeneral: most - 1,
    };
    expect(sdkRulesWord({})).to.equal(0n);
    expect(sdkRulesWord(rules)).to.equal(withFields(RULES_WORD, 0n, fields));
    for (const [rule, name] of [
      ...["consent", "venueOnly", "blockOnly", "maturity", "lockUp", "lot"].map((n) => [n, n]),
      ["maxUnits", "mostUnits"],
    ] as [keyof typeof rules, keyof typeof fields][]) {
      const word = sdkRulesWord({ [rule]: rules[rule] });
      expect(word, rule).to.equal(withFields(RULES_WORD, 0n, { [name]: fields[name] }));
    }
    for (const [place, category] of Object.keys(maxPerCategory).entries()) {
      const word = sdkRulesWord({ maxPerCategory: { [category]: 7 } });
      expect(await (await rulesWord()).mostOf(word, place), category).to.equal(7n);
      expect(word).to.equal(withFields(RULES_WORD, 0n, { [MOST_OF[place]!]: 7 }));
    }
  });

  itSetsNothingElse(
    rulesWord,
    RULES_WORD,
    [
      ...edges(32).map((lot) => [lot, 0x1234n] as const),
      ...edges(16).map((lockUp) => [0x1234_5678n, lockUp] as const),
    ].map(([lot, lockUp]) => ({
      name: "withLotAndLockUp",
      args: [lot, lockUp],
      sets: { lot, lockUp },
    })),
  );

  it("is well-formed unless it has a flag that there is not", async () => {
    const harness = await rulesWord();
    for (const [pattern, raw] of PATTERNS) {
      const known = withFields(RULES_WORD, raw, { otherFlags: 0 });
      expect(await harness.isWellFormed(known), pattern).to.equal(true);
      for (let bit = 3n; bit < 8n; bit++) {
        expect(await harness.isWellFormed(known | (1n << bit)), `${bit} ${pattern}`).to.equal(
          false,
        );
      }
    }
  });

  for (const [getter, fields] of [
    ["hasDates", ["lockUp", "maturity"]],
    ["hasLimits", ["mostUnits", ...MOST_OF]],
    ["limitsCategories", MOST_OF],
  ] as const) {
    it(`${getter} for any of ${fields.join(", ")}, and for nothing else`, async () => {
      const harness = await rulesWord();
      const none = withFields(RULES_WORD, ALL, Object.fromEntries(fields.map((name) => [name, 0])));
      for (const word of [0n, none]) expect(await harness[getter](word)).to.equal(false);
      for (const name of fields as readonly (keyof typeof RULES_WORD)[]) {
        for (const value of edges(RULES_WORD[name][1]).slice(1)) {
          for (const raw of [0n, none]) {
            const word = withFields(RULES_WORD, raw, { [name]: value });
            expect(await harness[getter](word), `${name} ${value}`).to.equal(true);
          }
        }
      }
    });
  }

  it("is for class terms only without lot, lock-up and unknown flags, whatever the others say", async () => {
    const harness = await rulesWord();
    for (const [pattern, raw] of PATTERNS) {
      for (const [lot, lockUp, otherFlags] of [
        [0, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
        [0xffff_ffff, 0, 0],
        [0, 0xffff, 0],
        [2, 3, 0],
        ...[0, 1, 2, 3, 4].map((bit) => [0, 0, 1 << bit] as const),
        [2, 3, 31],
      ] as const) {
        const word = withFields(RULES_WORD, raw, { lot, lockUp, otherFlags });
        expect(await harness.isForTerms(word), pattern).to.equal(lot + lockUp + otherFlags === 0);
      }
    }
  });
});
