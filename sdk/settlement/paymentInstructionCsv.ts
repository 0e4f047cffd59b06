import { formatCsv } from "../csv/formatCsv.ts";
import { formatDate } from "../format/formatDate.ts";
import { formatTime } from "../format/formatTime.ts";
import type { DateRefused } from "../format/JstDate.ts";
import type { Lang, Text } from "../text/texts.ts";
import { byWallet, type WalletRefused } from "./byWallet.ts";
import { type DecimalAmountErrors, decimalAmount } from "./decimalAmount.ts";
import { type EndToEndIdErrors, endToEndId } from "./endToEndId.ts";
import type { PaymentInstruction } from "./PaymentInstruction.ts";

const HEADINGS: readonly Text[] = [
  { en: "end-to-end id", ja: "エンド・ツー・エンドID" },
  { en: "payer wallet", ja: "支払人ウォレット" },
  { en: "payer account", ja: "支払人口座" },
  { en: "payee wallet", ja: "受取人ウォレット" },
  { en: "payee account", ja: "受取人口座" },
  { en: "currency", ja: "通貨" },
  { en: "amount", ja: "金額" },
  { en: "settlement date", ja: "決済日" },
  { en: "instructed until", ja: "指図期限" },
  { en: "remittance information", ja: "送金情報" },
];

export interface PaymentInstructionCsvParameters {
  /** Digits behind the point of the currency, by ISO 4217: 0 for JPY. */
  readonly fractionDigits: number;
  /** What the desk calls the account of a wallet, by the wallet's address; empty cells for others. */
  readonly accounts?: Readonly<Record<string, string>>;
  readonly lang: Lang;
}

export type PaymentInstructionCsvErrors =
  | EndToEndIdErrors
  | DecimalAmountErrors
  | DateRefused
  | WalletRefused;

/**
 * Payments that are to be made elsewhere, as a table that spreadsheets open: one line each, in the order given.
 * Dates are written YYYY-MM-DD and amounts without separators in both languages, so that a bank's system reads
 * them. The remittance information is the trade's full id.
 *
 * @throws TradeIdRefused; AmountRefused; DateRefused; WalletRefused
 */
export function paymentInstructionCsv(
  instructions: readonly PaymentInstruction[],
  { fractionDigits, accounts = {}, lang }: PaymentInstructionCsvParameters,
): string {
  const accountOf = byWallet(accounts);
  const rows = instructions.map((instruction) => [
    endToEndId(instruction.tradeId),
    instruction.payer,
    accountOf(instruction.payer) ?? "",
    instruction.payee,
    accountOf(instruction.payee) ?? "",
    instruction.currency,
    decimalAmount(instruction.amount, fractionDigits),
    formatDate(instruction.settlementDate, "en"),
    formatTime(instruction.settleBy, "en"),
    instruction.tradeId,
  ]);
  return formatCsv([HEADINGS.map((text) => text[lang]), ...rows]);
}
