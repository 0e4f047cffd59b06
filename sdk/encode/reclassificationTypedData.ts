import { CLAIMS_FIELDS, type Claims, passDomain } from "./passTypes.ts";
import type { TypedData } from "./TypedData.ts";

/** Other categories, residence or tax class for a pass; the dates in the claims stay its own. */
export interface Reclassification {
  readonly wallet: string;
  readonly claims: Claims;
  readonly seq: number;
  /** Last Unix second at which the reclassification may be relayed. */
  readonly deadline: number;
}

/** What an officer signs to reclassify a pass. */
export function reclassificationTypedData(
  chainId: bigint,
  pass: string,
  reclassification: Reclassification,
): TypedData<Reclassification> {
  return {
    domain: passDomain(chainId, pass),
    types: {
      Reclassification: [
        { name: "wallet", type: "address" },
        { name: "claims", type: "Claims" },
        { name: "seq", type: "uint16" },
        { name: "deadline", type: "uint48" },
      ],
      Claims: CLAIMS_FIELDS,
    },
    primaryType: "Reclassification",
    message: reclassification,
  };
}
