import type { TypedData } from "./TypedData.ts";

/** A wallet's consent to be enrolled in a token by anybody. */
export interface Enrolment {
  readonly wallet: string;
  /** Last Unix second at which it may be sent. */
  readonly deadline: bigint;
}

/** What a wallet signs to be enrolled. `name` is the token's ERC-20 name. */
export function enrolmentTypedData(
  chainId: bigint,
  token: string,
  name: string,
  enrolment: Enrolment,
): TypedData<Enrolment> {
  return {
    domain: { name, version: "1", chainId, verifyingContract: token },
    types: {
      Enrolment: [
        { name: "wallet", type: "address" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Enrolment",
    message: enrolment,
  };
}
