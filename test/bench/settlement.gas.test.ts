import { ZeroHash } from "ethers";
import { gate } from "../../bench/gate.ts";
import { table } from "../../sdk/format/table.ts";
import { gasOf } from "./support/gasOf.ts";
import { type Market, market } from "./support/market.ts";

describe("Gas of settlement", () => {
  it("stays within what bench/bars.json holds", async () => {
    const m = await market({ parties: 20, classes: 3 });
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

    const cells = cycle.cells;
    const total = cycle.open + cycle.fix + cycle.settle;
    print([
      ["batch of 100, 8 x 8 parties: in all", batch],
      ["batch of 200, 10 x 10 parties: per trade", Math.ceil(wide / 200)],
      ["matched: the seller's instruction", matched.seller],
      ["matched: the buyer's", matched.buyer],
      ["matched: settled", matched.settled],
      ["cycle: opened", cycle.open],
      ["cycle: fixed", cycle.fix],
      ["cycle: settled", cycle.settle],
      ["cycle: in all", total],
      [`cycle: in all, per party and asset of ${cells}`, Math.ceil(total / cells)],
      ["cycle: settled alone, per trade", Math.ceil(cycle.settle / 2_000)],
    ]);
    gate(
      {
        dvpBatch100: Math.ceil(batch / 100),
        dvpMatched: matched.seller + matched.buyer + matched.settled,
        netCycle2000: Math.ceil(total / 2_000),
      },
      { run: "settlement" },
    );
  });
});

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

function print(rows: readonly (readonly [what: string, gas: number])[]): void {
  const cells = rows.map(([what, gas]) => [what, gas.toLocaleString("en-US")]);
  console.log(
    table(cells, { columns: [{ heading: "settlement" }, { heading: "gas", align: "right" }] }),
  );
}
