import type { TypedData } from "./TypedData.ts";

/** An ERC-2612 permit. */
export interface Permit {
  readonly owner: string;
  readonly spender: string;
  readonly value: bigint;
  readonly nonce: bigint;
  /** Last Unix second at which it may be sent. */
  readonly deadline: bigint;
}

/** What an owner signs to give an allowance. `name` is the token's ERC-20 name. */
export function permitTypedData(
  chainId: bigint,
  token: string,
  name: string,
  permit: Permit,
): TypedData<Permit> {
  return {
    domain: { name, version: "1", chainId, verifyingContract: token },
    types: {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Permit",
    message: permit,
  };
}
