import { z } from "zod";
import type { JstDate } from "../format/JstDate.ts";
import { address, count, date, hash, isSo, whole, yen13 } from "./plans/fields.ts";
import { parsePlan } from "./plans/parsePlan.ts";
import { PAYMENT_KINDS, type PaymentKind } from "./taxRates.ts";
import type { TermsFileRefused } from "./termsFile.ts";

interface AnyActionPlan {
  /** The class's code. */
  readonly class: string;
  readonly listed: boolean;
  /** Who gets the taxes, to pay them over. */
  readonly taxTo: string;
  /** SHA-256 of the resolution. */
  readonly document: string;
  /** Tells two equal ones apart. */
  readonly number: bigint;
}

/** A dividend or distribution that somebody decided on. */
export interface DistributionPlan extends AnyActionPlan {
  readonly kind: "DistributionPlan";
  readonly payment: Exclude<PaymentKind, "fraction-cash">;
  readonly recordDate: JstDate;
  readonly pays: JstDate;
  /** Yen of a unit, times 10^13. */
  readonly perUnit: bigint;
  /** Last Unix second of claims; as long as the law asks if not said. */
  readonly owedUntil?: number;
  readonly noticeDate?: JstDate;
  readonly isInArticles?: boolean;
}

/** A split (分割) or consolidation (併合) that somebody decided on. */
export interface SplitPlan extends AnyActionPlan {
  readonly kind: "SplitPlan";
  /** So many units become `into`. */
  readonly from: number;
  readonly into: number;
  /** Yen of a new unit, times 10^13; 0 where nothing is left over. */
  readonly cashPerUnit: bigint;
  readonly funding: bigint;
  readonly effective: JstDate;
}

export type ActionPlan = DistributionPlan | SplitPlan;

const PAID = PAYMENT_KINDS.filter((kind) => kind !== "fraction-cash");

const common = {
  apiVersion: z.literal("1", "expected 1"),
  class: z.string().min(1),
  listed: isSo.default(false),
  taxTo: address,
  document: hash,
  number: whole.default(1n),
};

const schema = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      ...common,
      kind: z.literal("DistributionPlan"),
      payment: z.enum(PAID as [DistributionPlan["payment"], ...DistributionPlan["payment"][]]),
      ...{ recordDate: date, pays: date, perUnit: yen13 },
      ...{
        owedUntil: count.optional(),
        noticeDate: date.optional(),
        isInArticles: isSo.optional(),
      },
    }),
    z.strictObject({
      ...common,
      kind: z.literal("SplitPlan"),
      ...{ from: count, into: count, effective: date },
      ...{ cashPerUnit: yen13.default(0n), funding: whole.default(0n) },
    }),
  ],
  "expected kind: DistributionPlan or SplitPlan",
);

export type ParseActionPlanErrors = TermsFileRefused;

/**
 * What a YAML or JSON file says is to be paid or split. Digits may be full-width.
 *
 * @param path how the error names the file
 * @throws TermsFileRefused with every fault
 */
export function parseActionPlan(text: string, path: string): ActionPlan {
  return parsePlan(text, path, schema) as ActionPlan;
}
