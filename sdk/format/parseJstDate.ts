import { DAY_SECONDS, DateRefused, isJstDate, type JstDate } from "./JstDate.ts";

export type ParseJstDateErrors = DateRefused;

/**
 * The date written as `YYYY-MM-DD`, in days since 1970-01-01.
 *
 * @throws DateRefused if it is written otherwise, if no calendar has that day, or if it lies outside
 *   1970-01-02 to 2106-02-06.
 */
export function parseJstDate(text: string): JstDate {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // The parser may roll 02-30 over into March, so the day must also read back as it was written.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new DateRefused(text);
  }
  const days = time / 1_000 / DAY_SECONDS;
  if (!isJstDate(days)) throw new DateRefused(text);
  return days;
}
