import type { InvestorCategory } from "../files/parseClassFile.ts";
import { CATEGORY_PLACES } from "./categoryPlaces.ts";

/** The bits of a set of categories, as `contracts/types/Categories.sol` has them. */
export function categoryBits(categories: readonly InvestorCategory[]): number {
  return categories.reduce((bits, category) => bits | (1 << CATEGORY_PLACES[category]), 0);
}

/**
 * Who may hold a class, packed as `contracts/types/PolicyWord.sol` has it. The order in which residences
 * are named makes no difference.
 *
 * @param residences ISO 3166-1 numeric, at most 15; none means that residence does not matter
 */
export function policyWord(
  categories: readonly InvestorCategory[],
  residences: readonly number[],
): bigint {
  const ascending = residences.toSorted((a, b) => a - b);
  return ascending.reduce(
    (word, residence, index) => word | (BigInt(residence) << BigInt(16 + 16 * index)),
    BigInt(categoryBits(categories)),
  );
}
