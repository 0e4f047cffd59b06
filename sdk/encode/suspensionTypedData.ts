import { passDomain } from "./passTypes.ts";
import type { TypedData } from "./TypedData.ts";

/** Passes to be suspended, such as the hits of a screening. */
export interface Suspension {
  readonly wallets: string[];
  /** Each wallet's present validFrom, which names its pass. */
  readonly validFroms: number[];
  /** 32 bytes as hex. */
  readonly reason: string;
  /** Last Unix second at which it may be relayed. */
  readonly deadline: number;
}

/** What one officer signs to suspend passes. */
export function suspensionTypedData(
  chainId: bigint,
  pass: string,
  suspension: Suspension,
): TypedData<Suspension> {
  return {
    domain: passDomain(chainId, pass),
    types: {
      Suspension: [
        { name: "wallets", type: "address[]" },
        { name: "validFroms", type: "uint32[]" },
        { name: "reason", type: "bytes32" },
        { name: "deadline", type: "uint48" },
      ],
    },
    primaryType: "Suspension",
    message: suspension,
  };
}
