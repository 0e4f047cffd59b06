import { z } from "zod";
import { CHARGE_KINDS, type SettlementReport, TRADE_OUTCOMES } from "./report/reportTypes.ts";

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const whole = z.string().regex(/^(0|[1-9]\d*)$/);
const signed = z.string().regex(/^(0|-?[1-9]\d*)$/);
const second = z.int().nonnegative();

/** What the JSON of a settlement report holds; see `SettlementReport`. Quantities are decimal digits as text. */
export const settlementReportSchema = z.strictObject({
  apiVersion: z.literal(1),
  kind: z.literal("SettlementReport"),
  from: second,
  until: second,
  assets: z.array(
    z.strictObject({
      asset: address,
      kind: z.enum(["class", "cash"]),
      ...{ grossObligations: whole, netObligations: whole, settled: whole, moved: whole },
      saved: whole,
      savedBasisPoints: z.int().min(0).max(10_000),
    }),
  ),
  outcomes: z.array(
    z.strictObject({
      outcome: z.enum(TRADE_OUTCOMES),
      cash: address,
      trades: z.int().positive(),
      ...{ amount: whole, settled: whole },
    }),
  ),
  charges: z.array(
    z.strictObject({
      kind: z.enum(CHARGE_KINDS),
      ...{ party: address, cash: address, paid: whole, received: whole },
    }),
  ),
  reconciliation: z.array(
    z.strictObject({
      ...{ party: address, asset: address, opening: signed, trades: signed },
      ...{ charges: signed, others: signed, closing: signed },
    }),
  ),
});

/** A settlement report for programs, by `settlementReportSchema`: the same report is the same bytes. */
export function settlementReportJson(report: SettlementReport): string {
  const { from, until, assets, outcomes, charges, reconciliation } = report;
  const plain = {
    ...{ apiVersion: 1, kind: "SettlementReport", from, until },
    ...{ assets, outcomes, charges, reconciliation },
  };
  const asText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  return `${JSON.stringify(plain, asText, 2)}\n`;
}
