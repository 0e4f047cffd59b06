import { formatDate } from "../format/formatDate.ts";
import type { JstDate } from "../format/JstDate.ts";

/** The days of interest do not say how often a year the bond pays. */
export class PaymentsPerYearUnclear extends Error {
  override readonly name = "PaymentsPerYearUnclear";

  constructor() {
    super(
      "No two neighbours among the bond's days of interest are 1, 2, 3, 4, 6 or 12 whole months apart, " +
        "so how often it pays a year is not clear: give `perYear`, or the day count actual-365.",
    );
  }
}

/** A period of interest whose amount the terms do not tell. */
export class PeriodIrregular extends Error {
  override readonly name = "PeriodIrregular";
  /** The day of interest at which the period ends. */
  readonly due: JstDate;

  constructor(due: JstDate, why: string) {
    super(
      `The period that ends on ${formatDate(due, "en")} ${why}. Correct the days in the class file, ` +
        "give `perYear`, or the day count actual-365.",
    );
    this.due = due;
  }
}

/** A partial repayment that the bond cannot make. */
export class RepaymentRefused extends Error {
  override readonly name = "RepaymentRefused";
  readonly due: JstDate;

  constructor(due: JstDate, why: string) {
    super(
      `The repayment of ${formatDate(due, "en")} ${why}. Give shares of the face times 10^13, each on a ` +
        "day of interest before the last, all together less than 10^13: the last day repays the rest.",
    );
    this.due = due;
  }
}
