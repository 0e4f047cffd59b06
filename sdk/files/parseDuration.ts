const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** The longest delay that the chain can hold, in seconds: 32 bits. */
const LONGEST = 2 ** 32 - 1;

/** The seconds of a duration such as `48h`, or undefined if it is not one or longer than 2³² − 1. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(0|[1-9]\d{0,9})([smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const seconds = Number(count) * (SECONDS[unit] ?? Number.NaN);
  return seconds <= LONGEST ? seconds : undefined;
}
