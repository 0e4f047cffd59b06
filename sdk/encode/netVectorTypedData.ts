import type { TypedData } from "./TypedData.ts";

/** What one party of a netting cycle is asked to pay and take, all its trades of the cycle together. */
export interface NetVector {
  /** 32 bytes as hex, see `cycleId`. */
  readonly cycle: string;
  /** Of the list of the cycle's trades, 32 bytes as hex, see `tradeListRoot`. */
  readonly root: string;
  readonly party: string;
  /** Every asset of the cycle, ascending by address. */
  readonly assets: string[];
  /** For each asset, the terms epoch of the class; 0 for cash. */
  readonly termsEpochs: number[];
  /** For each asset, what the party gets, in its smallest unit; below 0 what it gives. */
  readonly nets: bigint[];
}

/** What a party of a netting cycle signs; see `signVector`, which looks before it signs. */
export function netVectorTypedData(
  chainId: bigint,
  netSettlement: string,
  vector: NetVector,
): TypedData<NetVector> {
  return {
    domain: { name: "Kessai Net", version: "1", chainId, verifyingContract: netSettlement },
    types: {
      NetVector: [
        { name: "cycle", type: "bytes32" },
        { name: "root", type: "bytes32" },
        { name: "party", type: "address" },
        { name: "assets", type: "address[]" },
        { name: "termsEpochs", type: "uint16[]" },
        { name: "nets", type: "int256[]" },
      ],
    },
    primaryType: "NetVector",
    message: vector,
  };
}
