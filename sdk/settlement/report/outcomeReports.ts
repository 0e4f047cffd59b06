import { ascendingAddresses } from "../addressForms.ts";
import type { Settled } from "./checkReport.ts";
import { type OutcomeReport, TRADE_OUTCOMES } from "./reportTypes.ts";

/** Trades by outcome and cash token. */
export function outcomeReports(trades: readonly Settled[]): OutcomeReport[] {
  const cashTokens = ascendingAddresses(new Set(trades.map(({ cash }) => cash)));
  return TRADE_OUTCOMES.flatMap((outcome) =>
    cashTokens.flatMap((cash): OutcomeReport[] => {
      const these = trades.filter((trade) => trade.outcome === outcome && trade.cash === cash);
      if (these.length === 0) return [];
      const amount = these.reduce((sum, trade) => sum + trade.amount, 0n);
      const settled = these.reduce((sum, trade) => sum + trade.settled.amount, 0n);
      return [{ outcome, cash, trades: these.length, amount, settled }];
    }),
  );
}
