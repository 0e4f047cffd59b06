import type { TradeLegs } from "../encode/tradeTypedData.ts";

/** A matched trade that waits to settle. */
export interface QueuedTrade extends TradeLegs {
  readonly id: string;
  /** A smaller one goes first; 0 if not said. */
  readonly priority?: number;
  /** When it came, by any clock or count: of equal priority the older goes first. */
  readonly arrival: number;
}

/** What a party can use of an asset: neither held nor frozen. */
export interface FreeBalance {
  readonly party: string;
  readonly asset: string;
  /** In the asset's smallest unit. */
  readonly free: bigint;
}

/** A queue or its balances cannot be. */
export class QueueRefused extends Error {
  override readonly name = "QueueRefused";

  constructor(why: string) {
    super(`The queue cannot be solved: ${why}. Correct that in what was given; nothing was sent.`);
  }
}
