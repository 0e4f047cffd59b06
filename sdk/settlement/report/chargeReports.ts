import { Cells, cellsIn } from "./Cells.ts";
import { CHARGE_KINDS, type ChargeReport, type ReportedCharge } from "./reportTypes.ts";

/** What each party paid and got, by kind of charge. */
export function chargeReports(charges: readonly ReportedCharge[]): ChargeReport[] {
  return CHARGE_KINDS.flatMap((kind) => {
    const these = charges.filter((charge) => charge.kind === kind);
    const [paid, received] = [new Cells(), new Cells()];
    for (const { payer, payee, cash, amount } of these) {
      paid.add(payer, cash, amount);
      received.add(payee, cash, amount);
    }
    return cellsIn([paid, received]).map(({ party, asset: cash }) => ({
      ...{ kind, party, cash },
      ...{ paid: paid.of(party, cash), received: received.of(party, cash) },
    }));
  });
}
