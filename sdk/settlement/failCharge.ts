const DAYS_PER_YEAR = 365n;
const MILLION = 1_000_000n;

/** A fail that can be charged. */
export interface FailChargeParameters {
  /** What the buyer was to pay for the units that were not delivered, in the cash token's smallest unit. */
  readonly amount: bigint;
  /** The days' rates in sum, each by `failRatePerDay`: millionths of a year's rate, times days. */
  readonly rateDays: bigint;
}

/** A charge was asked for on less than nothing. */
export class FailChargeRefused extends Error {
  override readonly name = "FailChargeRefused";

  constructor(field: keyof FailChargeParameters, given: bigint) {
    super(
      `${field} is ${given}: give 0 or more. The seller pays the charge; nothing ever turns it round.`,
    );
  }
}

export type FailChargeErrors = FailChargeRefused;

/**
 * What the seller owes the buyer for units that were not delivered, in the cash token's smallest unit: the
 * year's rate by days of 365. The fraction that is left stays with the seller.
 *
 * @throws FailChargeRefused if the amount or the rates are below 0
 */
export function failCharge({ amount, rateDays }: FailChargeParameters): bigint {
  if (amount < 0n) throw new FailChargeRefused("amount", amount);
  if (rateDays < 0n) throw new FailChargeRefused("rateDays", rateDays);
  return (amount * rateDays) / (DAYS_PER_YEAR * MILLION);
}
