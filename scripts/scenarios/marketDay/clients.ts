import { ZeroHash } from "ethers";
import {
  compareInstructions,
  confirm,
  formatGas,
  formatTime,
  type SyntheticMarket,
  tradeId,
} from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import { tradeOf } from "./agree.ts";
import type { Entry } from "./book.ts";
import type { Market } from "./opening.ts";
import type { Party } from "./parties.ts";
import { TEXTS } from "./texts.ts";

const HOUR = 3_600;
const SELLER = 0;
const BUYER = 1;
/** Of the client trades in their order: these with units held, a sign-off, cancelled, settled in part. */
const HELD = 20;
const SIGNED_OFF = 10;
const CANCELLED = 5;
const IN_PART = 3;
const BATCH = 100;
const MOST = 10n ** 12n;

/** Trades of clients: their brokers instruct for them, both sides match on chain, batches settle them. */
export async function clients(
  market: Market,
  made: SyntheticMarket,
  prices: readonly bigint[],
): Promise<void> {
  const { chain, tell, dvp, platform, securities, everybody, people, book } = market;
  const now = await chain.now();
  tell.heading(TEXTS.clients, { time: formatTime(now, tell.lang) });
  const brokerOf = (party: Party) => {
    const broker = everybody.find((each) => each.broker === party.broker && each.client === 0);
    ensure(broker !== undefined, "a client has no broker");
    return broker;
  };

  const ofClients = everybody.filter(({ client }) => client > 0);
  for (const client of ofClients) {
    const mandate = { until: now + 30 * 24 * HOUR, mostPerTrade: MOST, mostPerDay: MOST };
    const broker = brokerOf(client).address;
    for (const asset of [platform.yen, ...securities.map(({ token }) => token)]) {
      await dvp.connect(client.wallet).setMandate(broker, asset, mandate);
    }
  }
  tell.told(TEXTS.mandates, { count: ofClients.length });

  const entries: Entry[] = [];
  const parties = new Map(everybody.map((party) => [party.address, party]));
  let gas = 0n;
  for (const [index, { seller, buyer, security, units }] of made.trades.entries()) {
    const [from, to] = [everybody[seller], everybody[buyer]];
    const token = securities[security]?.token;
    ensure(from !== undefined && to !== undefined && token !== undefined, "a party is missing");
    const isInPart = index >= made.trades.length - IN_PART;
    const trade = tradeOf(market, {
      ...{ seller: from, buyer: to, security: token, units: isInPart ? units + 1n : units },
      amount: units * (prices[security] ?? 1n),
      ...{ settleFrom: now, settleBy: now + 5 * HOUR, partialAllowed: isInPart },
    });
    if (index === 0) {
      const other = { ...trade, amount: trade.amount + 1n };
      const fields = compareInstructions(trade, other).map(({ field }) => field);
      ensure(fields.length > 0, "two instructions that differ were found equal");
      tell.told(TEXTS.mismatch, { fields: fields.join(", ") });
    }
    const asked = index >= HELD && index < HELD + SIGNED_OFF;
    const bySeller = dvp.connect(brokerOf(from).wallet);
    const byBuyer = dvp.connect(brokerOf(to).wallet);
    const first = await bySeller.instruct(trade, SELLER, index < HELD, asked, ZeroHash);
    const second = await byBuyer.instruct(trade, BUYER, false, false, ZeroHash);
    gas += (await confirm(first)).gasUsed + (await confirm(second)).gasUsed;
    const signatures = { sellerSignature: "0x", buyerSignature: "0x" };
    entries.push(book.add({ trade, id: tradeId(trade), ...signatures }));
  }
  tell.told(TEXTS.instructed, { trades: entries.length, held: HELD }, gas);

  const waiting = entries.slice(HELD, HELD + SIGNED_OFF).map(({ id }) => id);
  const signed = await confirm(await dvp.connect(people.operator).signOff(waiting, true));
  tell.told(TEXTS.signedOff, { count: waiting.length }, signed.gasUsed);

  const cancelled = entries.slice(HELD + SIGNED_OFF, HELD + SIGNED_OFF + CANCELLED);
  for (const entry of cancelled) await cancel(market, entry, parties);
  tell.told(TEXTS.cancelled, { count: cancelled.length });

  const inPart = entries.slice(-IN_PART);
  for (const entry of inPart) {
    const { trade } = entry;
    const units = trade.units / 2n;
    const seller = parties.get(trade.seller);
    ensure(seller !== undefined && units > 0n, "a trade has no half");
    await confirm(await dvp.connect(seller.wallet).settlePart(trade, units));
    const amount = (trade.amount * units) / trade.units;
    await cancel(market, entry, parties);
    entry.outcome = "partly";
    entry.settled = { units, amount };
  }
  tell.told(TEXTS.parts, { count: inPart.length });

  await settleInBatches(
    market,
    entries.filter(({ outcome }) => outcome === undefined),
    true,
  );
}

/**
 * Settles trades in isolated batches; those that did not settle stay without outcome.
 *
 * @param areMatched they are known on the chain, so that no signature goes along
 */
export async function settleInBatches(
  market: Market,
  entries: readonly Entry[],
  areMatched: boolean,
): Promise<void> {
  const { dvp, tell } = market;
  let gas = 0n;
  for (let first = 0; first < entries.length; first += BATCH) {
    const items = entries.slice(first, first + BATCH);
    const unsigned = { sellerSignature: "0x", buyerSignature: "0x" };
    const sent = areMatched ? items.map(({ trade }) => ({ trade, ...unsigned })) : items;
    const receipt = await confirm(await dvp.settleBatch(sent, false));
    gas += receipt.gasUsed;
    const settled = new Set<string>();
    for (const log of receipt.logs) {
      const event = dvp.interface.parseLog(log);
      if (event?.name === "TradeSettled") settled.add(event.args[0] as string);
    }
    for (const entry of items) if (settled.has(entry.id)) entry.outcome = "settled-gross";
  }
  const settled = entries.filter(({ outcome }) => outcome !== undefined).length;
  const gasPerTrade = formatGas(gas / BigInt(entries.length));
  tell.told(TEXTS.batched, { settled, trades: entries.length, most: BATCH, gasPerTrade }, gas);
}

async function cancel(
  { dvp }: Market,
  entry: Entry,
  parties: ReadonlyMap<string, Party>,
): Promise<void> {
  const { trade } = entry;
  const [seller, buyer] = [parties.get(trade.seller), parties.get(trade.buyer)];
  ensure(seller !== undefined && buyer !== undefined, "a party is missing");
  await confirm(await dvp.connect(seller.wallet).agreeToCancel(trade, SELLER));
  await confirm(await dvp.connect(buyer.wallet).agreeToCancel(trade, BUYER));
  entry.outcome = "cancelled";
}
