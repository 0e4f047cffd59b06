import { z } from "zod";
import { OFFERING_METHODS } from "../encode/offeringId.ts";
import type { OfferingOptions } from "./offeringTerms.ts";
import { address, count, firstSecond, hash, lastSecond, whole } from "./plans/fields.ts";
import { parsePlan } from "./plans/parsePlan.ts";
import type { TermsFileRefused } from "./termsFile.ts";

/** An offering (募集・私募) that somebody decided on: what it says beside the class file. */
export interface OfferingPlan extends OfferingOptions {
  readonly kind: "OfferingPlan";
  /** The class's code. */
  readonly class: string;
}

const schema = z.strictObject({
  apiVersion: z.literal("1", "expected 1"),
  kind: z.literal("OfferingPlan", "expected OfferingPlan"),
  class: z.string().min(1),
  ...{ opens: firstSecond, closes: lastSecond, issueBy: lastSecond },
  method: z.enum(OFFERING_METHODS),
  proceedsTo: address,
  ...{ price: whole.optional(), most: whole.optional(), least: whole.optional() },
  ...{ lot: whole.optional(), mostPerInvestor: whole.optional() },
  ...{ list: hash.optional(), mostAsked: count.optional(), document: hash.optional() },
  number: whole.optional(),
});

export type ParseOfferingPlanErrors = TermsFileRefused;

/**
 * The offering that a YAML or JSON file plans. Digits may be full-width; a date alone means its first second where
 * something begins, and its last where something ends.
 *
 * @param path how the error names the file
 * @throws TermsFileRefused with every fault
 */
export function parseOfferingPlan(text: string, path: string): OfferingPlan {
  return parsePlan(text, path, schema) as OfferingPlan;
}
