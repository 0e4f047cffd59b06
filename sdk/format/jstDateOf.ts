import { DAY_SECONDS, JST_OFFSET_SECONDS, type JstDate } from "./JstDate.ts";

/**
 * The date in Japan at a moment. 24:00 of a day is 0:00 of the next and belongs to that one.
 *
 * @param unixSeconds seconds since 1970-01-01 00:00 UTC, as in a block's timestamp
 */
export function jstDateOf(unixSeconds: number | bigint): JstDate {
  return Math.floor((Number(unixSeconds) + JST_OFFSET_SECONDS) / DAY_SECONDS);
}
