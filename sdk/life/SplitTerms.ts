import type { JstDate } from "../format/JstDate.ts";

/** Terms of a split or consolidation, as its contract takes them (`ISplit.Terms`). */
export interface SplitTerms {
  readonly token: string;
  /** So many units become of `denominator`. */
  readonly numerator: number;
  readonly denominator: number;
  /** Yen for one new unit, times 10^13; 0 where nothing is left over. */
  readonly cashPerUnit: bigint;
  /** Yen paid in for fractions. */
  readonly funding: bigint;
  readonly effective: JstDate;
  readonly listed: boolean;
  readonly taxTo: string;
  readonly document: string;
  readonly number: bigint;
}
