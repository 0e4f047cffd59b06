import { formatCsv } from "../csv/formatCsv.ts";
import { harmless } from "../csv/harmless.ts";
import type { Lang, Text } from "../text/texts.ts";
import type {
  AssetReport,
  ChargeKind,
  SettlementReport,
  TradeOutcome,
} from "./report/reportTypes.ts";

/** What the tables of a settlement report call an outcome. */
export const TRADE_OUTCOME_TEXTS: Readonly<Record<TradeOutcome, Text>> = {
  "settled-gross": { en: "settled gross", ja: "グロス決済" },
  "netted-in-cycle": { en: "netted in a cycle", ja: "ネット決済（回）" },
  "netted-by-id": { en: "netted by id", ja: "ネット決済（約定指定）" },
  partly: { en: "settled partly", ja: "一部決済" },
  failed: { en: "failed", ja: "フェイル" },
  "cash-defaulted": { en: "cash default", ja: "資金不払い" },
  "bought-in": { en: "bought in", ja: "バイイン" },
  cancelled: { en: "cancelled", ja: "取消し" },
  expired: { en: "expired", ja: "期限切れ" },
};

/** What the tables of a settlement report call a charge. */
export const CHARGE_KIND_TEXTS: Readonly<Record<ChargeKind, Text>> = {
  "fail-charge": { en: "fail charge", ja: "フェイルチャージ" },
  "late-interest": { en: "late interest", ja: "遅延損害金" },
  "buy-in-difference": { en: "buy-in difference", ja: "バイイン差額" },
};

/** The tables of a settlement report, each a CSV that spreadsheets open. */
export interface SettlementReportTables {
  readonly assets: string;
  readonly outcomes: string;
  readonly charges: string;
  readonly reconciliation: string;
}

export interface SettlementReportCsvParameters {
  /** What a party or asset is called beside its address; nothing if not said. */
  readonly nameOf?: (address: string) => string | undefined;
}

/**
 * A settlement report as tables. Quantities are in the smallest unit of their asset, without thousands, so
 * that spreadsheets add them up.
 */
export function settlementReportCsv(
  { assets, outcomes, charges, reconciliation }: SettlementReport,
  lang: Lang,
  { nameOf = () => undefined }: SettlementReportCsvParameters = {},
): SettlementReportTables {
  const named = (address: string) => [address, harmless(nameOf(address) ?? "")];
  const tableOf = (columns: readonly Text[], rows: readonly (readonly unknown[])[]) =>
    formatCsv([columns.map((column) => column[lang]), ...rows.map((row) => row.map(String))]);
  return {
    assets: tableOf(
      ASSET_COLUMNS,
      assets.map((each) => [
        ...[...named(each.asset), KIND_TEXTS[each.kind][lang]],
        ...[each.grossObligations, each.netObligations, each.settled, each.moved, each.saved],
        percent(each.savedBasisPoints),
      ]),
    ),
    outcomes: tableOf(
      OUTCOME_COLUMNS,
      outcomes.map(({ outcome, cash, trades, amount, settled }) => [
        ...[TRADE_OUTCOME_TEXTS[outcome][lang], ...named(cash), trades, amount, settled],
      ]),
    ),
    charges: tableOf(
      CHARGE_COLUMNS,
      charges.map(({ kind, party, cash, paid, received }) => [
        ...[CHARGE_KIND_TEXTS[kind][lang], ...named(party), ...named(cash), paid, received],
      ]),
    ),
    reconciliation: tableOf(
      RECONCILIATION_COLUMNS,
      reconciliation.map((line) => [
        ...[...named(line.party), ...named(line.asset)],
        ...[line.opening, line.trades, line.charges, line.others, line.closing],
      ]),
    ),
  };
}

function percent(basisPoints: number): string {
  return `${Math.floor(basisPoints / 100)}.${String(basisPoints % 100).padStart(2, "0")}`;
}

const NAME: Text = { en: "name", ja: "名称" };
const PARTY: Text = { en: "party", ja: "当事者" };
const ASSET: Text = { en: "asset", ja: "資産" };
const CASH: Text = { en: "cash token", ja: "資金トークン" };
const SETTLED: Text = { en: "settled", ja: "決済済み" };

const KIND_TEXTS: Readonly<Record<AssetReport["kind"], Text>> = {
  class: { en: "class", ja: "銘柄" },
  cash: { en: "cash", ja: "資金" },
};

const ASSET_COLUMNS: readonly Text[] = [
  ...[ASSET, NAME],
  { en: "kind", ja: "種別" },
  { en: "obligations gross", ja: "決済義務（グロス）" },
  { en: "obligations net", ja: "決済義務（ネット）" },
  SETTLED,
  { en: "moved", ja: "移動" },
  { en: "saved", ja: "節約" },
  { en: "saved (%)", ja: "節約（%）" },
];

const OUTCOME_COLUMNS: readonly Text[] = [
  { en: "outcome", ja: "結果" },
  ...[CASH, NAME],
  { en: "trades", ja: "件数" },
  { en: "amount", ja: "受渡金額" },
  SETTLED,
];

const CHARGE_COLUMNS: readonly Text[] = [
  { en: "charge", ja: "種別" },
  ...[PARTY, NAME, CASH, NAME],
  { en: "paid", ja: "支払" },
  { en: "received", ja: "受取" },
];

const RECONCILIATION_COLUMNS: readonly Text[] = [
  ...[PARTY, NAME, ASSET, NAME],
  { en: "opening", ja: "期首残高" },
  { en: "trades", ja: "約定" },
  { en: "charges", ja: "フェイルチャージ等" },
  { en: "others", ja: "その他" },
  { en: "closing", ja: "期末残高" },
];
