import { z } from "zod";
import type { DistributionReconciliation } from "./distributionReconciliation.ts";

const whole = z.string().regex(/^(0|[1-9]\d*)$/);
const count = z.int().nonnegative();

/** What the JSON of a reconciliation holds; see `DistributionReconciliation`. Amounts are decimal digits as text. */
export const distributionReconciliationSchema = z.strictObject({
  apiVersion: z.literal(1),
  kind: z.literal("DistributionReconciliation"),
  reference: z.string(),
  ...{ funded: whole, paid: whole, national: whole, local: whole, owed: whole, returned: whole },
  ...{ investorsPaid: count, investorsOwed: count },
});

/** A reconciliation for programs, by `distributionReconciliationSchema`: the same is the same bytes. */
export function distributionReconciliationJson(reconciliation: DistributionReconciliation): string {
  const { reference, funded, paid, national, local, owed, returned } = reconciliation;
  const { investorsPaid, investorsOwed } = reconciliation;
  const plain: z.input<typeof distributionReconciliationSchema> = {
    ...{ apiVersion: 1, kind: "DistributionReconciliation", reference },
    ...{ funded: String(funded), paid: String(paid), national: String(national) },
    ...{ local: String(local), owed: String(owed), returned: String(returned) },
    ...{ investorsPaid, investorsOwed },
  };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}
