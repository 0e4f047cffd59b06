import type { InvestorCategory } from "../files/parseClassFile.ts";
import { type Residence, residences } from "../files/residences.ts";
import { CATEGORY_PLACES } from "./categoryPlaces.ts";

/** Who may hold a class. */
export interface Policy {
  readonly categories: readonly InvestorCategory[];
  readonly residences: "any" | readonly Residence[];
}

const MOST_RESIDENCES = 15;

/** Who may hold a class, read from the word that policyWord packs. */
export function policyOf(word: bigint): Policy {
  const names = Object.keys(CATEGORY_PLACES) as InvestorCategory[];
  const categories = names.filter((name) => (word >> BigInt(CATEGORY_PLACES[name])) & 1n);
  const byNumber = new Map([...residences].map(([alpha2, numeric]) => [numeric, alpha2]));
  const listed: Residence[] = [];
  for (let place = 0; place < MOST_RESIDENCES; place++) {
    const numeric = Number((word >> BigInt(16 + 16 * place)) & 0xffffn);
    if (numeric === 0) break;
    listed.push({ alpha2: byNumber.get(numeric) ?? String(numeric), numeric });
  }
  return { categories, residences: listed.length === 0 ? "any" : listed };
}
