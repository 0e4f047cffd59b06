import { netOf } from "../netOf.ts";
import type { Settled } from "./checkReport.ts";
import type { AssetReport, ReportedTrade, TradeOutcome } from "./reportTypes.ts";

const BOUND_NOBODY: readonly TradeOutcome[] = ["cancelled", "expired"];

/**
 * By asset, what was owed, settled, moved and saved.
 *
 * @throws AssetIsBoth if a token is a class here and cash there
 */
export function assetReports(trades: readonly Settled[]): AssetReport[] {
  const owed = trades.filter(({ outcome }) => !BOUND_NOBODY.includes(outcome));
  const done = trades.map((trade): ReportedTrade => ({ ...trade, ...trade.settled }));
  const gross = legSums(owed);
  const settled = legSums(done);
  const net = paidSums(owed);
  const moved = legSums(done.filter(({ net }) => net === undefined));
  const netted = done.filter(({ net }) => net !== undefined);
  const nets = Map.groupBy(netted, ({ outcome, net }) => `${outcome} ${net}`);
  for (const together of nets.values()) {
    for (const [asset, paid] of paidSums(together)) add(moved, asset, paid);
  }
  const classes = new Set(trades.map(({ security }) => security));
  // Also that no token is both, be it in trades that bound nobody.
  const { assets } = netOf(trades.map((trade) => ({ ...trade, termsEpoch: 0 })));
  return assets.map((asset): AssetReport => {
    const [all, some] = [settled.get(asset) ?? 0n, moved.get(asset) ?? 0n];
    return {
      asset,
      kind: classes.has(asset) ? "class" : "cash",
      grossObligations: gross.get(asset) ?? 0n,
      netObligations: net.get(asset) ?? 0n,
      ...{ settled: all, moved: some, saved: all - some },
      savedBasisPoints: all === 0n ? 0 : Number(((all - some) * 10_000n) / all),
    };
  });
}

/** By asset, all legs. */
function legSums(trades: readonly ReportedTrade[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { security, units, cash, amount } of trades) {
    add(sums, security, units);
    add(sums, cash, amount);
  }
  return sums;
}

/** By asset, what payers pay if the trades are one net. */
function paidSums(trades: readonly ReportedTrade[]): Map<string, bigint> {
  // Under which terms a trade was made is past by now.
  const { assets, nets } = netOf(trades.map((trade) => ({ ...trade, termsEpoch: 0 })));
  const paid = (net: readonly bigint[]) =>
    net.reduce((sum, each) => (each > 0n ? sum + each : sum), 0n);
  return new Map(assets.map((asset, index) => [asset, paid(nets[index] ?? [])]));
}

function add(sums: Map<string, bigint>, key: string, quantity: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + quantity);
}
