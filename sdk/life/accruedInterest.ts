import type { BondClassFile } from "../files/parseClassFile.ts";
import { formatDate } from "../format/formatDate.ts";
import type { JstDate } from "../format/JstDate.ts";
import { type BondScheduleErrors, type BondScheduleOptions, bondSchedule } from "./bondSchedule.ts";
import { PER_YEN_SCALE, rate13 } from "./perYen.ts";

/** What a buyer pays the seller for interest since the last payment. */
export interface AccruedInterest {
  /** Since the last day of interest, or the payment date; one end counted. */
  readonly days: number;
  /** Yen on ¥100 of face that is outstanding, times 10^7. */
  readonly per100: bigint;
  /** On all the face, whole yen. */
  readonly yen: bigint;
}

/** A settlement day or face for which no accrued interest can be told. */
export class AccruedRefused extends Error {
  override readonly name = "AccruedRefused";

  constructor(why: string) {
    super(`No accrued interest can be told: ${why}.`);
  }
}

export type AccruedInterestErrors = AccruedRefused | BondScheduleErrors;

const PER_100_SCALE = 10n ** 7n;
const DAYS_PER_YEAR = 365n;

/**
 * The accrued interest of a trade in a bond: the year's interest on ¥100 by days of 365, cut below 7
 * decimals, the total cut below one yen; never more than what the period pays, so that 183 days of a
 * half-year are half a year. Sources: money.infobank.co.jp K400007, calculation-memo bond5.
 *
 * @param settles the day on which the trade is settled
 * @param face yen of face bought, that is still outstanding
 * @throws AccruedRefused if the day is before the issue or not before the due date, or if by then the
 *   next payment is the seller's or the last one not yet read, so that buyer and seller must agree
 * @throws PaymentsPerYearUnclear; PeriodIrregular; RepaymentRefused; DateOutsideCalendar
 */
export function accruedInterest(
  terms: Pick<BondClassFile, "bond" | "schedule">,
  settles: JstDate,
  face: bigint,
  options: BondScheduleOptions = {},
): AccruedInterest {
  if (face <= 0n) throw new AccruedRefused(`the face is ${face}, give 1 or more`);
  const { issued, due: last, rate } = terms.bond;
  if (settles < issued || settles >= last) {
    const [from, until] = [formatDate(issued, "en"), formatDate(last, "en")];
    throw new AccruedRefused(`give a settlement day from ${from} to the day before ${until}`);
  }
  const periods = bondSchedule(terms, options);
  const index = periods.findIndex(({ due }) => due > settles);
  const [before, period] = [periods[index - 1], periods[index]];
  if (period === undefined) throw new AccruedRefused("the bond has no period then");
  checkWhosePayment(settles, before?.record, period.record);
  const days = settles - (before?.due ?? issued);
  const ofYear = (100n * rate13(rate) * BigInt(days)) / DAYS_PER_YEAR;
  // Of what is outstanding, as the face is.
  const most = (100n * period.perYen * PER_YEN_SCALE) / period.outstanding;
  const per100 = ((ofYear < most ? ofYear : most) * PER_100_SCALE) / PER_YEN_SCALE;
  return { days, per100, yen: (face * per100) / (100n * PER_100_SCALE) };
}

/** That the buyer gets the payment of the period in which he buys, and none before. */
function checkWhosePayment(
  settles: JstDate,
  before: JstDate | null | undefined,
  record: JstDate | null,
): void {
  if (typeof before === "number" && settles <= before) {
    const why = `the holders of the last payment are read at the end of ${formatDate(before, "en")} only`;
    throw new AccruedRefused(`${why}, settle after it`);
  }
  if (record !== null && settles > record) {
    const why = `the next payment is the seller's since its record date, ${formatDate(record, "en")}`;
    throw new AccruedRefused(`${why}: settle on the day of interest, or agree on an amount`);
  }
}
