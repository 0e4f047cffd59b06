import { formatCsv } from "../csv/formatCsv.ts";
import { harmless } from "../csv/harmless.ts";
import { formatDate } from "../format/formatDate.ts";
import type { DateRefused } from "../format/JstDate.ts";
import type { Lang, Text } from "../text/texts.ts";
import type { Statement } from "./statementOf.ts";
import { PAYMENT_KIND_TEXTS } from "./taxRates.ts";

const HEADINGS: readonly Text[] = [
  { en: "reference", ja: "整理番号" },
  { en: "class", ja: "銘柄コード" },
  { en: "name", ja: "銘柄名" },
  { en: "payment", ja: "種別" },
  { en: "record date", ja: "基準日" },
  { en: "paid on", ja: "支払日" },
  { en: "investor", ja: "投資家番号" },
  { en: "wallet", ja: "ウォレット" },
  { en: "units", ja: "数量" },
  { en: "gross (yen)", ja: "税引前（円）" },
  { en: "national tax (yen)", ja: "所得税等（円）" },
  { en: "local tax (yen)", ja: "住民税（円）" },
  { en: "net (yen)", ja: "税引後（円）" },
  { en: "of it owed (yen)", ja: "うち未払（円）" },
];

export type StatementsCsvErrors = DateRefused;

/**
 * Statements as a table that spreadsheets open, one line each, in the order given. Dates are written
 * YYYY-MM-DD and amounts without separators in both languages.
 *
 * @throws DateRefused
 */
export function statementsCsv(statements: readonly Statement[], lang: Lang): string {
  const rows = statements.map((statement) => [
    harmless(statement.reference),
    statement.classCode,
    harmless(statement.className[lang]),
    PAYMENT_KIND_TEXTS[statement.kind][lang],
    statement.recordDate === null ? "" : formatDate(statement.recordDate, "en"),
    formatDate(statement.paidOn, "en"),
    String(statement.investor),
    statement.wallet,
    ...[statement.units, statement.gross, statement.national, statement.local].map(String),
    ...[statement.net, statement.owed].map(String),
  ]);
  return formatCsv([HEADINGS.map((text) => text[lang]), ...rows]);
}
