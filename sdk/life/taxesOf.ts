import { RATE_SCALE, type TaxRates } from "./taxRates.ts";

/** What is withheld from a payment and what is left of it, in whole yen. */
export interface Taxes {
  readonly national: bigint;
  readonly local: bigint;
  readonly net: bigint;
}

/** A gross below 0, or rates that take more than all of it. */
export class TaxesRefused extends Error {
  override readonly name = "TaxesRefused";

  constructor(why: string) {
    super(
      `${why}: give a gross of 0 or more, and rates in parts per 100,000, together at most 100,000.`,
    );
  }
}

export type TaxesOfErrors = TaxesRefused;

/**
 * The two taxes of a payment. Each is taken of the gross and cut below one yen by itself, so that the
 * investor keeps both fractions. Sources, whose texts were not read: Act on General Rules for National
 * Taxes (国税通則法) 119(2), Local Tax Act (地方税法) 20-4-2.
 *
 * @param gross whole yen
 * @throws TaxesRefused
 */
export function taxesOf(gross: bigint, { national, local }: TaxRates): Taxes {
  if (gross < 0n) throw new TaxesRefused(`The gross is ${gross}`);
  if (national < 0n || local < 0n || national + local > RATE_SCALE) {
    throw new TaxesRefused(`The rates are ${national} and ${local}`);
  }
  const taxes = {
    national: (gross * national) / RATE_SCALE,
    local: (gross * local) / RATE_SCALE,
  };
  return { ...taxes, net: gross - taxes.national - taxes.local };
}
