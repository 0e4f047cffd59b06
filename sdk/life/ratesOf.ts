import { formatDate } from "../format/formatDate.ts";
import type { DateRefused, JstDate } from "../format/JstDate.ts";
import { type PaymentKind, TAX_RATES, type TaxRateRow } from "./taxRates.ts";

/** There is no row of rates for such a payment. */
export class TaxRateUnknown extends Error {
  override readonly name = "TaxRateUnknown";
  readonly kind: PaymentKind;
  readonly listed: boolean;
  readonly taxClass: number;
  readonly date: JstDate;

  constructor(kind: PaymentKind, listed: boolean, taxClass: number, date: JstDate) {
    super(
      `What is withheld from ${kind} of a class that is ${listed ? "" : "not "}listed, for tax class ` +
        `${taxClass}, paid on ${formatDate(date, "en")}, is not known: have it confirmed by a tax ` +
        "adviser and add a row, or correct the tax class in the pass.",
    );
    this.kind = kind;
    this.listed = listed;
    this.taxClass = taxClass;
    this.date = date;
  }
}

export type RatesOfErrors = TaxRateUnknown | DateRefused;

/**
 * What is withheld from a payment, and whether a text was read that says so.
 *
 * @param listed whether the class is listed, of trusts also publicly offered
 * @param taxClass of the investor's pass, 0 to 15
 * @param date the day of payment
 * @param rows another table than this project's
 * @throws TaxRateUnknown if the table has no row for it
 * @throws DateRefused if the day is no date
 */
export function ratesOf(
  kind: PaymentKind,
  listed: boolean,
  taxClass: number,
  date: JstDate,
  rows: readonly TaxRateRow[] = TAX_RATES,
): TaxRateRow {
  const found = rows.find(
    (row) =>
      row.kind === kind &&
      row.listed === listed &&
      row.taxClass === taxClass &&
      row.from <= date &&
      date <= row.until,
  );
  if (found === undefined) throw new TaxRateUnknown(kind, listed, taxClass, date);
  return found;
}
