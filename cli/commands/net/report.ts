import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import {
  CHARGE_KIND_TEXTS,
  readSettlementReport,
  settlementReport,
  settlementReportCsv,
  settlementReportJson,
  settlementReportSchema,
  TRADE_OUTCOME_TEXTS,
  table,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { TRADES_OPTIONS, tradesIn } from "../../desk/tradesIn.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { amountOf, maybe, pathOf } from "../../inputs.ts";

/** What was owed, what settled, what netting saved, and every account reconciled. */
export const netReport: ReadCommand = {
  kind: "read",
  path: "net report",
  about: {
    en: "settlement report of trades between two blocks: obligations, what moved, reconciliation",
    ja: "決済報告書(債務・決済結果・突合)を作成",
  },
  example: "net report --folder trades --from-block 1200 --out report",
  options: [
    ...TRADES_OPTIONS,
    { flags: "--from-block <number>", about: { en: "first block", ja: "最初のブロック" } },
    {
      flags: "--to-block <number>",
      about: { en: "last block; the latest if not said", ja: "最後のブロック" },
    },
    { flags: "--out <folder>", about: { en: "CSV and JSON files", ja: "書出し先" } },
  ],
  result: z.strictObject({
    report: settlementReportSchema,
    open: z.array(z.string()),
    files: z.array(z.string()),
  }),
  async run(given, desk) {
    const { lang } = given;
    const { provider, platform, chainId, deployment } = desk;
    const files = await tradesIn(given);
    const foreign = files.some(
      (file) => file.chainId !== chainId || file.dvp.toLowerCase() !== platform.dvp.toLowerCase(),
    );
    if (foreign) {
      throw new ArgumentRefused("Some trades are of another chain or platform: leave those out.");
    }
    const block = (name: string, otherwise: number) =>
      maybe(given, name) === undefined ? otherwise : Number(amountOf(given, name));
    const fromBlock = block("fromBlock", deployment.platform.contracts.dvp?.block ?? 1);
    const toBlock = block("toBlock", await provider.getBlockNumber());
    if (fromBlock > toBlock) {
      throw new ArgumentRefused(`--from-block ${fromBlock} is after the last one, ${toBlock}.`);
    }
    const trades = files.map(({ trade }) => trade);
    const { input, open } = await readSettlementReport(provider, platform, {
      ...{ trades, fromBlock, toBlock },
    });
    const report = settlementReport(input);
    const json = settlementReportJson(report);
    const written: string[] = [];
    if (maybe(given, "out") !== undefined) {
      const folder = pathOf(given, "out");
      await mkdir(folder, { recursive: true });
      const nameOf = (address: string) =>
        Object.entries(deployment.classes).find(
          ([, each]) => each.address.toLowerCase() === address.toLowerCase(),
        )?.[0];
      const tables = settlementReportCsv(report, lang, { nameOf });
      for (const [name, text] of [
        ...Object.entries(tables).map(([table_, text_]) => [`${table_}.csv`, text_] as const),
        ["report.json", json] as const,
      ]) {
        await writeNew(join(folder, name), text);
        written.push(join(folder, name));
      }
    }
    const isJa = lang === "ja";
    const shown = (value: bigint) => value.toLocaleString("en-US");
    const column = (en: string, ja: string, align: "left" | "right" = "right") => ({
      ...{ heading: isJa ? ja : en, align },
    });
    return {
      value: { report: JSON.parse(json) as unknown, open, files: written },
      lines: [
        ...table(
          report.outcomes.map((each) => [
            TRADE_OUTCOME_TEXTS[each.outcome][lang],
            ...[String(each.trades), shown(each.amount), shown(each.settled)],
          ]),
          {
            columns: [
              column("outcome", "結果", "left"),
              column("trades", "件数"),
              column("amount", "金額"),
              column("settled", "決済額"),
            ],
          },
        ).split("\n"),
        "",
        ...table(
          report.assets.map((each) => [
            each.asset,
            ...[each.grossObligations, each.settled, each.moved, each.saved].map(shown),
          ]),
          {
            columns: [
              column("asset", "資産", "left"),
              column("gross", "グロス"),
              column("settled", "決済"),
              column("moved", "実移動"),
              column("saved", "圧縮"),
            ],
          },
        ).split("\n"),
        ...(report.charges.length === 0
          ? []
          : table(
              report.charges.map((each) => [
                CHARGE_KIND_TEXTS[each.kind][lang],
                each.party,
                ...[each.paid, each.received].map(shown),
              ]),
              {
                columns: [
                  column("charge", "請求", "left"),
                  column("party", "当事者", "left"),
                  column("paid", "支払"),
                  column("received", "受取"),
                ],
              },
            )
              .split("\n")
              .concat("")),
        isJa
          ? `${report.reconciliation.length} 行すべて一致。未了の約定 ${open.length} 件。`
          : `All ${report.reconciliation.length} lines reconcile. ${open.length} trades can still settle.`,
        ...written,
      ],
    };
  },
};
