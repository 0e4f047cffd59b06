import { passDomain } from "./passTypes.ts";
import type { TypedData } from "./TypedData.ts";

/** A lost wallet and the one that takes its place. */
export interface Recovery {
  readonly lost: string;
  /** A wallet of the same investor that has a pass. */
  readonly successor: string;
  /** 32 bytes as hex. */
  readonly reason: string;
  /** The lost wallet's present seq. */
  readonly seq: number;
  /** Last Unix second at which it may be relayed. */
  readonly deadline: number;
}

/** What an officer signs to have another wallet take the place of a lost one. */
export function recoveryTypedData(
  chainId: bigint,
  pass: string,
  recovery: Recovery,
): TypedData<Recovery> {
  return {
    domain: passDomain(chainId, pass),
    types: {
      Recovery: [
        { name: "lost", type: "address" },
        { name: "successor", type: "address" },
        { name: "reason", type: "bytes32" },
        { name: "seq", type: "uint16" },
        { name: "deadline", type: "uint48" },
      ],
    },
    primaryType: "Recovery",
    message: recovery,
  };
}
