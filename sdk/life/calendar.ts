import holidayJp from "@holiday-jp/holiday_jp";
import { formatDate } from "../format/formatDate.ts";
import type { JstDate } from "../format/JstDate.ts";
import { parseJstDate } from "../format/parseJstDate.ts";

// National holidays come from a library. Past the next year or two they are what the law of today
// leads to: the equinoxes of a year are announced in the February before it, and laws change.

const HOLIDAYS: Readonly<Record<string, unknown>> = holidayJp.holidays;

/** 2000-01-01: the banks' own rule, all Saturdays and 31 December to 3 January, is older than that. */
export const FIRST_CALENDAR_DAY: JstDate = parseJstDate("2000-01-01");

/** The end of the last year of which the library knows the holidays. */
export const LAST_CALENDAR_DAY: JstDate = parseJstDate(
  `${Object.keys(HOLIDAYS)
    .reduce((last, day) => (day > last ? day : last))
    .slice(0, 4)}-12-31`,
);

/** A day of which the calendar does not know whether banks are open. */
export class DateOutsideCalendar extends Error {
  override readonly name = "DateOutsideCalendar";
  readonly date: JstDate;

  constructor(date: JstDate) {
    const [first, last] = [FIRST_CALENDAR_DAY, LAST_CALENDAR_DAY].map((day) =>
      formatDate(day, "en"),
    );
    super(
      `Whether banks in Japan are open on ${formatDate(date, "en")} is not known: the calendar ` +
        `covers ${first} to ${last}. Give a day within, or update the package @holiday-jp/holiday_jp.`,
    );
    this.date = date;
  }
}

/** Whether a day written as YYYY-MM-DD is a national holiday, holidays in lieu included. */
export function isNationalHoliday(day: string): boolean {
  return Object.hasOwn(HOLIDAYS, day);
}
