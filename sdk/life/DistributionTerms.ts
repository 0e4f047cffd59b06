import type { JstDate } from "../format/JstDate.ts";

/** The terms of a distribution, as its contract hashes them to its id. */
export interface DistributionTerms {
  /** Address of the class. */
  readonly token: string;
  /** Place in `PAYMENT_KINDS`. */
  readonly kind: number;
  readonly listed: boolean;
  /** Number of the record date; 0 for the holders of a class that is stopped for it. */
  readonly recordId: number;
  /** Yen for one unit, times 10^13. */
  readonly perUnit: bigint;
  /** Of a consolidation whose fractions are paid; both 0 else. */
  readonly numerator: number;
  readonly denominator: number;
  /** Yen paid in for fractions; 0 else. */
  readonly funding: bigint;
  /** Date of the payment. */
  readonly date: JstDate;
  /** Who gets the taxes withheld. */
  readonly taxTo: string;
  /** Last Unix second at which what is owed can be claimed. */
  readonly owedUntil: number;
  /** Hash of the resolution, or of the terms that it follows from. */
  readonly document: string;
  /** Tells two equal ones apart. */
  readonly number: bigint;
}
