import type { ReportedCharge, ReportedTrade, Trade, TradeOutcome } from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";

/** A trade of the day with what became of it. */
export interface Entry {
  readonly trade: Trade;
  readonly id: string;
  readonly sellerSignature: string;
  readonly buyerSignature: string;
  outcome?: TradeOutcome;
  /** What tells the net in which it settled from others. */
  net?: string;
  /** What settled of one that settled partly. */
  settled?: { readonly units: bigint; readonly amount: bigint };
}

/** All trades and charges of the day. */
export class Book {
  readonly entries: Entry[] = [];
  readonly charges: ReportedCharge[] = [];

  add(entry: Entry): Entry {
    this.entries.push(entry);
    return entry;
  }

  /** Every trade with its outcome; one that has none yet is `otherwise`. */
  reported(otherwise: (entry: Entry) => TradeOutcome): ReportedTrade[] {
    return this.entries.map((entry) => {
      const { trade, id, net, settled } = entry;
      const { seller, buyer, security, units, cash, amount } = trade;
      ensure(units > 0n, "a trade of nothing is in the book");
      return {
        ...{ id, seller, buyer, security, units, cash, amount },
        outcome: entry.outcome ?? otherwise(entry),
        ...(net === undefined ? {} : { net }),
        ...(settled === undefined ? {} : { settled }),
      };
    });
  }
}
