import { encodeBytes32String, id as hashOf } from "ethers";
import {
  type ChargeKind,
  confirm,
  formatDate,
  formatTime,
  formatYen,
  jstDateOf,
  rateReportTypedData,
  signTypedData,
} from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import { agree } from "./agree.ts";
import type { Entry } from "./book.ts";
import { type Market, passTo } from "./opening.ts";
import type { Party } from "./parties.ts";
import { TEXTS } from "./texts.ts";

const HOUR = 3_600;
const SELLER = 0;
const BUYER = 1;
const CUT_OFF = 15 * HOUR;
/** What reporters say of each date, in millionths a year. */
const RATES = [2_270n, 2_280n, 2_310n];
const LATE_INTEREST = 140_000n;
/** A buy-in costs this much more, in percent. */
const DEARER = 5n;

/** What is known of a late trade. */
interface Late {
  readonly entry: Entry;
  failed: number;
  defaulted: number;
}

/** Three cut-offs: late trades are judged, charged, bought in, cancelled or paid late. */
export async function lateDays(market: Market, own: readonly Party[]): Promise<Map<string, Late>> {
  const { book, chain, platformFile } = market;
  const late = new Map<string, Late>();
  for (const entry of book.entries) {
    if (entry.outcome === undefined) late.set(entry.id, { entry, failed: 0, defaulted: 0 });
  }
  const { buyInAfter, cancelAfter } = platformFile.settlement.fails;
  const days = Math.max(buyInAfter, cancelAfter);
  let patient: Late | undefined;
  for (let day = 1; day <= days; day += 1) {
    await passTo(chain, day === 1 ? CUT_OFF : 10 * HOUR);
    if (day > 1) await report(market);
    if (day === 3) await fixEarliest(market);
    if (day > 1) await passTo(chain, CUT_OFF);
    await judge(market, late);
    if (day === 1) patient = await agreeInterest(market, late);
    if (day === 2 && patient !== undefined) await payLate(market, patient);
    if (day === cancelAfter) await cancelDefaults(market, late, cancelAfter, patient);
    if (day === buyInAfter) await buyIn(market, own, late, buyInAfter);
  }
  await collect(market, late);
  return late;
}

/** At the cut-off each late trade settles or is judged. */
async function judge(
  { chain, tell, fails }: Market,
  late: ReadonlyMap<string, Late>,
): Promise<void> {
  tell.heading(TEXTS.lateDay, { time: formatTime(await chain.now(), tell.lang) });
  const counts = { settled: 0, failed: 0, defaulted: 0, both: 0 };
  let [gas, trades] = [0n, 0];
  for (const each of late.values()) {
    if (each.entry.outcome !== undefined) continue;
    const receipt = await confirm(await fails.settleOrMark(each.entry.trade));
    gas += receipt.gasUsed;
    trades += 1;
    const names = receipt.logs.map((log) => fails.interface.parseLog(log)?.name);
    if (names.includes("TradeFailed")) {
      each.failed += 1;
      counts.failed += 1;
    } else if (names.includes("TradeDefaulted")) {
      each.defaulted += 1;
      counts.defaulted += 1;
    } else if (names.includes("BothLacked")) {
      counts.both += 1;
    } else {
      each.entry.outcome = "settled-gross";
      counts.settled += 1;
    }
  }
  tell.told(TEXTS.judged, { trades, ...counts }, gas);
}

/** Reporters say what the reference rate of yesterday was. */
async function report({ chain, people, platform, platformFile, fixing }: Market): Promise<void> {
  const index = encodeBytes32String(platformFile.settlement.fails.fixing);
  const date = jstDateOf(await chain.now()) - 1;
  const source = hashOf("the central bank's page");
  for (const [place, reporter] of people.reporters.entries()) {
    const rate = RATES[place % RATES.length] ?? 0n;
    const message = { index, date, rate, source };
    const data = rateReportTypedData(platform.chainId, platform.fixing, message);
    const signature = await signTypedData(reporter, data);
    await confirm(await fixing.report(index, date, rate, source, reporter.address, signature));
  }
}

/** The first date whose window is over is fixed. */
async function fixEarliest({ chain, tell, platformFile, fixing, people }: Market): Promise<void> {
  const name = platformFile.settlement.fails.fixing;
  const index = encodeBytes32String(name);
  const date = jstDateOf(await chain.now()) - 2;
  await chain.pass(3 * HOUR);
  const { gasUsed } = await confirm(await fixing.fix(index, date));
  const rate = Number(await fixing.rateOf(index, date)) / 10_000;
  const reports = people.reporters.length;
  tell.told(
    TEXTS.fixed,
    { index: name, date: formatDate(date, tell.lang), rate, reports },
    gasUsed,
  );
}

/** One seller lets its buyer pay late, for interest. */
async function agreeInterest(
  market: Market,
  late: ReadonlyMap<string, Late>,
): Promise<Late | undefined> {
  const { tell, fails, names } = market;
  const patient = [...late.values()].find(({ defaulted }) => defaulted > 0);
  if (patient === undefined) return undefined;
  const { trade } = patient.entry;
  const [seller, buyer] = partiesOf(market, patient.entry);
  await confirm(await fails.connect(buyer.wallet).agreeLateInterest(trade, BUYER, LATE_INTEREST));
  const { gasUsed } = await confirm(
    await fails.connect(seller.wallet).agreeLateInterest(trade, SELLER, LATE_INTEREST),
  );
  const values = {
    seller: names.get(trade.seller) ?? trade.seller,
    buyer: names.get(trade.buyer) ?? trade.buyer,
    rate: Number(LATE_INTEREST) / 10_000,
  };
  tell.told(TEXTS.interestAgreed, values, gasUsed);
  return patient;
}

/** The buyer deposits what it lacks; the trade settles, and the interest is paid. */
async function payLate(market: Market, { entry }: Late): Promise<void> {
  const { chain, tell, dvp, yen, people, names, others } = market;
  if (entry.outcome !== undefined) return;
  const { trade } = entry;
  const amount = trade.amount * 2n;
  const reserve = (await yen.totalSupply()) + amount;
  await confirm(
    await yen.connect(people.reserveAttestor).attestReserve(reserve, await chain.now()),
  );
  const deposit = hashOf(`late deposit of ${trade.buyer}`);
  await confirm(await yen.connect(people.yenOperator).mint(trade.buyer, amount, deposit));
  others.push({ party: trade.buyer, asset: trade.cash, quantity: amount });
  const { gasUsed } = await confirm(await dvp.settleMatched(trade));
  entry.outcome = "settled-gross";
  const paid = await collectFrom(market, entry, BUYER);
  const buyer = names.get(trade.buyer) ?? trade.buyer;
  tell.told(TEXTS.paidLate, { buyer, interest: formatYen(paid) }, gasUsed);
}

/** Whoever waited long enough for cash gets out. */
async function cancelDefaults(
  market: Market,
  late: ReadonlyMap<string, Late>,
  days: number,
  patient: Late | undefined,
): Promise<void> {
  const { tell, fails } = market;
  let count = 0;
  for (const each of late.values()) {
    if (each === patient || each.entry.outcome !== undefined || each.defaulted < days) continue;
    const [seller] = partiesOf(market, each.entry);
    await confirm(await fails.connect(seller.wallet).cancelForDefault(each.entry.trade));
    each.entry.outcome = "cash-defaulted";
    count += 1;
  }
  if (count > 0) tell.told(TEXTS.defaultCancelled, { count, days });
}

/** One buyer who waited for units buys them from a broker that has them; the failing seller owes the difference. */
async function buyIn(
  market: Market,
  own: readonly Party[],
  late: ReadonlyMap<string, Late>,
  days: number,
): Promise<void> {
  const { chain, tell, dvp, fails, yen, people, names } = market;
  for (const each of late.values()) {
    const { entry } = each;
    if (entry.outcome !== undefined || each.failed < days) continue;
    const { trade } = entry;
    const [, buyer] = partiesOf(market, entry);
    const token = tokenOf(market, trade.security);
    const amount = (trade.amount * (100n + DEARER)) / 100n;
    if ((await yen.freeOf(trade.buyer)) < amount) continue;
    const others = own.filter(({ address }) => address !== trade.seller && address !== trade.buyer);
    const free = await Promise.all(others.map(({ address }) => token.freeOf(address)));
    const other = others[free.findIndex((units) => units >= trade.units)];
    if (other === undefined) continue;

    const now = await chain.now();
    const replacement = await agree(market, {
      ...{ seller: other, buyer, security: trade.security, units: trade.units, amount },
      ...{ settleFrom: now, settleBy: now + HOUR, commonReference: entry.id },
    });
    const { sellerSignature, buyerSignature } = replacement;
    await confirm(await dvp.matchSigned(replacement.trade, sellerSignature, buyerSignature));
    await confirm(await dvp.connect(people.operator).signOff([replacement.id], true));
    await confirm(await dvp.settleMatched(replacement.trade));
    replacement.outcome = "settled-gross";
    const { gasUsed } = await confirm(
      await fails.connect(buyer.wallet).buyIn(trade, replacement.trade),
    );
    entry.outcome = "bought-in";
    const difference = formatYen(amount - trade.amount);
    const who = names.get(trade.buyer) ?? trade.buyer;
    tell.told(TEXTS.boughtIn, { days, who, units: Number(trade.units), difference }, gasUsed);
    market.boughtIn = { id: entry.id, difference: amount - trade.amount };
    return;
  }
}

/** What is due is collected; what its payer cannot pay stays owed. */
async function collect(market: Market, late: ReadonlyMap<string, Late>): Promise<void> {
  const { tell, fails } = market;
  let [count, amount, owed] = [0, 0n, 0];
  for (const { entry } of late.values()) {
    const [due] = await fails.dueOf(entry.id);
    if (due === 0n) continue;
    const paid = await collectFrom(market, entry, SELLER);
    if (paid === 0n) owed += 1;
    else count += 1;
    amount += paid;
  }
  tell.told(TEXTS.charged, { count, amount: formatYen(amount), owed });
}

/** Collects what is due from one side; 0 when it cannot pay. */
async function collectFrom(market: Market, { trade, id }: Entry, side: 0 | 1): Promise<bigint> {
  const { fails, yen, book, boughtIn } = market;
  const [fromSeller, fromBuyer] = await fails.dueOf(id);
  const due = side === SELLER ? fromSeller : fromBuyer;
  const [payer, payee] =
    side === SELLER ? [trade.seller, trade.buyer] : [trade.buyer, trade.seller];
  if (due === 0n || (await yen.freeOf(payer)) < due) return 0n;
  await confirm(await fails.collect(trade, side));
  const charge = (kind: ChargeKind, amount: bigint) => {
    if (amount > 0n) book.charges.push({ kind, trade: id, payer, payee, cash: trade.cash, amount });
  };
  if (side === BUYER) charge("late-interest", due);
  else {
    const difference = boughtIn?.id === id ? boughtIn.difference : 0n;
    charge("buy-in-difference", difference);
    charge("fail-charge", due - difference);
  }
  return due;
}

function tokenOf({ securities, tokens }: Market, address: string) {
  const token = tokens[securities.findIndex((each) => each.token === address)];
  ensure(token !== undefined, "a trade is of no class of the day");
  return token;
}

function partiesOf({ everybody }: Market, { trade }: Entry): [seller: Party, buyer: Party] {
  const find = (address: string) => everybody.find((each) => each.address === address);
  const [seller, buyer] = [find(trade.seller), find(trade.buyer)];
  ensure(seller !== undefined && buyer !== undefined, "a party is missing");
  return [seller, buyer];
}
