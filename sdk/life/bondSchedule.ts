import type { BondClassFile, ScheduleEntry } from "../files/parseClassFile.ts";
import type { JstDate } from "../format/JstDate.ts";
import { type BusinessDayErrors, businessDay, type HolidayRule } from "./businessDay.ts";
import { PER_YEN_SCALE, rate13 } from "./perYen.ts";
import { type PaymentsPerYear, paymentsPerYear, regularPeriods } from "./regularPeriods.ts";
import {
  type PaymentsPerYearUnclear,
  PeriodIrregular,
  RepaymentRefused,
} from "./scheduleErrors.ts";

/** A part of the face that is repaid before the end. */
export interface PartialRepayment {
  /** A day of interest before the last. */
  readonly due: JstDate;
  /** Share of the whole face, times 10^13. */
  readonly share: bigint;
}

export interface BondScheduleOptions {
  /** How interest follows from days: by regular periods (half a year is half the rate), or days of 365. */
  readonly dayCount?: "regular-periods" | "actual-365";
  /** Payments a year; if not said, they follow from the days of interest. */
  readonly perYear?: PaymentsPerYear;
  /** A holiday rule in the place of the class file's own. */
  readonly holiday?: HolidayRule;
  readonly repayments?: readonly PartialRepayment[];
}

/** A period of interest and what is paid at its end. */
export interface BondPeriod {
  /** First and last day that bears interest. */
  readonly from: JstDate;
  readonly until: JstDate;
  /** The day of interest, at whose end the amounts are owed. */
  readonly due: JstDate;
  /**
   * The day at whose end the holders are read; null if there is none, as in the last period: its
   * redemption reads the class when that is stopped.
   */
  readonly record: JstDate | null;
  /** The business day on which is paid. */
  readonly pays: JstDate;
  /** How many days bear interest, of how many in the regular period. */
  readonly days: number;
  readonly of: number;
  /** Regular periods a year. */
  readonly perYear: number;
  /** Share of the face that is outstanding in the period, times 10^13. */
  readonly outstanding: bigint;
  /** Yen of interest on a yen of the whole face, times 10^13; the rest of the cut stays with the issuer. */
  readonly perYen: bigint;
  /** Yen that are repaid on a yen of the whole face, times 10^13. */
  readonly principal: bigint;
}

export type BondScheduleErrors =
  | PaymentsPerYearUnclear
  | PeriodIrregular
  | RepaymentRefused
  | BusinessDayErrors;

/**
 * When a bond pays, and how much on each yen of its face. A regular period bears the year's rate
 * divided by the payments a year; one that is shorter, its share by days; each cut below 13 decimals.
 * Only payments move to business days, amounts do not. Source: the terms of Nomura Research
 * Institute's 15th bond.
 *
 * Interest from the day after the payment date runs to the day of interest, that day included;
 * interest from the payment date itself to the day before. Either way no day counts twice, and a
 * half-year is one.
 *
 * @throws PaymentsPerYearUnclear if the days of interest do not say how often a year it pays
 * @throws PeriodIrregular if a period is longer than a regular one, or one in the middle shorter
 * @throws RepaymentRefused
 * @throws DateOutsideCalendar if a payment is due where no holidays are known
 */
export function bondSchedule(
  { bond, schedule }: Pick<BondClassFile, "bond" | "schedule">,
  options: BondScheduleOptions = {},
): BondPeriod[] {
  const { issued, interest, due: last } = bond;
  const rate = rate13(bond.rate);
  const dates = interest.at(-1) === last ? interest : [...interest, last];
  checkAscending([issued, ...dates]);
  const { perYear, ofs } = regular(issued, dates, rate, options);
  const shares = sharesOf(options.repayments ?? [], dates);
  const offset = bond.interestFrom === "day-after-payment" ? 1 : 0;
  let outstanding = PER_YEN_SCALE;
  return dates.map((due, index) => {
    const before = dates[index - 1] ?? issued;
    const [days, of] = [due - before, ofs[index] ?? 1];
    const pays = businessDay(due, options.holiday ?? bond.holiday);
    const principal = due === last ? outstanding : (shares.get(due) ?? 0n);
    const period = {
      ...{ from: before + offset, until: due - 1 + offset, due, pays },
      record: recordOf(schedule, due, pays) ?? (due === last ? null : pays - 1),
      ...{ days, of, perYear, outstanding, principal },
      perYen: (rate * outstanding * BigInt(days)) / (BigInt(of) * BigInt(perYear) * PER_YEN_SCALE),
    };
    outstanding -= principal;
    return period;
  });
}

function regular(
  issued: JstDate,
  dates: readonly JstDate[],
  rate: bigint,
  { dayCount = "regular-periods", perYear }: BondScheduleOptions,
): { perYear: number; ofs: readonly number[] } {
  if (dayCount === "actual-365") return { perYear: 1, ofs: dates.map(() => 365) };
  // Without interest it does not matter how far its days are apart.
  if (rate === 0n) {
    return { perYear: 1, ofs: dates.map((due, index) => due - (dates[index - 1] ?? issued)) };
  }
  const times = perYear ?? paymentsPerYear(dates);
  return { perYear: times, ofs: regularPeriods(issued, dates, times) };
}

/** Schemas hold this for files; terms can come from elsewhere. */
function checkAscending(dates: readonly JstDate[]): void {
  for (const [index, due] of dates.entries()) {
    if (index > 0 && due <= (dates[index - 1] ?? due)) {
      throw new PeriodIrregular(due, "does not end after the one before it");
    }
  }
}

function sharesOf(
  repayments: readonly PartialRepayment[],
  dates: readonly JstDate[],
): ReadonlyMap<JstDate, bigint> {
  const shares = new Map<JstDate, bigint>();
  let sum = 0n;
  for (const { due, share } of repayments) {
    if (!dates.slice(0, -1).includes(due)) {
      throw new RepaymentRefused(due, "is on no day of interest before the last");
    }
    if (shares.has(due)) throw new RepaymentRefused(due, "is there twice");
    if (share <= 0n) throw new RepaymentRefused(due, `is of ${share}, and must be of more than 0`);
    sum += share;
    if (sum >= PER_YEN_SCALE) throw new RepaymentRefused(due, "leaves nothing for the last day");
    shares.set(due, share);
  }
  return shares;
}

function recordOf(
  schedule: readonly ScheduleEntry[],
  due: JstDate,
  pays: JstDate,
): JstDate | undefined {
  return schedule.find(
    (entry) =>
      (entry.kind === "interest" || entry.kind === "redemption") &&
      entry.pays !== undefined &&
      (entry.pays === due || entry.pays === pays),
  )?.record;
}
