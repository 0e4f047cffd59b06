import { ZeroHash } from "ethers";
import type { ChainChanges } from "../../support/world.ts";
import { gasOf } from "./gasOf.ts";
import { type Market, market } from "./market.ts";

/** Gas of trades in a running market, whole transactions. */
export async function settlementGas(chain: ChainChanges = {}) {
  const m = await market({ parties: 20, classes: 3 }, chain);
  const eight = [m.addresses.slice(0, 8), m.addresses.slice(8, 16)] as const;
  const ten = [m.addresses.slice(0, 10), m.addresses.slice(10)] as const;
  // Each class was traded before.
  for (const security of m.assets.slice(0, 3)) {
    await m.dvp.settleBatch(
      [await m.item(await m.trade(eight[0][0]!, eight[1][0]!, { security }))],
      true,
    );
  }
  const batch = await batchGas(m, 100, eight);
  const wide = await batchGas(m, 200, ten);
  await matchedGas(m);
  const matched = await matchedGas(m);
  const cycle = await cycleGas(m);
  const cycleTotal = cycle.open + cycle.fix + cycle.settle;
  const measured = {
    dvpBatch100: Math.ceil(batch / 100),
    dvpMatched: matched.seller + matched.buyer + matched.settled,
    netCycle2000: Math.ceil(cycleTotal / 2_000),
  };
  return { m, batch, wide, matched, cycle, cycleTotal, measured };
}

/** A batch of trades, each isolated, in which every seller meets every buyer. */
async function batchGas(
  m: Market,
  count: number,
  [sellers, buyers]: readonly [readonly string[], readonly string[]],
): Promise<number> {
  const items = [];
  for (let i = 0; i < count; i += 1) {
    const seller = sellers[i % sellers.length]!;
    const buyer = buyers[Math.floor(i / sellers.length) % buyers.length]!;
    items.push(await m.item(await m.trade(seller, buyer)));
  }
  return await gasOf(m.dvp.settleBatch(items, false));
}

async function matchedGas(m: Market) {
  const [seller, buyer] = m.addresses as [string, string];
  const trade = await m.trade(seller, buyer);
  const instruct = async (side: 0 | 1) =>
    await m.by(
      side === 0 ? seller : buyer,
      m.platform.dvp,
      m.dvp.interface.encodeFunctionData("instruct", [trade, side, false, false, ZeroHash]),
    );
  return {
    seller: await instruct(0),
    buyer: await instruct(1),
    settled: await gasOf(m.dvp.settleMatched(trade)),
  };
}

async function cycleGas({ net, relayer, ...m }: Market) {
  const { number, deadline, id, list, nets, signatures, cells } = await m.cycle(2_000, 20, 4);
  return {
    cells,
    open: await gasOf(net.open(number, deadline)),
    fix: await gasOf(net.fix(number, list)),
    settle: await gasOf(net.connect(relayer).settle(id, list, nets, signatures)),
  };
}
