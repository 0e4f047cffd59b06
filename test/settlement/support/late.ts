import { expect } from "chai";
import { MaxUint256, ZeroHash } from "ethers";
import type { Trade } from "../../../sdk/encode/tradeTypedData.ts";
import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../../sdk/format/jstDateOf.ts";
import { expectTotals } from "../../support/totals.ts";
import { DAY } from "../../support/world.ts";
import { keysOf } from "./paidElsewhere.ts";
import { BUYER_YEN, ISSUE, SELLER_UNITS, tradeAgreed } from "./tradeAgreed.ts";

/** As contracts/types/TradeWord.sol. */
export const SIDE = { seller: 0, buyer: 1 } as const;
export type Side = keyof typeof SIDE;

/** What the seller has of yen, to pay charges with. */
export const SELLER_YEN = 5_000_000n;
export const C_UNITS = 40n;

/**
 * Trades that are late: `matched` gives one of a month. Seller, buyer and C allow what they have to settlement,
 * and their yen to the fails contract; C has units, too, for a buy-in. Days count from 0, today.
 */
export async function late() {
  const w = await tradeAgreed();
  const { seller, buyer, c, bond, yen, dvp, fails, networkHelpers, platformFile } = w;
  await w.granted([c]);
  await w.desk.issue(bond, c, C_UNITS, ISSUE);
  await bond.connect(c).approve(dvp, MaxUint256);
  await w.minted(seller, SELLER_YEN);
  for (const party of [seller, buyer]) await yen.connect(party).approve(fails, MaxUint256);
  const reporters = await keysOf(w, "rateReporter");
  const operators = await keysOf(w, "settlementOperator");
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  const today = jstDateOf(await w.now());
  const asSeller = fails.connect(seller);
  const asBuyer = fails.connect(buyer);
  const terms = platformFile.settlement.fails;

  /** The second of a day from which it is judged. */
  const cutOff = (day: number) => jstDateEnd(today + day) - DAY + terms.cutOff;
  const atCutOff = async (day: number) => await networkHelpers.time.increaseTo(cutOff(day));

  async function matched(changes: Partial<Trade> = {}) {
    const settleBy = (await w.now()) + 30 * DAY;
    const signed = await w.agreed({ settleBy, ...changes });
    await dvp.matchSigned(signed.trade, signed.sellerSignature, signed.buyerSignature);
    return { trade: signed.trade, id: await dvp.idOf(signed.trade) };
  }

  /** Whether a side's leg is there, by its allowance to settlement. */
  async function has(side: Side, isThere: boolean) {
    const [token, party] = side === "seller" ? [bond, seller] : ([yen, buyer] as const);
    await token.connect(party).approve(dvp, isThere ? MaxUint256 : 0n);
  }

  /** Judges a trade on so many days from `from` on, with one side's leg missing on each. */
  async function marked({ trade }: { trade: Trade }, missing: Side, days: number, from = 0) {
    await has(missing, false);
    for (let day = from; day < from + days; day++) {
      await atCutOff(day);
      await fails.settleOrMark(trade);
    }
    await has(missing, true);
  }

  /** A trade by which the buyer buys the same elsewhere, settled and signed off, but for the changes. */
  async function replaced(
    { trade, id }: { trade: Trade; id: string },
    changes: Partial<Trade> = {},
    { signedOff = true, settled = true, from = c, to = buyer, security = bond } = {},
  ) {
    const { units, cash, amount } = trade;
    const signed = await w.signedTrade(from, to, security, {
      ...{ units, cash, amount, commonReference: id },
      settleBy: (await w.now()) + DAY,
      ...changes,
    });
    await dvp.matchSigned(signed.trade, signed.sellerSignature, signed.buyerSignature);
    const replacement = await dvp.idOf(signed.trade);
    if (signedOff) await dvp.connect(operators[0]!).signOff([replacement], true);
    if (settled) await dvp.settleMatched(signed.trade);
    return { trade: signed.trade, id: replacement };
  }

  /** Units and yen of seller and buyer; SUM-1 and HOLD-1 of both tokens; DVP-2. */
  async function expectBooks(
    [sellerUnits, buyerUnits]: readonly [bigint, bigint],
    [sellerYen, buyerYen]: readonly [bigint, bigint] = [SELLER_YEN, BUYER_YEN],
  ) {
    expect([await bond.balanceOf(seller), await bond.balanceOf(buyer)], "units").to.deep.equal([
      ...[sellerUnits, buyerUnits],
    ]);
    expect([await yen.balanceOf(seller), await yen.balanceOf(buyer)], "yen").to.deep.equal([
      ...[sellerYen, buyerYen],
    ]);
    for (const token of [bond, yen]) {
      await expectTotals(token as never, everyone);
      for (const contract of [dvp, fails, w.net, w.externalCash]) {
        expect(await token.balanceOf(contract), "DVP-2: nothing is the contract's").to.equal(0n);
      }
    }
  }

  /** What is known of a late trade's days and debts. */
  async function lateOf(id: string) {
    const { failDays, defaultDays, lastDay, buyInDebt } = await fails.lateOf(id);
    return { failDays, defaultDays, lastDay, buyInDebt };
  }

  const untouched = [SELLER_UNITS, 0n] as const;
  return {
    ...w,
    ...{ reporters, operators, everyone, today, terms, asSeller, asBuyer, cutOff, atCutOff },
    ...{ matched, has, marked, replaced, expectBooks, lateOf, untouched, none: ZeroHash },
  };
}

export type LateScene = Awaited<ReturnType<typeof late>>;
