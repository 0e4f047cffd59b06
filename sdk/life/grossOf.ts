import { PER_YEN_SCALE } from "./perYen.ts";

/** An amount was asked for on less than nothing. */
export class GrossRefused extends Error {
  override readonly name = "GrossRefused";

  constructor(field: "units" | "perUnit", given: bigint) {
    super(`${field} is ${given}: give 0 or more.`);
  }
}

export type GrossOfErrors = GrossRefused;

/**
 * What an investor is paid before tax, in whole yen: what is below one yen is cut, once, after all
 * units are added up, and stays with the payer.
 *
 * @param units of all the investor's wallets together (名寄せ)
 * @param perUnit yen on one unit, times 10^13; of a bond its face times the per-yen amount
 * @throws GrossRefused if either is below 0
 */
export function grossOf(units: bigint, perUnit: bigint): bigint {
  if (units < 0n) throw new GrossRefused("units", units);
  if (perUnit < 0n) throw new GrossRefused("perUnit", perUnit);
  return (units * perUnit) / PER_YEN_SCALE;
}
