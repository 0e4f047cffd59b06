/** Digits that ISO 20022 gives an amount, and how many of them behind the point. */
const MOST_DIGITS = 18;
const MOST_FRACTION = 5;

/** An amount that no payment can be of. */
export class AmountRefused extends Error {
  override readonly name = "AmountRefused";

  constructor(amount: bigint, fractionDigits: number) {
    super(
      `An amount of ${amount} in smallest units, ${fractionDigits} digits of it behind the point, is no payment: ` +
        `it must be above 0, of ${MOST_DIGITS} digits at most, ${MOST_FRACTION} at most behind the point.`,
    );
  }
}

export type DecimalAmountErrors = AmountRefused;

/**
 * An amount in a currency's smallest unit as payments write it: 123456 of a currency with 2 digits behind
 * the point is `1234.56`.
 *
 * @param fractionDigits of the currency by ISO 4217: 0 for JPY
 * @throws AmountRefused
 */
export function decimalAmount(amount: bigint, fractionDigits: number): string {
  const isFraction =
    Number.isInteger(fractionDigits) && fractionDigits >= 0 && fractionDigits <= MOST_FRACTION;
  const digits = String(amount);
  if (!isFraction || amount <= 0n || digits.length > MOST_DIGITS) {
    throw new AmountRefused(amount, fractionDigits);
  }
  if (fractionDigits === 0) return digits;
  const padded = digits.padStart(fractionDigits + 1, "0");
  return `${padded.slice(0, -fractionDigits)}.${padded.slice(-fractionDigits)}`;
}
