import { passDomain } from "./passTypes.ts";
import type { TypedData } from "./TypedData.ts";

/** Passes that an officer vouches for. */
export interface Reattestation {
  readonly wallets: string[];
  /** Each wallet's present seq. */
  readonly seqs: number[];
  /** Last Unix second at which it may be relayed. */
  readonly deadline: number;
}

/** What one officer signs to vouch for passes as they are. */
export function reattestationTypedData(
  chainId: bigint,
  pass: string,
  reattestation: Reattestation,
): TypedData<Reattestation> {
  return {
    domain: passDomain(chainId, pass),
    types: {
      Reattestation: [
        { name: "wallets", type: "address[]" },
        { name: "seqs", type: "uint16[]" },
        { name: "deadline", type: "uint48" },
      ],
    },
    primaryType: "Reattestation",
    message: reattestation,
  };
}
