import type { Provider } from "ethers";
import { DvpSettlement__factory, ISecurityToken__factory } from "../contracts.ts";
import type { Trade } from "../encode/tradeTypedData.ts";
import type { FreeBalance, QueuedTrade } from "../settlement/queue.ts";
import { inBatches } from "./inBatches.ts";

/** A matched trade that waits, with the trade itself, to send it. */
export interface WaitingTrade extends QueuedTrade {
  readonly trade: Trade;
}

/** What waits at a settlement contract, as `solveQueue` takes it. */
export interface TradeQueue {
  /** In the order in which they were made known; units and amounts are what is left of each. */
  readonly queue: readonly WaitingTrade[];
  /** What the parties have that is free and allowed to the contract that would move it. */
  readonly balances: readonly FreeBalance[];
}

/**
 * The matched trades that could settle now if their parties had what they give: not too early or late, of no
 * cycle that is not void, signed off where that is asked for, under today's terms, and paid on this chain.
 *
 * @param dvp where DvpSettlement is
 * @param mover whose allowances count: DvpSettlement for trades one by one, NetSettlement for a net
 * @param fromBlock the block from which DvpSettlement has existed
 */
export async function readTradeQueue(
  provider: Provider,
  dvp: string,
  mover: string,
  fromBlock = 0,
): Promise<TradeQueue> {
  const registry = DvpSettlement__factory.connect(dvp, provider);
  const { externalCash } = await registry.routes();
  const announced = await registry.queryFilter(registry.filters.TradeAnnounced(), fromBlock);
  const queue = (
    await inBatches(announced, async ({ args: { id, trade: given } }, arrival) => {
      const trade = plain(given);
      if (trade.cash === externalCash || !(await isSettleable(registry, trade))) return [];
      const [units, amount] = await registry.restOf(trade);
      return [{ ...trade, id, units, amount, arrival, trade }];
    })
  ).flat();

  const cells = new Map<string, FreeBalance & { readonly isClass: boolean }>();
  for (const { seller, buyer, security, cash } of queue) {
    cells.set(`${seller} ${security}`, { party: seller, asset: security, free: 0n, isClass: true });
    cells.set(`${buyer} ${cash}`, { party: buyer, asset: cash, free: 0n, isClass: false });
    // What a net brings needs no allowance, what it takes does; both count as what is there.
    cells.set(`${buyer} ${security}`, { party: buyer, asset: security, free: 0n, isClass: true });
    cells.set(`${seller} ${cash}`, { party: seller, asset: cash, free: 0n, isClass: false });
  }
  const yen = await registry.yen();
  const balances = await inBatches([...cells.values()], async ({ party, asset, isClass }) => {
    const token = ISecurityToken__factory.connect(asset, provider);
    const isGated = isClass || asset === yen;
    const [free, allowed] = await Promise.all([
      isGated ? token.freeOf(party) : token.balanceOf(party),
      token.allowance(party, mover),
    ]);
    return { party, asset, free: free < allowed ? free : allowed };
  });
  return { queue, balances };
}

async function isSettleable(
  registry: ReturnType<typeof DvpSettlement__factory.connect>,
  trade: Trade,
): Promise<boolean> {
  try {
    await registry.requireSettleable(trade);
    return true;
  } catch (error) {
    // A refusal has data; anything else is the node's.
    if ((error as { data?: unknown }).data === undefined) throw error;
    return false;
  }
}

/** An event's trade as the sdk has it. */
function plain(
  given: {
    readonly [field in keyof Trade]: Trade[field] extends number ? bigint : Trade[field];
  },
): Trade {
  return {
    ...{ seller: given.seller, buyer: given.buyer, security: given.security, units: given.units },
    ...{ cash: given.cash, amount: given.amount },
    ...{ settleFrom: Number(given.settleFrom), settleBy: Number(given.settleBy) },
    ...{ sellerNonce: given.sellerNonce, buyerNonce: given.buyerNonce },
    ...{ termsEpoch: Number(given.termsEpoch), cycle: given.cycle },
    ...{ partialAllowed: given.partialAllowed, commonReference: given.commonReference },
  };
}
