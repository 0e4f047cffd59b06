import { passDomain } from "./passTypes.ts";
import type { TypedData } from "./TypedData.ts";

/** The end of a pass by quorum. */
export interface Revocation {
  readonly wallet: string;
  /** From when the pass works, Unix seconds: names the pass that ends. */
  readonly validFrom: number;
  /** 32 bytes as hex: a reason code. */
  readonly reason: string;
  /** Last Unix second at which the revocation may be relayed. */
  readonly deadline: number;
}

/** What an officer signs to revoke a pass. */
export function revocationTypedData(
  chainId: bigint,
  pass: string,
  revocation: Revocation,
): TypedData<Revocation> {
  return {
    domain: passDomain(chainId, pass),
    types: {
      Revocation: [
        { name: "wallet", type: "address" },
        { name: "validFrom", type: "uint32" },
        { name: "reason", type: "bytes32" },
        { name: "deadline", type: "uint48" },
      ],
    },
    primaryType: "Revocation",
    message: revocation,
  };
}
