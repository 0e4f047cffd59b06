import { Cells, cellsIn, cellsOf } from "./Cells.ts";
import { checkOnce, type Settled } from "./checkReport.ts";
import { ReconciliationFailed } from "./reportErrors.ts";
import type { ReconciliationLine, ReportedQuantity, SettlementReportInput } from "./reportTypes.ts";

/**
 * That what everybody began with and what moved is what he ends with.
 *
 * @throws ReportRefused if a balance is said twice
 * @throws ReconciliationFailed with every line that does not add up
 */
export function reconciled(
  { charges, others, opening, closing }: Omit<SettlementReportInput, "from" | "until">,
  trades: readonly Settled[],
): ReconciliationLine[] {
  const ofTrades = new Cells();
  for (const { seller, buyer, security, cash, settled } of trades) {
    ofTrades.move(security, seller, buyer, settled.units);
    ofTrades.move(cash, buyer, seller, settled.amount);
  }
  const ofCharges = new Cells();
  for (const { payer, payee, cash, amount } of charges) ofCharges.move(cash, payer, payee, amount);
  const balances = (name: string, given: readonly ReportedQuantity[]) => {
    checkOnce(
      `the ${name} balance of`,
      given.map(({ party, asset }) => `${party} in ${asset}`),
    );
    return cellsOf(given);
  };
  const [before, after] = [balances("opening", opening), balances("closing", closing)];
  const ofOthers = cellsOf(others);
  const lines = cellsIn([before, ofTrades, ofCharges, ofOthers, after]).map(
    ({ party, asset }): ReconciliationLine => ({
      ...{ party, asset, opening: before.of(party, asset), trades: ofTrades.of(party, asset) },
      ...{ charges: ofCharges.of(party, asset), others: ofOthers.of(party, asset) },
      closing: after.of(party, asset),
    }),
  );
  const wrong = lines.filter(
    ({ opening, trades, charges, others, closing }) =>
      opening + trades + charges + others !== closing,
  );
  if (wrong.length > 0) throw new ReconciliationFailed(wrong);
  return lines;
}
