import type { Lang } from "../text/texts.ts";
import { formatDate } from "./formatDate.ts";
import { DAY_SECONDS, type DateRefused, JST_OFFSET_SECONDS } from "./JstDate.ts";
import { jstDateOf } from "./jstDateOf.ts";

export type FormatTimeErrors = DateRefused;

/**
 * A moment by the clock in Japan, to the minute: `2026-03-31 09:00 JST`, or `2026年3月31日 9時00分` in
 * Japanese. Seconds are cut off.
 *
 * @param unixSeconds seconds since 1970-01-01 00:00 UTC, as in a block's timestamp
 * @throws DateRefused if the day in Japan lies outside 1970-01-02 to 2106-02-06
 */
export function formatTime(unixSeconds: number | bigint, lang: Lang): string {
  const date = formatDate(jstDateOf(unixSeconds), lang);
  const ofDay = (Number(unixSeconds) + JST_OFFSET_SECONDS) % DAY_SECONDS;
  const hour = Math.floor(ofDay / 3_600);
  const minute = String(Math.floor((ofDay % 3_600) / 60)).padStart(2, "0");
  return lang === "en"
    ? `${date} ${String(hour).padStart(2, "0")}:${minute} JST`
    : `${date} ${hour}時${minute}分`;
}
