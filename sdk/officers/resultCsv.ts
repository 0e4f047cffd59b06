import { formatCsv } from "../csv/formatCsv.ts";
import { formatTime } from "../format/formatTime.ts";
import { type Lang, say, type Text } from "../text/texts.ts";
import type { RowResult } from "./relayBundle.ts";
import type { OfficersRequest } from "./request.ts";
import type { Verb } from "./verbs.ts";

const HEADINGS: readonly Text[] = [
  { en: "reference", ja: "整理番号" },
  { en: "wallet", ja: "ウォレット" },
  { en: "result", ja: "結果" },
  { en: "reason", ja: "理由" },
  { en: "transaction", ja: "トランザクション" },
  { en: "works from", ja: "有効開始" },
  { en: "officers", ja: "KYC担当者" },
];

export const OUTCOME_TEXTS: Readonly<Record<RowResult["outcome"] | "open", Text>> = {
  done: { en: "done", ja: "完了" },
  "done-before": { en: "done before", ja: "完了済み" },
  refused: { en: "refused", ja: "拒否" },
  "left-out": { en: "left out", ja: "対象外" },
  open: { en: "not sent yet", ja: "未送信" },
};

/** The verbs whose rows have a time from which a pass works. */
const MAKES_PASSES: readonly Verb[] = ["grant", "link"];

/**
 * What became of every row of a request, as a table that spreadsheets open. A row of which nothing is known
 * yet is in it too; one that several officers attest each by itself has a line for each.
 */
export function resultCsv(
  request: OfficersRequest,
  results: readonly RowResult[],
  lang: Lang,
): string {
  const byLine = Map.groupBy(results, ({ row }) => row.line);
  const rows = request.items.flatMap(({ rows }) => rows).toSorted((a, b) => a.line - b.line);
  const lines = rows.flatMap(({ reference, wallet, line }) => {
    const found = byLine.get(line) ?? [];
    if (found.length === 0) {
      return [[reference, wallet, say(OUTCOME_TEXTS.open, lang), "", "", "", ""]];
    }
    return found.map(({ outcome, reason, transactionHash, worksFrom, officers }) => [
      reference,
      wallet,
      say(OUTCOME_TEXTS[outcome], lang),
      reason?.[lang] ?? "",
      transactionHash ?? "",
      worksFrom === undefined || !MAKES_PASSES.includes(request.verb)
        ? ""
        : formatTime(worksFrom, lang),
      officers.join(" "),
    ]);
  });
  return formatCsv([HEADINGS.map((text) => text[lang]), ...lines]);
}
