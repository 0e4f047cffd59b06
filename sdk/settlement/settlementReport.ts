import type { AssetIsBoth } from "./netOf.ts";
import { assetReports } from "./report/assetReports.ts";
import { chargeReports } from "./report/chargeReports.ts";
import { checkCharges, checkOnce, settledOf, withChecksums } from "./report/checkReport.ts";
import { outcomeReports } from "./report/outcomeReports.ts";
import { reconciled } from "./report/reconciled.ts";
import { type ReconciliationFailed, ReportRefused } from "./report/reportErrors.ts";
import type { SettlementReport, SettlementReportInput } from "./report/reportTypes.ts";

export type SettlementReportErrors = ReportRefused | ReconciliationFailed | AssetIsBoth;

/**
 * What was owed, what settled, what that saved, what was charged, and that all balances follow from it.
 *
 * @throws ReportRefused if a trade or balance is there twice, a trade's outcome lacks what belongs to it or
 *   has what does not, or a charge is not between the parties of its trade in the way of its kind
 * @throws ReconciliationFailed with every party and asset whose movements do not lead to its closing balance
 * @throws AssetIsBoth if a token is a class here and cash there
 */
export function settlementReport(input: SettlementReportInput): SettlementReport {
  const { from, until, charges, ...rest } = withChecksums(input);
  if (from > until)
    throw new ReportRefused(`its time ends at ${until}, before it begins at ${from}`);
  const trades = rest.trades.map(settledOf);
  checkOnce(
    "trade",
    trades.map(({ id }) => id),
  );
  checkCharges(charges, trades);
  return {
    from,
    until,
    assets: assetReports(trades),
    outcomes: outcomeReports(trades),
    charges: chargeReports(charges),
    reconciliation: reconciled({ ...rest, charges }, trades),
  };
}
