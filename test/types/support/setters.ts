import { expect } from "chai";
import type { BaseContract } from "ethers";
import { fieldsOf, type Layout, withFields } from "../../support/words.ts";
import { PATTERNS } from "./patterns.ts";

/** One call of a library's setter, and the fields that it sets; every other must stay. */
export interface Setter<L extends Layout> {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly sets: Partial<Record<keyof L, bigint | number>>;
}

/** Values that fill a field, and values that do not. */
export function edges(bits: number): bigint[] {
  const most = (1n << BigInt(bits)) - 1n;
  return [...new Set([0n, 1n, most / 3n, most - 1n, most])].filter((value) => value >= 0n);
}

/**
 * Tests that each setter sets its fields and touches no other.
 *
 * @param given what a word must have for the setters to be called at all
 */
export function itSetsNothingElse<L extends Layout>(
  harness: () => Promise<BaseContract>,
  layout: L,
  setters: readonly Setter<L>[],
  given: Partial<Record<keyof L, bigint | number>> = {},
): void {
  for (const { name, args, sets } of setters) {
    it(`${name}(${args.join(", ")}) sets ${Object.keys(sets).join(", ") || "nothing"} alone`, async () => {
      const contract = await harness();
      for (const [pattern, raw] of PATTERNS) {
        const word = withFields(layout, raw, given);
        const changed: bigint = await contract.getFunction(name)(word, ...args);
        expect(fieldsOf(layout, changed), pattern).to.deep.equal(
          fieldsOf(layout, withFields(layout, word, sets)),
        );
      }
    });
  }
}

/** Tests that each getter reads its field of the layout, whatever stands in the others. */
export function itReads<L extends Layout>(
  harness: () => Promise<BaseContract>,
  layout: L,
  getters: Readonly<Record<string, keyof L>>,
  given: Partial<Record<keyof L, bigint | number>> = {},
): void {
  it(`reads ${Object.keys(getters).join(", ")} from their places`, async () => {
    const contract = await harness();
    for (const [pattern, raw] of PATTERNS) {
      const word = withFields(layout, raw, given);
      const fields = fieldsOf(layout, word);
      for (const [getter, field] of Object.entries(getters)) {
        const read = await contract.getFunction(getter)(word);
        const expected = typeof read === "boolean" ? fields[field] !== 0n : fields[field];
        expect(typeof read === "string" ? BigInt(read) : read, `${getter} of ${pattern}`).to.equal(
          expected,
        );
      }
    }
  });
}
