import type { TypedData } from "./TypedData.ts";

/** An ERC-3009 movement that its holder signs and somebody else sends. */
export interface Authorization {
  readonly from: string;
  readonly to: string;
  /** Units of the class, or yen. */
  readonly value: bigint;
  /** Unix seconds, both exclusive: it may be sent after the one and before the other. */
  readonly validAfter: bigint;
  readonly validBefore: bigint;
  /** 32 bytes as hex that the holder has not used. */
  readonly nonce: string;
}

/** An authorization under one of ERC-3009's two names. `name` is the token's ERC-20 name. */
export function authorizationTypedData(
  primaryType: "TransferWithAuthorization" | "ReceiveWithAuthorization",
  chainId: bigint,
  token: string,
  name: string,
  authorization: Authorization,
): TypedData<Authorization> {
  return {
    domain: { name, version: "1", chainId, verifyingContract: token },
    types: {
      [primaryType]: [
        { name: "from", type: "address" },
        { name: "to", type: "address" },
        { name: "value", type: "uint256" },
        { name: "validAfter", type: "uint256" },
        { name: "validBefore", type: "uint256" },
        { name: "nonce", type: "bytes32" },
      ],
    },
    primaryType,
    message: authorization,
  };
}
