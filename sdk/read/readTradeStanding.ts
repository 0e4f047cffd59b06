import type { Provider } from "ethers";
import { DvpSettlement__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { tradeId } from "../encode/tradeId.ts";
import type { Trade } from "../encode/tradeTypedData.ts";

/** As `contracts/types/TradeWord.sol` numbers them. */
export const TRADE_PHASES = [
  "unknown",
  "instructed",
  "matched",
  "awaiting-payment",
  "settled",
  "ended",
] as const;

export type TradePhase = (typeof TRADE_PHASES)[number];

/** What one party did about a trade. */
export interface TradeSide {
  readonly instructed: boolean;
  /** Its leg is held for the trade. */
  readonly held: boolean;
  /** It agreed to cancel. */
  readonly cancels: boolean;
  /** Its number is used up: by this trade, another one, or a cancel. */
  readonly numberUsed: boolean;
}

/** Where a trade stands on its chain. */
export interface TradeStanding {
  readonly id: string;
  /** `unknown`: it was not made known, or settled straight away as signed, which uses both numbers. */
  readonly phase: TradePhase;
  /** What is left of it. */
  readonly units: bigint;
  readonly amount: bigint;
  readonly seller: TradeSide;
  readonly buyer: TradeSide;
  readonly signOffAsked: boolean;
  readonly signedOff: boolean;
}

const [PHASE_AT, INSTRUCTED_AT, HELD_AT, CANCELS_AT, ASKED_AT, SIGNED_OFF_AT] = [
  64n,
  72n,
  74n,
  76n,
  78n,
  79n,
];

/** Where a trade stands. A trade that settled as signed is told by its event. */
export async function readTradeStanding(
  provider: Provider,
  platform: Pick<Platform, "dvp">,
  trade: Trade,
  fromBlock = 0,
): Promise<TradeStanding> {
  const dvp = DvpSettlement__factory.connect(platform.dvp, provider);
  const id = tradeId(trade);
  const [word, [units, amount], sellerUsed, buyerUsed] = await Promise.all([
    dvp.tradeWord(id),
    dvp.restOf(trade),
    dvp.isNonceUsed(trade.seller, trade.sellerNonce),
    dvp.isNonceUsed(trade.buyer, trade.buyerNonce),
  ]);
  const has = (at: bigint) => ((word >> at) & 1n) === 1n;
  const side = (place: bigint, numberUsed: boolean): TradeSide => ({
    ...{ instructed: has(INSTRUCTED_AT + place), held: has(HELD_AT + place) },
    ...{ cancels: has(CANCELS_AT + place), numberUsed },
  });
  const common = {
    ...{ id, seller: side(0n, sellerUsed), buyer: side(1n, buyerUsed) },
    ...{ signOffAsked: has(ASKED_AT), signedOff: has(SIGNED_OFF_AT) },
  };
  const phase = TRADE_PHASES[Number((word >> PHASE_AT) & 0xffn)] ?? "unknown";
  if (phase === "unknown" && sellerUsed && buyerUsed) {
    const settled = await dvp.queryFilter(dvp.filters.TradeSettled(id), fromBlock);
    if (settled.length > 0) return { ...common, phase: "settled", units: 0n, amount: 0n };
  }
  const isOver = phase === "settled" || phase === "ended";
  return { ...common, phase, units: isOver ? 0n : units, amount: isOver ? 0n : amount };
}
