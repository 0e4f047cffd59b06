import { formatDate } from "../format/formatDate.ts";
import type { DateRefused, JstDate } from "../format/JstDate.ts";
import {
  DateOutsideCalendar,
  FIRST_CALENDAR_DAY,
  isNationalHoliday,
  LAST_CALENDAR_DAY,
} from "./calendar.ts";

export type IsBusinessDayErrors = DateOutsideCalendar | DateRefused;

const SATURDAY = 6;
const SUNDAY = 0;
/** 1970-01-01 was a Thursday. */
const WEEKDAY_OF_DAY_0 = 4;

/**
 * Whether banks in Japan are open on a day: no Saturday, Sunday, national holiday (holidays in lieu
 * included), nor a day from 31 December to 3 January. Source: Order for Enforcement of the Banking
 * Act (銀行法施行令), article 5, paragraph 1.
 *
 * @param date days since 1970-01-01
 * @throws DateOutsideCalendar if the calendar does not cover the day
 * @throws DateRefused if it is no date
 */
export function isBusinessDay(date: JstDate): boolean {
  const day = formatDate(date, "en");
  if (date < FIRST_CALENDAR_DAY || date > LAST_CALENDAR_DAY) throw new DateOutsideCalendar(date);
  const weekday = (date + WEEKDAY_OF_DAY_0) % 7;
  if (weekday === SATURDAY || weekday === SUNDAY || isNationalHoliday(day)) return false;
  return !/-(12-31|01-0[1-3])$/.test(day);
}
