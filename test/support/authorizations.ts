import type { TypedData } from "../../sdk/encode/TypedData.ts";

const MOVEMENT = [
  { name: "from", type: "address" },
  { name: "to", type: "address" },
  { name: "value", type: "uint256" },
  { name: "validAfter", type: "uint256" },
  { name: "validBefore", type: "uint256" },
  { name: "nonce", type: "bytes32" },
];

/** An ERC-3009 movement; the times are Unix seconds, both exclusive. */
export interface Authorization {
  readonly from: string;
  readonly to: string;
  readonly value: bigint;
  readonly validAfter: bigint;
  readonly validBefore: bigint;
  readonly nonce: string;
}

interface Domain {
  readonly name: string;
  readonly chainId: bigint;
  readonly token: string;
}

const domainOf = ({ name, chainId, token }: Domain) => {
  return { name, version: "1", chainId, verifyingContract: token };
};

/** What a holder signs, by the name of the struct. */
export function movementTypedData(
  domain: Domain,
  primaryType: "TransferWithAuthorization" | "ReceiveWithAuthorization",
  message: Authorization,
): TypedData<Authorization> {
  return {
    domain: domainOf(domain),
    types: { [primaryType]: MOVEMENT },
    primaryType,
    message,
  } as TypedData<Authorization>;
}

/** What a holder signs to use a nonce up. */
export function cancellationTypedData(
  domain: Domain,
  message: { readonly authorizer: string; readonly nonce: string },
) {
  return {
    domain: domainOf(domain),
    types: {
      CancelAuthorization: [
        { name: "authorizer", type: "address" },
        { name: "nonce", type: "bytes32" },
      ],
    },
    primaryType: "CancelAuthorization",
    message,
  } as TypedData<typeof message>;
}
