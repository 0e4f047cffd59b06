import type { Trade } from "../encode/tradeTypedData.ts";
import { compareTrades, type Mismatch, type VersionTexts } from "./compareTrades.ts";

const SIDES: VersionTexts = [
  { en: "the seller's side", ja: "売方" },
  { en: "the buyer's side", ja: "買方" },
];

/**
 * Why two instructions do not match, field by field; nothing if they do. Each side's own reference is never
 * compared. The chain compares the same, without saying why.
 *
 * @param sellerSide the trade as the seller instructs it
 * @param buyerSide the trade as the buyer instructs it
 */
export function compareInstructions(sellerSide: Trade, buyerSide: Trade): Mismatch[] {
  return compareTrades(sellerSide, buyerSide, SIDES);
}
