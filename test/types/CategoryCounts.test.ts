import { expect } from "chai";
import { load } from "../support/load.ts";
import { CATEGORY_COUNTS, fieldsOf, RULES_WORD, withFields } from "../support/words.ts";
import { harnesses } from "./support/harnesses.ts";
import { PATTERNS } from "./support/patterns.ts";

const MOST = 2n ** 24n - 1n;
const GENERAL = 0x10;
/** What is answered where no category is overfull: one past the last. */
const NONE = 5n;
/** In the order of the categories' bits. */
const NAMES = ["specified", "qii", "specialBusiness", "brokerDealer", "general"] as const;
const LIMITS = [
  ...["mostSpecified", "mostQii", "mostSpecialBusiness", "mostBrokerDealer", "mostGeneral"],
] as (keyof typeof RULES_WORD)[];

const categoryCounts = async () => (await load(harnesses)).categoryCounts;

/** A count of each category, more or fewer by one where `categories` has its bit. */
function changed(word: bigint, categories: number, by: bigint): bigint {
  const fields = fieldsOf(CATEGORY_COUNTS, word);
  const values = NAMES.filter((_, place) => (categories >> place) & 1);
  return withFields(
    CATEGORY_COUNTS,
    word,
    Object.fromEntries(values.map((name) => [name, fields[name] + by])),
  );
}

/** A word whose counts are all `count`. */
function every(raw: bigint, count: bigint): bigint {
  return withFields(CATEGORY_COUNTS, raw, Object.fromEntries(NAMES.map((name) => [name, count])));
}

describe("The counts of categories", () => {
  it("stand each in its own 24 bits, in the order of the categories", async () => {
    const harness = await categoryCounts();
    for (const [pattern, raw] of PATTERNS) {
      const fields = fieldsOf(CATEGORY_COUNTS, raw);
      for (const [place, name] of NAMES.entries()) {
        expect(await harness.count(raw, place), `${name} of ${pattern}`).to.equal(fields[name]);
      }
    }
  });

  it("count an investor without a category as a general one, and any other as what he is", async () => {
    const harness = await categoryCounts();
    for (let categories = 0; categories < 32; categories++) {
      expect(await harness.countedAs(categories)).to.equal(
        BigInt(categories === 0 ? GENERAL : categories),
      );
    }
  });

  it("rise and fall by one for each category of an investor, and for no other", async () => {
    const harness = await categoryCounts();
    for (let categories = 0; categories < 32; categories++) {
      for (const [pattern, raw] of PATTERNS) {
        for (const count of [0n, 1n, 0xff_ffn, MOST - 1n]) {
          const word = every(raw, count);
          const named = `${categories} on ${count}, ${pattern}`;
          const more = await harness.plus(word, categories);
          expect(more, named).to.equal(changed(word, categories, 1n));
          expect(await harness.minus(more, categories), named).to.equal(word);
        }
      }
    }
  });

  describe("within the limits of the rules", () => {
    for (const [place, name] of NAMES.entries()) {
      it(`are so up to the most of ${name}, and ${name} is overfull with one more`, async () => {
        const harness = await categoryCounts();
        for (const most of [1n, 49n, MOST - 1n]) {
          const rules = withFields(RULES_WORD, 0n, { [LIMITS[place]!]: most });
          const full = withFields(CATEGORY_COUNTS, 0n, { [name]: most });
          expect(await harness.overfull(full, rules, 1 << place)).to.equal(NONE);
          const over = changed(full, 1 << place, 1n);
          expect(await harness.overfull(over, rules, 1 << place)).to.equal(BigInt(place));
          expect(await harness.overfull(over, rules, 0x1f)).to.equal(BigInt(place));
        }
      });

      it(`are not asked of ${name} for an investor who is none, nor where there is no limit`, async () => {
        const harness = await categoryCounts();
        const over = every(0n, MOST);
        const rules = withFields(RULES_WORD, 0n, { [LIMITS[place]!]: 1 });
        expect(await harness.overfull(over, rules, 0x1f & ~(1 << place))).to.equal(NONE);
        const unlimited = [
          2n ** 136n - 1n,
          withFields(
            RULES_WORD,
            0n,
            Object.fromEntries(LIMITS.map((limit, i) => [limit, i === place ? 0 : MOST])),
          ),
        ];
        for (const word of unlimited) {
          expect(await harness.overfull(over, word, 0x1f)).to.equal(NONE);
        }
      });
    }

    it("name the lowest category that is overfull", async () => {
      const harness = await categoryCounts();
      const rules = withFields(RULES_WORD, 0n, { mostQii: 5, mostGeneral: 6 });
      expect(await harness.overfull(every(0n, 7n), rules, 0x12)).to.equal(1n);
      expect(await harness.overfull(every(0n, 7n), rules, 0x1d)).to.equal(4n);
      expect(await harness.overfull(every(0n, 5n), rules, 0x1f)).to.equal(NONE);
    });
  });
});
