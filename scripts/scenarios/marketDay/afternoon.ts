import {
  ContractRefusal,
  confirm,
  explainError,
  formatGas,
  formatTime,
  formatYen,
  netOf,
  readTradeQueue,
  type SyntheticTrade,
  solveQueue,
} from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import { agree } from "./agree.ts";
import type { Entry } from "./book.ts";
import { settleInBatches } from "./clients.ts";
import { agreeForCycle, fixAndSign, openCycle, settleCycle, trades } from "./cycle.ts";
import type { Market } from "./opening.ts";
import type { Party } from "./parties.ts";
import { TEXTS } from "./texts.ts";

const HOUR = 3_600;
const DAY = 86_400;
/** Matched trades whose data fit one transaction beside each other. */
const MOST_BY_ID = 250;

/** The afternoon's cycle is short: void, then gross, then whatever of the rest a net can settle. */
export async function afternoon(
  market: Market,
  own: readonly Party[],
  made: readonly SyntheticTrade[],
): Promise<void> {
  const { chain, tell, net, people } = market;
  const now = await chain.now();
  tell.heading(TEXTS.afternoon, { time: formatTime(now, tell.lang) });
  const opened = await openCycle(market, 2n, now + 2 * HOUR);
  const entries = await agreeForCycle(market, own, made, opened, now + 2 * DAY + 9 * HOUR);
  const cycle = await fixAndSign(market, own, entries, opened);
  const why = await refusalOf(market, settleCycle(market, cycle));
  const voided = await confirm(await net.connect(people.operator).makeVoid(cycle.id));
  const values = { cycle: Number(cycle.number), trades: entries.length, why };
  tell.told(TEXTS.cycleRefused, values, voided.gasUsed);

  await settleInBatches(market, entries, false);
  const waiting = entries.filter(({ outcome }) => outcome === undefined);
  await match(market, waiting);
  await netByIds(market, waiting);
  await gridlock(market);
}

/** Makes trades known on chain that both parties signed, so that they wait there. */
async function match({ dvp }: Market, entries: readonly Entry[]): Promise<void> {
  for (const { trade, sellerSignature, buyerSignature } of entries) {
    await confirm(await dvp.matchSigned(trade, sellerSignature, buyerSignature));
  }
}

/** What the solver finds among waiting trades settles as one net, by their ids. */
async function netByIds(market: Market, entries: readonly Entry[]): Promise<void> {
  const { chain, tell, platform } = market;
  // Read from the chain, as anybody can who was never told of these trades.
  const { queue, balances } = await readTradeQueue(chain.provider, platform.dvp, platform.net);
  ensure(queue.length === entries.length, "the queue on the chain is not what was matched");
  const solution = solveQueue(queue, balances);
  const settled = new Set(solution.settled);
  const strategy = solution.text[tell.lang];
  const values = { waiting: entries.length, settled: settled.size, strategy };
  tell.told(TEXTS.solved, values);
  if (settled.size === 0) return;
  if (solution.strategy === "gross") {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const inOrder = solution.settled.flatMap((id) => byId.get(id) ?? []);
    await settleInBatches(market, inOrder, true);
    return;
  }
  const gasUsed = await sendByIds(
    market,
    entries.filter(({ id }) => settled.has(id)),
  );
  const gasPerTrade = formatGas(gasUsed / BigInt(settled.size));
  tell.told(TEXTS.nettedById, { gasPerTrade }, gasUsed);
}

async function sendByIds({ net }: Market, chosen: readonly Entry[]): Promise<bigint> {
  ensure(chosen.length <= MOST_BY_ID, "a net by id has more trades than one transaction holds");
  const { parties, assets } = netOf(trades(chosen));
  const { gasUsed, hash } = await confirm(await net.settleByIds(trades(chosen), parties, assets));
  for (const entry of chosen) {
    entry.outcome = "netted-by-id";
    entry.net = hash;
  }
  return gasUsed;
}

/** Three parties in a circle who cannot begin: each needs another's cash first. */
async function gridlock(market: Market): Promise<void> {
  const { chain, tell, platform, dvp, circle } = market;
  const now = await chain.now();
  const byAddress = new Map(circle.parties.map((party) => [party.address, party]));
  const entries: Entry[] = [];
  for (const { seller, buyer, security, units, amount } of circle.example.queue) {
    const [from, to] = [byAddress.get(seller), byAddress.get(buyer)];
    ensure(from !== undefined && to !== undefined, "a party is missing");
    const times = { settleFrom: now, settleBy: now + HOUR };
    entries.push(
      await agree(market, { seller: from, buyer: to, security, units, amount, ...times }),
    );
  }
  for (const { trade, sellerSignature, buyerSignature } of entries) {
    await refusalOf(market, dvp.settle.staticCall(trade, sellerSignature, buyerSignature));
  }
  await match(market, entries);
  const { assets, nets } = netOf(trades(entries));
  const gasUsed = await sendByIds(market, entries);
  const cash = nets[assets.indexOf(platform.yen)] ?? [];
  const paid = cash.reduce((sum, each) => (each > 0n ? sum + each : sum), 0n);
  const worth = entries.reduce((sum, { trade }) => sum + trade.amount, 0n);
  tell.told(TEXTS.gridlock, { paid: formatYen(paid), worth: formatYen(worth) }, gasUsed);
}

/** Why the chain refuses something, which it must. */
async function refusalOf({ tell, names }: Market, sent: Promise<unknown>): Promise<string> {
  try {
    await sent;
  } catch (error) {
    const refusal = explainError(error);
    ensure(refusal instanceof ContractRefusal, `a refusal was expected, not ${refusal.message}`);
    return refusal.in(tell.lang, names);
  }
  ensure(false, "something settled that could not");
  return "";
}
