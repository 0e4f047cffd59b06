import { tableRows } from "../csv/tableRows.ts";
import type { FileRefused } from "../files/FileRefused.ts";
import type { JstDate } from "../format/JstDate.ts";
import { parseJstDate } from "../format/parseJstDate.ts";
import type { Cell } from "../officers/cells.ts";
import type { Text } from "../text/texts.ts";
import { PAYMENT_KINDS, type PaymentKind, type TaxRateRow } from "./taxRates.ts";

/** A row of the tax table, as a file has it. */
export type TaxRow = Omit<TaxRateRow, "source" | "verified">;

export type ParseTaxRowsErrors = FileRefused;

/** The header of a file of tax rates. */
export const TAX_HEADINGS = {
  kind: { en: "kind", ja: "支払種別" },
  listed: { en: "listed", ja: "上場" },
  taxClass: { en: "tax class", ja: "税区分" },
  from: { en: "from", ja: "開始日" },
  until: { en: "until", ja: "終了日" },
  national: { en: "national", ja: "所得税等" },
  local: { en: "local", ja: "住民税" },
} as const satisfies Record<string, Text>;

/**
 * Rows of withholding rates: what is paid, listed or not, tax class, first and last day, both rates in per cent.
 *
 * @param fileName how findings name the file
 * @throws FileRefused with every fault at its line and column
 */
export function parseTaxRows(text: string, fileName: string): TaxRow[] {
  const { kind, listed, taxClass, from, until, national, local } = TAX_HEADINGS;
  const rows = tableRows(text, fileName, {
    kind: { heading: kind, read: kindCell },
    listed: { heading: listed, read: listedCell },
    taxClass: { heading: taxClass, read: classCell },
    from: { heading: from, read: dayCell },
    until: { heading: until, read: dayCell },
    national: { heading: national, read: rateCell },
    local: { heading: local, read: rateCell },
  });
  return rows.map(({ line, ...row }) => row);
}

function kindCell(text: string): Cell<PaymentKind> {
  const found = PAYMENT_KINDS.find((kind) => kind === text.toLowerCase());
  return found === undefined
    ? { expected: `one of ${PAYMENT_KINDS.join(", ")}` }
    : { value: found };
}

function listedCell(text: string): Cell<boolean> {
  if (/^(yes|true|上場)$/i.test(text)) return { value: true };
  if (/^(no|false|非上場)$/i.test(text)) return { value: false };
  return { expected: "yes or no (上場、非上場)" };
}

function classCell(text: string): Cell<number> {
  return /^([0-9]|1[0-5])$/.test(text) ? { value: Number(text) } : { expected: "a number 0 to 15" };
}

function dayCell(text: string): Cell<JstDate> {
  try {
    return { value: parseJstDate(text.replaceAll("/", "-")) };
  } catch {
    return { expected: "a date such as 2027-03-31" };
  }
}

/** Per cent with up to three decimals, in parts per 100,000. */
function rateCell(text: string): Cell<bigint> {
  const [, whole, decimals = ""] = /^(\d{1,3})(?:\.(\d{1,3}))?%?$/.exec(text) ?? [];
  if (whole === undefined) return { expected: "a rate in per cent such as 15.315" };
  return { value: BigInt(whole) * 1_000n + BigInt(decimals.padEnd(3, "0")) };
}
