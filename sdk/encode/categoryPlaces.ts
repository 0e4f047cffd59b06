import type { InvestorCategory } from "../files/parseClassFile.ts";

/** The place of each category's bit, and of its limit, as in `contracts/types/Categories.sol`. */
export const CATEGORY_PLACES: Readonly<Record<InvestorCategory, number>> = {
  specified: 0,
  qii: 1,
  "special-business-eligible": 2,
  "broker-dealer": 3,
  general: 4,
};
