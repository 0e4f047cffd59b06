import { passDomain } from "./passTypes.ts";
import type { TypedData } from "./TypedData.ts";

/** Who keeps a wallet's account. */
export interface AccountKeeping {
  readonly wallet: string;
  /** The broker's investor number, 0 for nobody. */
  readonly broker: number;
  /** The account is the broker's own, not a client's. */
  readonly own: boolean;
  /** The wallet's present seq. */
  readonly seq: number;
  /** Last Unix second at which it may be relayed. */
  readonly deadline: number;
}

/** What an officer signs to name the broker that keeps an account. */
export function accountKeepingTypedData(
  chainId: bigint,
  pass: string,
  accountKeeping: AccountKeeping,
): TypedData<AccountKeeping> {
  return {
    domain: passDomain(chainId, pass),
    types: {
      AccountKeeping: [
        { name: "wallet", type: "address" },
        { name: "broker", type: "uint32" },
        { name: "own", type: "bool" },
        { name: "seq", type: "uint16" },
        { name: "deadline", type: "uint48" },
      ],
    },
    primaryType: "AccountKeeping",
    message: accountKeeping,
  };
}
