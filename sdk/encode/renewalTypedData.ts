import type { JstDate } from "../format/JstDate.ts";
import { passDomain } from "./passTypes.ts";
import type { TypedData } from "./TypedData.ts";

/** New dates for a pass. */
export interface Renewal {
  readonly wallet: string;
  readonly expiry: JstDate;
  readonly screenedUntil: JstDate;
  readonly seq: number;
  /** Last Unix second at which the renewal may be relayed. */
  readonly deadline: number;
}

/** What an officer signs to renew a pass. */
export function renewalTypedData(
  chainId: bigint,
  pass: string,
  renewal: Renewal,
): TypedData<Renewal> {
  return {
    domain: passDomain(chainId, pass),
    types: {
      Renewal: [
        { name: "wallet", type: "address" },
        { name: "expiry", type: "uint16" },
        { name: "screenedUntil", type: "uint16" },
        { name: "seq", type: "uint16" },
        { name: "deadline", type: "uint48" },
      ],
    },
    primaryType: "Renewal",
    message: renewal,
  };
}
