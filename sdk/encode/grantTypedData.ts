import { CLAIMS_FIELDS, type Claims, GRANT_FIELDS, passDomain } from "./passTypes.ts";
import type { TypedData } from "./TypedData.ts";

/** A pass to be granted. */
export interface Grant {
  readonly wallet: string;
  readonly claims: Claims;
  /** Numbers of the classes in which the wallet is enrolled with its pass. */
  readonly classes: number[];
  /** The wallet's present seq. */
  readonly seq: number;
  /** Last Unix second at which the grant may be relayed. */
  readonly deadline: number;
}

/** What an officer signs to grant a pass. */
export function grantTypedData(chainId: bigint, pass: string, grant: Grant): TypedData<Grant> {
  return {
    domain: passDomain(chainId, pass),
    types: {
      Grant: GRANT_FIELDS,
      Claims: CLAIMS_FIELDS,
    },
    primaryType: "Grant",
    message: grant,
  };
}
