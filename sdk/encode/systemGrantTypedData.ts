import type { Grant } from "./grantTypedData.ts";
import { CLAIMS_FIELDS, GRANT_FIELDS, passDomain } from "./passTypes.ts";
import type { TypedData } from "./TypedData.ts";

/** A first pass for a contract that stands for no investor. */
export interface SystemGrant {
  readonly grant: Grant;
}

/** What an officer signs to grant a contract its first pass, of kind system. */
export function systemGrantTypedData(
  chainId: bigint,
  pass: string,
  systemGrant: SystemGrant,
): TypedData<SystemGrant> {
  return {
    domain: passDomain(chainId, pass),
    types: {
      SystemGrant: [{ name: "grant", type: "Grant" }],
      Grant: GRANT_FIELDS,
      Claims: CLAIMS_FIELDS,
    },
    primaryType: "SystemGrant",
    message: systemGrant,
  };
}
