import { passDomain } from "./passTypes.ts";
import type { TypedData } from "./TypedData.ts";

/** Suspensions to be ended. */
export interface Reinstatement {
  readonly wallets: string[];
  /** Each wallet's present seq. */
  readonly seqs: number[];
  /** 32 bytes as hex. */
  readonly reason: string;
  /** Last Unix second at which it may be relayed. */
  readonly deadline: number;
}

/** What an officer signs to end suspensions. */
export function reinstatementTypedData(
  chainId: bigint,
  pass: string,
  reinstatement: Reinstatement,
): TypedData<Reinstatement> {
  return {
    domain: passDomain(chainId, pass),
    types: {
      Reinstatement: [
        { name: "wallets", type: "address[]" },
        { name: "seqs", type: "uint16[]" },
        { name: "reason", type: "bytes32" },
        { name: "deadline", type: "uint48" },
      ],
    },
    primaryType: "Reinstatement",
    message: reinstatement,
  };
}
