import type { BondLifecycle } from "../contracts.ts";
import type { DistributionTerms } from "../life/DistributionTerms.ts";

/** As contracts answer the terms of a distribution. */
type Answered = Awaited<ReturnType<BondLifecycle["redemptionOf"]>>["interest"];

/** Terms as a contract answers them, as plain data. */
export function distributionTermsOf(terms: Answered): DistributionTerms {
  return {
    token: terms.token,
    kind: Number(terms.kind),
    listed: terms.listed,
    recordId: Number(terms.recordId),
    perUnit: terms.perUnit,
    numerator: Number(terms.numerator),
    denominator: Number(terms.denominator),
    funding: terms.funding,
    date: Number(terms.date),
    taxTo: terms.taxTo,
    owedUntil: Number(terms.owedUntil),
    document: terms.document,
    number: terms.number,
  };
}
