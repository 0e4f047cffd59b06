import { formatGas, formatTime, formatYen, type SyntheticTrade } from "../../../sdk/index.ts";
import { agreeForCycle, fixAndSign, openCycle, settleCycle } from "./cycle.ts";
import type { Market } from "./opening.ts";
import type { Party } from "./parties.ts";
import { TEXTS } from "./texts.ts";

const HOUR = 3_600;

/** The morning's trades settle in one netting cycle. */
export async function morning(
  market: Market,
  own: readonly Party[],
  made: readonly SyntheticTrade[],
): Promise<void> {
  const { chain, tell, platform } = market;
  const now = await chain.now();
  tell.heading(TEXTS.morning, { time: formatTime(now, tell.lang) });
  const opened = await openCycle(market, 1n, now + 3 * HOUR);
  const entries = await agreeForCycle(market, own, made, opened, now + 9 * HOUR);
  await chain.pass(HOUR);
  const cycle = await fixAndSign(market, own, entries, opened);
  const { gasUsed } = await settleCycle(market, cycle);

  for (const entry of entries) {
    entry.outcome = "netted-in-cycle";
    entry.net = cycle.id;
  }
  const gross = entries.reduce((sum, { trade }) => sum + trade.amount, 0n);
  const yen = cycle.list.assets.indexOf(platform.yen);
  const nets = cycle.list.nets[yen] ?? [];
  const moved = nets.reduce((sum, each) => (each > 0n ? sum + each : sum), 0n);
  const all = cycle.gasUsed + gasUsed;
  const values = {
    gasPerTrade: formatGas(all / BigInt(entries.length)),
    ...{ moved: formatYen(moved), gross: formatYen(gross) },
    percent: Number(((gross - moved) * 1_000n) / gross) / 10,
  };
  tell.told(TEXTS.cycleSettled, values, gasUsed);
}
