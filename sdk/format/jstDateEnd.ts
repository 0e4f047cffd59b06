import { DAY_SECONDS, JST_OFFSET_SECONDS, type JstDate } from "./JstDate.ts";

/**
 * The end of a day in Japan, 24:00 JST, in seconds since 1970-01-01 00:00 UTC: the first second that
 * is no longer that day (the contracts' `lastSecond` is the one before it).
 *
 * @param date days since 1970-01-01
 */
export function jstDateEnd(date: JstDate): number {
  return (date + 1) * DAY_SECONDS - JST_OFFSET_SECONDS;
}
