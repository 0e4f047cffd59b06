import { DAY_SECONDS, type JstDate } from "../format/JstDate.ts";

// Dates as months and days. Dates here may lie outside what the chain can hold: the regular period
// of a stub can begin before 1970.

const DAY_MILLISECONDS = DAY_SECONDS * 1_000;

export interface DateParts {
  readonly year: number;
  /** 0 is January. */
  readonly month: number;
  /** 1 is the first day of a month. */
  readonly day: number;
}

export function dateParts(date: JstDate): DateParts {
  const time = new Date(date * DAY_MILLISECONDS);
  return { year: time.getUTCFullYear(), month: time.getUTCMonth(), day: time.getUTCDate() };
}

/** The day in a month so many months later; the month's last day if it has no such day. */
export function monthsAfter(date: JstDate, months: number, day = dateParts(date).day): JstDate {
  const { year, month } = dateParts(date);
  const length = new Date(Date.UTC(year, month + months + 1, 0)).getUTCDate();
  return Date.UTC(year, month + months, Math.min(day, length)) / DAY_MILLISECONDS;
}

/**
 * How many months lie between two days of one series, such as 31 August and 28 February, or
 * undefined if they are no days of one series.
 */
export function wholeMonths(from: JstDate, to: JstDate): number | undefined {
  const [a, b] = [dateParts(from), dateParts(to)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  const day = Math.max(a.day, b.day);
  const isSeries = monthsAfter(to, 0, day) === to && monthsAfter(from, 0, day) === from;
  return isSeries ? months : undefined;
}
