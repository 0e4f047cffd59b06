import type { Provider } from "ethers";
import { DvpSettlement__factory, Fails__factory, ISecurityToken__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { tradeId } from "../encode/tradeId.ts";
import type { Trade } from "../encode/tradeTypedData.ts";
import { failCharge } from "../settlement/failCharge.ts";
import type {
  ReportedCharge,
  ReportedQuantity,
  ReportedTrade,
  SettlementReportInput,
} from "../settlement/report/reportTypes.ts";
import { inBatches } from "./inBatches.ts";
import { readTradeStanding } from "./readTradeStanding.ts";

export interface ReadSettlementReportParameters {
  /** Every trade that the report is about. */
  readonly trades: readonly Trade[];
  /** First and last block. The node must know balances of the block before. */
  readonly fromBlock: number;
  readonly toBlock: number;
}

export interface SettlementRead {
  readonly input: SettlementReportInput;
  /** Trades that can still settle: the report is about those only of which a charge was paid, as failed so far. */
  readonly open: readonly string[];
}

interface Settled {
  units: bigint;
  amount: bigint;
  net?: string;
}

/**
 * What became of trades between two blocks, with everybody's balances before and after, from the chain alone. What
 * else moved is taken from the tokens' own events, so that the report's reconciliation proves something: whatever
 * moved in a settlement's or a charge's transaction beside the trades named breaks it.
 */
export async function readSettlementReport(
  provider: Provider,
  platform: Pick<Platform, "dvp" | "fails">,
  { trades, fromBlock, toBlock }: ReadSettlementReportParameters,
): Promise<SettlementRead> {
  const dvp = DvpSettlement__factory.connect(platform.dvp, provider);
  const fails = Fails__factory.connect(platform.fails, provider);
  const { filters } = dvp;
  const [settled, netted, cycles, ended, paid, first, last] = await Promise.all([
    dvp.queryFilter(filters.TradeSettled(), fromBlock, toBlock),
    dvp.queryFilter(filters.TradeNetted(), fromBlock, toBlock),
    dvp.queryFilter(filters.CycleSettled(), fromBlock, toBlock),
    dvp.queryFilter(filters.TradeEnded(), fromBlock, toBlock),
    fails.queryFilter(fails.filters.ChargePaid(), fromBlock, toBlock),
    provider.getBlock(fromBlock),
    provider.getBlock(toBlock),
  ]);
  const until = last?.timestamp ?? 0;
  const byId = new Map(trades.map((trade) => [tradeId(trade), trade]));
  const moved = new Map<string, Settled>();
  const transactions = new Set<string>();
  const others: ReportedQuantity[] = [];
  const add = (id: string, units: bigint, amount: bigint, hash: string, net?: string) => {
    const before = moved.get(id);
    transactions.add(hash);
    moved.set(id, {
      ...{ units: (before?.units ?? 0n) + units, amount: (before?.amount ?? 0n) + amount },
      ...(net === undefined ? {} : { net }),
    });
  };
  for (const { args, transactionHash } of settled) {
    if (byId.has(args.id)) add(args.id, args.units, args.amount, transactionHash);
  }
  for (const { args, transactionHash } of netted) {
    if (byId.has(args.id)) {
      add(args.id, args.units, args.amount, transactionHash, transactionHash);
    }
  }
  for (const { args, transactionHash } of cycles) {
    for (const [id, trade] of byId) {
      if (trade.cycle === args.id) add(id, trade.units, trade.amount, transactionHash, args.id);
    }
  }
  const charges: ReportedCharge[] = [];
  const before = new Map<string, bigint>();
  for (const { args, transactionHash, blockNumber } of paid) {
    const { id, from, amount } = args;
    const trade = byId.get(id);
    if (trade === undefined) continue;
    transactions.add(transactionHash);
    const { seller, buyer, cash } = trade;
    const common = { trade: id, payer: from, payee: args.to, cash };
    if (from === buyer) {
      charges.push({ ...common, kind: "late-interest", amount });
      continue;
    }
    // A seller's payment is one sum: its charges come first, and what is more is for the buy-in.
    const { failSum } = await fails.lateOf(id, { blockTag: blockNumber });
    const all = failCharge({ amount: failSum, rateDays: 1n });
    const already =
      before.get(id) ?? (await fails.lateOf(id, { blockTag: fromBlock - 1 })).paidBySeller;
    before.set(id, already + amount);
    const part = least(already + amount, all) - least(already, all);
    if (part > 0n) charges.push({ ...common, kind: "fail-charge", amount: part });
    if (amount > part && from === seller) {
      charges.push({ ...common, kind: "buy-in-difference", amount: amount - part });
    }
  }
  const charged = new Set(charges.map(({ trade }) => trade));
  // Strangers' trades of the same batch are no part of this.
  for (const { args, transactionHash } of settled) {
    if (byId.has(args.id) || !transactions.has(transactionHash)) continue;
    const { seller, buyer, security, units, cash, amount } = args;
    others.push(
      { party: seller, asset: security, quantity: -units },
      { party: buyer, asset: security, quantity: units },
      { party: buyer, asset: cash, quantity: -amount },
      { party: seller, asset: cash, quantity: amount },
    );
  }
  const over = new Set(ended.map(({ args }) => args.id));
  const open: string[] = [];
  const reported: ReportedTrade[] = [];
  for (const [id, trade] of byId) {
    const { seller, buyer, security, units, cash, amount } = trade;
    const legs = { id, seller, buyer, security, units, cash, amount };
    const found = moved.get(id);
    if (found !== undefined && found.units < units) {
      reported.push({
        ...{ ...legs, outcome: "partly" },
        settled: { units: found.units, amount: found.amount },
      });
    } else if (found !== undefined) {
      const outcome =
        found.net === undefined
          ? "settled-gross"
          : found.net === trade.cycle
            ? "netted-in-cycle"
            : "netted-by-id";
      reported.push({ ...legs, outcome, ...(found.net === undefined ? {} : { net: found.net }) });
    } else if (over.has(id)) reported.push({ ...legs, outcome: "cancelled" });
    else {
      const {
        phase,
        seller: sold,
        buyer: bought,
      } = await readTradeStanding(provider, platform, trade);
      const isCancelled = phase === "unknown" && sold.numberUsed !== bought.numberUsed;
      if (isCancelled) reported.push({ ...legs, outcome: "cancelled" });
      else if (trade.settleBy >= until) {
        open.push(id);
        // What was charged failed by then, whatever becomes of it.
        if (charged.has(id)) reported.push({ ...legs, outcome: "failed" });
      } else reported.push({ ...legs, outcome: phase === "matched" ? "failed" : "expired" });
    }
  }

  const parties = new Set(trades.flatMap(({ seller, buyer }) => [seller, buyer]));
  const assets = new Set(trades.flatMap(({ security, cash }) => [security, cash]));
  for (const asset of assets) {
    const token = ISecurityToken__factory.connect(asset, provider);
    const transfers = await token.queryFilter(token.filters.Transfer(), fromBlock, toBlock);
    for (const { args, transactionHash } of transfers) {
      if (transactions.has(transactionHash)) continue;
      const [from, to, quantity] = [args.from, args.to, args[2]];
      if (parties.has(from)) others.push({ party: from, asset, quantity: -quantity });
      if (parties.has(to)) others.push({ party: to, asset, quantity });
    }
  }
  const cells = [...parties].flatMap((party) => [...assets].map((asset) => ({ party, asset })));
  const balances = (blockTag: number) =>
    inBatches(cells, async ({ party, asset }): Promise<ReportedQuantity> => {
      const token = ISecurityToken__factory.connect(asset, provider);
      return { party, asset, quantity: await token.balanceOf(party, { blockTag }) };
    });
  return {
    open,
    input: {
      ...{ from: first?.timestamp ?? 0, until, trades: reported, charges },
      ...{ others: summed(others), opening: await balances(fromBlock - 1) },
      closing: await balances(toBlock),
    },
  };
}

const least = (one: bigint, other: bigint) => (one < other ? one : other);

function summed(rows: readonly ReportedQuantity[]): ReportedQuantity[] {
  const sums = new Map<string, ReportedQuantity>();
  for (const row of rows) {
    const key = `${row.party} ${row.asset}`;
    const before = sums.get(key);
    sums.set(key, { ...row, quantity: (before?.quantity ?? 0n) + row.quantity });
  }
  return [...sums.values()];
}
