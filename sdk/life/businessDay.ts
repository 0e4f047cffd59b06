import { DateRefused, isJstDate, type JstDate } from "../format/JstDate.ts";
import { type IsBusinessDayErrors, isBusinessDay } from "./isBusinessDay.ts";
import { dateParts } from "./months.ts";

/**
 * To which bank business day a payment moves that is due on another day: the one before, the one
 * after, the one after unless that is in another month (then the one before), or none: it stays.
 */
export type HolidayRule = "preceding" | "following" | "modified-following" | "none";

export type BusinessDayErrors = IsBusinessDayErrors;

/**
 * The day on which a payment is made that is due on `date`.
 *
 * @param date days since 1970-01-01
 * @throws DateOutsideCalendar if the calendar does not cover the day, or the one that it moves to
 * @throws DateRefused if it is no date
 */
export function businessDay(date: JstDate, rule: HolidayRule): JstDate {
  if (!isJstDate(date)) throw new DateRefused(date);
  if (rule === "none") return date;
  if (rule === "preceding") return nearest(date, -1);
  const after = nearest(date, 1);
  if (rule === "following" || dateParts(after).month === dateParts(date).month) return after;
  return nearest(date, -1);
}

function nearest(date: JstDate, step: 1 | -1): JstDate {
  let day = date;
  while (!isBusinessDay(day)) day += step;
  return day;
}
