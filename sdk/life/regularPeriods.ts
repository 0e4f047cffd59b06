import type { JstDate } from "../format/JstDate.ts";
import { dateParts, monthsAfter, wholeMonths } from "./months.ts";
import { PaymentsPerYearUnclear, PeriodIrregular } from "./scheduleErrors.ts";

/** How many payments a year a bond can have. */
export type PaymentsPerYear = 1 | 2 | 3 | 4 | 6 | 12;

/** By the months between two regular payments. */
const PER_YEAR: Readonly<Record<number, PaymentsPerYear>> = {
  1: 12,
  2: 6,
  3: 4,
  4: 3,
  6: 2,
  12: 1,
};

/**
 * How often a year a bond pays: by the most months between two neighbouring days of interest, since
 * only the last can be nearer; once, if it has one day of interest alone.
 *
 * @throws PaymentsPerYearUnclear
 */
export function paymentsPerYear(interest: readonly JstDate[]): PaymentsPerYear {
  if (interest.length === 1) return 1;
  const gaps = interest.slice(1).map((day, index) => wholeMonths(interest[index] ?? day, day) ?? 0);
  const perYear = PER_YEAR[Math.max(0, ...gaps.filter((gap) => gap in PER_YEAR))];
  if (perYear === undefined) throw new PaymentsPerYearUnclear();
  return perYear;
}

/**
 * The days of the regular period to which each period belongs: the first one's ends with it, every
 * other's begins with it. The first and the last may be shorter than theirs, none longer.
 *
 * @param issued the payment date, at whose end the first period begins to count
 * @param dates the ends of the periods, ascending
 * @throws PeriodIrregular
 */
export function regularPeriods(
  issued: JstDate,
  dates: readonly JstDate[],
  perYear: PaymentsPerYear,
): number[] {
  const months = 12 / perYear;
  const day = dayOfMonth(issued, dates, months);
  return dates.map((due, index) => {
    const before = dates[index - 1];
    const [from, until] =
      before === undefined
        ? [monthsAfter(due, -months, day), due]
        : [before, monthsAfter(before, months, day)];
    const [days, of] = [due - (before ?? issued), until - from];
    if (days > of) {
      const why = `has ${days} days that bear interest, more than the ${of} of a regular one`;
      throw new PeriodIrregular(due, why);
    }
    if (days < of && index > 0 && index < dates.length - 1) {
      const why = `has ${days} days, the regular one ${of}, and only the first and last may be shorter`;
      throw new PeriodIrregular(due, why);
    }
    return of;
  });
}

/** The day of the month of the regular payments: 31 where they are at the ends of months. */
function dayOfMonth(issued: JstDate, dates: readonly JstDate[], months: number): number {
  const ends = dates.length === 1 ? [issued, ...dates] : dates;
  const isRegular = (end: JstDate, index: number) =>
    dates.length === 1
      ? index === 1 || wholeMonths(issued, ends[1] ?? end) === months
      : index < ends.length - 1 || wholeMonths(ends[index - 1] ?? end, end) === months;
  return Math.max(...ends.filter(isRegular).map((end) => dateParts(end).day));
}
