/**
 * What a day of a fail adds to the rate that is charged in the end: the rate above the reference, and nothing
 * if the reference is higher.
 *
 * @param ratePpm a year's rate, in millionths
 * @param referencePpm the reference of that day, from a fixing, in millionths; it can be below 0
 */
export function failRatePerDay(ratePpm: bigint, referencePpm: bigint): bigint {
  return ratePpm > referencePpm ? ratePpm - referencePpm : 0n;
}
