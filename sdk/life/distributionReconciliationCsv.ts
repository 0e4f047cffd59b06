import { formatCsv } from "../csv/formatCsv.ts";
import { harmless } from "../csv/harmless.ts";
import type { Lang, Text } from "../text/texts.ts";
import type { DistributionReconciliation } from "./distributionReconciliation.ts";

const COLUMNS = {
  reference: { en: "reference", ja: "整理番号" },
  funded: { en: "funded (yen)", ja: "受入（円）" },
  paid: { en: "paid (yen)", ja: "支払済み（円）" },
  national: { en: "national tax (yen)", ja: "所得税等（円）" },
  local: { en: "local tax (yen)", ja: "住民税（円）" },
  owed: { en: "owed (yen)", ja: "未払（円）" },
  returned: { en: "returned (yen)", ja: "返戻（円）" },
  investorsPaid: { en: "investors paid", ja: "支払済み投資家数" },
  investorsOwed: { en: "investors owed", ja: "未払投資家数" },
} as const satisfies Readonly<Record<keyof DistributionReconciliation, Text>>;

/** Reconciliations as a table that spreadsheets open, one line each: funded is the sum of the next five. */
export function distributionReconciliationCsv(
  reconciliations: readonly DistributionReconciliation[],
  lang: Lang,
): string {
  const fields = Object.keys(COLUMNS) as (keyof DistributionReconciliation)[];
  return formatCsv([
    fields.map((field) => COLUMNS[field][lang]),
    ...reconciliations.map((each) => fields.map((field) => harmless(String(each[field])))),
  ]);
}
