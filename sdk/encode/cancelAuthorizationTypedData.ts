import type { TypedData } from "./TypedData.ts";

/** A holder's authorization that is to count no more. */
export interface AuthorizationCancelled {
  readonly authorizer: string;
  /** 32 bytes as hex. */
  readonly nonce: string;
}

/** What a holder signs to cancel an authorization (ERC-3009). `name` is the token's ERC-20 name. */
export function cancelAuthorizationTypedData(
  chainId: bigint,
  token: string,
  name: string,
  cancelled: AuthorizationCancelled,
): TypedData<AuthorizationCancelled> {
  return {
    domain: { name, version: "1", chainId, verifyingContract: token },
    types: {
      CancelAuthorization: [
        { name: "authorizer", type: "address" },
        { name: "nonce", type: "bytes32" },
      ],
    },
    primaryType: "CancelAuthorization",
    message: cancelled,
  };
}
