import type { Lang } from "../text/texts.ts";
import { DAY_SECONDS, DateRefused, isJstDate, type JstDate } from "./JstDate.ts";

export type FormatDateErrors = DateRefused;

/**
 * A date as it is read: `2026-03-31`, or `2026年3月31日` in Japanese.
 *
 * @param date days since 1970-01-01
 * @throws DateRefused if it is not a whole number of days from 1970-01-02 to 2106-02-06
 */
export function formatDate(date: JstDate, lang: Lang): string {
  if (!isJstDate(date)) throw new DateRefused(date);
  const day = new Date(date * DAY_SECONDS * 1_000);
  if (lang === "en") return day.toISOString().slice(0, 10);
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
}
