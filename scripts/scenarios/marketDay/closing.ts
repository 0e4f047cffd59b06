import { join } from "node:path";
import {
  formatYen,
  type ReportedQuantity,
  type SettlementReport,
  settlementReport,
  settlementReportCsv,
  settlementReportJson,
  TRADE_OUTCOME_TEXTS,
} from "../../../sdk/index.ts";
import { writeAtomically } from "../../deploy/writeAtomically.ts";
import { ensure } from "../firstSettlement/faults.ts";
import type { Market } from "./opening.ts";
import { TEXTS } from "./texts.ts";

/** What everybody has now, of every asset; of cash elsewhere what the bank booked. */
export async function balancesNow(market: Market): Promise<ReportedQuantity[]> {
  const { tokens, yen, everybody, booked } = market;
  const onChain = await Promise.all(
    [...tokens, yen].map(async (token) => {
      const asset = await token.getAddress();
      return await Promise.all(
        everybody.map(async ({ address: party }) => ({
          ...{ party, asset },
          quantity: await token.balanceOf(party),
        })),
      );
    }),
  );
  return [...onChain.flat(), ...booked];
}

/** Adds the day up, holds it against the chain, prints it and writes it out. */
export async function closing(
  market: Market,
  given: {
    readonly from: number;
    readonly opening: readonly ReportedQuantity[];
    readonly late: ReadonlyMap<string, { readonly failed: number; readonly defaulted: number }>;
    readonly folder: string;
  },
): Promise<SettlementReport> {
  const { chain, tell, book, others, names } = market;
  const { from, opening, late, folder } = given;
  const report = settlementReport({
    ...{ from, until: await chain.now(), charges: book.charges, others, opening },
    trades: book.reported(({ id }) => {
      const { failed = 0, defaulted = 0 } = late.get(id) ?? {};
      if (failed > 0) return "failed";
      return defaulted > 0 ? "cash-defaulted" : "expired";
    }),
    closing: await balancesNow(market),
  });
  await ownNothing(market);

  tell.heading(TEXTS.report, { trades: book.entries.length });
  const cash = (asset: string) => asset === market.platform.yen;
  tell.table(
    report.outcomes.map((each) => [
      TRADE_OUTCOME_TEXTS[each.outcome][tell.lang],
      names.get(each.cash) ?? each.cash,
      each.trades.toLocaleString("en-US"),
      formatYen(each.amount),
    ]),
    [
      { heading: tell.t(TEXTS.outcome) },
      { heading: tell.t(TEXTS.cash) },
      { heading: tell.t(TEXTS.count), align: "right" },
      { heading: tell.t(TEXTS.worth), align: "right" },
    ],
  );
  tell.print("");
  tell.table(
    report.assets.map((each) => [
      names.get(each.asset) ?? each.asset,
      shown(each.settled, cash(each.asset)),
      shown(each.moved, cash(each.asset)),
      `${(each.savedBasisPoints / 100).toFixed(1)} %`,
    ]),
    [
      { heading: tell.t(TEXTS.asset) },
      { heading: tell.t(TEXTS.gross), align: "right" },
      { heading: tell.t(TEXTS.moved), align: "right" },
      { heading: tell.t(TEXTS.saved), align: "right" },
    ],
  );
  tell.print("");
  const lines = report.reconciliation.length.toLocaleString("en-US");
  tell.print(tell.t(TEXTS.reconciled, { lines }));
  tell.print(tell.t(TEXTS.owns));

  const nameOf = (address: string) => names.get(address);
  const tables = settlementReportCsv(report, tell.lang, { nameOf });
  const files = [
    ...Object.entries(tables).map(([name, text]) => [`${name}.csv`, text] as const),
    ["report.json", settlementReportJson(report)] as const,
    ...market.files,
  ];
  for (const [name, text] of files) await writeAtomically(join(folder, name), text);
  const written = files.map(([name]) => join(folder, name)).join(", ");
  tell.print(tell.t(TEXTS.written, { files: written }));
  return report;
}

function shown(quantity: bigint, isYen: boolean): string {
  return isYen ? formatYen(quantity) : quantity.toLocaleString("en-US");
}

/** DVP-2, at the end of the day. */
async function ownNothing({ platform, tokens, yen }: Market): Promise<void> {
  for (const contract of [platform.dvp, platform.net, platform.externalCash, platform.fails]) {
    for (const token of [...tokens, yen]) {
      ensure((await token.balanceOf(contract)) === 0n, "a settlement contract owns something");
    }
  }
}
