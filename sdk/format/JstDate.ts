/**
 * A calendar date in Japan (JST, UTC+9, no summer time) as whole days since 1970-01-01. That first
 * day itself, 0, is no date: the chain says "none" by it. A record date or due date means the end of
 * its day, 24:00 (see jstDateEnd).
 */
export type JstDate = number;

/** 1970-01-02. */
export const FIRST_JST_DATE: JstDate = 1;

/** 2106-02-06: the last day whose end fits the 32 bits that the chain gives a time. */
export const LAST_JST_DATE: JstDate = 49_709;

export const DAY_SECONDS = 86_400;
export const JST_OFFSET_SECONDS = 9 * 3_600;

/** A text or number that is no date in Japan within the range that the chain can hold. */
export class DateRefused extends Error {
  override readonly name = "DateRefused";
  /** What was given. */
  readonly given: string;

  constructor(given: string | number) {
    super(
      `${JSON.stringify(given)} is not a date: give an existing day from 1970-01-02 to 2106-02-06, ` +
        `as YYYY-MM-DD in text or as whole days since 1970-01-01 in numbers.`,
    );
    this.given = String(given);
  }
}

/** Whether a number is a date that files may give and the chain can hold. */
export function isJstDate(date: number): date is JstDate {
  return Number.isInteger(date) && date >= FIRST_JST_DATE && date <= LAST_JST_DATE;
}
