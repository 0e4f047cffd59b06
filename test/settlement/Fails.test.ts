import { expect } from "chai";
import { encodeBytes32String, MaxUint256, ZeroHash } from "ethers";
import { Fails__factory } from "../../sdk/contracts.ts";
import type { Trade } from "../../sdk/encode/tradeTypedData.ts";
import { failCharge } from "../../sdk/settlement/failCharge.ts";
import { LyingCash__factory } from "../../types/index.js";
import { announce, announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { holdOrder } from "../support/holds.ts";
import { impersonated } from "../support/impersonated.ts";
import { STATUS } from "../support/passes.ts";
import { DAY } from "../support/world.ts";
import { reported, TONA, windowOf } from "./support/fixings.ts";
import { C_UNITS, type LateScene, late, SELLER_YEN, SIDE } from "./support/late.ts";
import { tradePhase } from "./support/paidElsewhere.ts";
import { actionLent, rescaled } from "./support/rescaled.ts";
import {
  AMOUNT,
  BUYER_YEN,
  DOCUMENT,
  ISSUE,
  REASON,
  SELLER_UNITS,
  UNITS,
} from "./support/tradeAgreed.ts";

const load = fixture(late);
const loadWithCash = fixture(foreignCash);

const MILLION = 1_000_000n;
const YEAR = 365n;
const RATE = 30_000n;
const PHASE = { matched: 2n, settled: 4n, ended: 5n } as const;
const UNKNOWN = encodeBytes32String("UNKNOWN");
const RETURNS_FALSE = 1;

/** What a fail of so many days costs. */
function charge(amount: bigint, days: bigint, rate = RATE): bigint {
  return (amount * rate * days) / (YEAR * MILLION);
}

/** A listed cash token of which nothing is assumed, which both parties have and allow. */
async function foreignCash() {
  const w = await late();
  const cash = await new LyingCash__factory(w.deployer).deploy(0);
  for (const party of [w.seller, w.buyer]) {
    await cash.mint(party, BUYER_YEN);
    await cash.connect(party).approve(w.dvp, MaxUint256);
    await cash.connect(party).approve(w.fails, MaxUint256);
  }
  await w.listed(cash);
  return { ...w, cash, cashAddress: await cash.getAddress() };
}

/** Fixes one rate of a day some days from today. */
async function fixedAt(w: LateScene, day: number, rate: bigint) {
  const date = w.today + day;
  const { opens, closes } = windowOf(w, date);
  if ((await w.now()) < opens) await w.networkHelpers.time.increaseTo(opens);
  for (const reporter of w.reporters) await reported(w, reporter, { date, rate });
  await w.networkHelpers.time.increaseTo(closes + 1);
  await w.fixing.fix(TONA, date);
}

describe("settleOrMark", () => {
  it("settles a late trade whose legs are there, by anyone: nobody is charged (DVP-1, DVP-2)", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.atCutOff(0);
    expect(await w.fails.settleOrMark.staticCall(trade)).to.equal(true);
    await expect(w.fails.connect(w.thief).settleOrMark(trade))
      .to.emit(w.dvp, "TradeSettled")
      .withArgs(id, w.seller, w.buyer, w.bond, UNITS, w.yen, AMOUNT);
    expect(await w.lateOf(id)).to.deep.equal({
      ...{ failDays: 0n, defaultDays: 0n, lastDay: 0n, buyInDebt: 0n },
    });
    expect(await tradePhase(w, id)).to.equal(PHASE.settled);
    const yen = [SELLER_YEN + AMOUNT, BUYER_YEN - AMOUNT] as const;
    await w.expectBooks([SELLER_UNITS - UNITS, UNITS], yen);
  });

  it("marks the seller alone, who is charged for the day; nothing moves (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.has("seller", false);
    await w.atCutOff(0);
    expect(await w.fails.settleOrMark.staticCall(trade)).to.equal(false);
    await expect(w.fails.connect(w.thief).settleOrMark(trade))
      .to.emit(w.fails, "TradeFailed")
      .withArgs(id, w.seller, w.today, AMOUNT, RATE, 0, true);
    expect(await w.lateOf(id)).to.deep.equal({
      ...{ failDays: 1n, defaultDays: 0n, lastDay: BigInt(w.today), buyInDebt: 0n },
    });
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([charge(AMOUNT, 1n), 0n]);
    await w.expectBooks(w.untouched);
  });

  it("marks the buyer alone, who is charged nothing unless interest was agreed (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.has("buyer", false);
    await w.atCutOff(0);
    await expect(w.fails.settleOrMark(trade))
      .to.emit(w.fails, "TradeDefaulted")
      .withArgs(id, w.buyer, w.today, AMOUNT)
      .and.not.to.emit(w.fails, "TradeFailed");
    expect(await w.lateOf(id)).to.deep.equal({
      ...{ failDays: 0n, defaultDays: 1n, lastDay: BigInt(w.today), buyInDebt: 0n },
    });
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([0n, 0n]);
    await w.expectBooks(w.untouched);
  });

  it("charges nobody for a day on which both lacked", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.has("seller", false);
    await w.has("buyer", false);
    await w.atCutOff(0);
    await expect(w.fails.settleOrMark(trade))
      .to.emit(w.fails, "BothLacked")
      .withArgs(id, w.today)
      .and.not.to.emit(w.fails, "TradeFailed");
    expect(await w.lateOf(id)).to.deep.equal({
      ...{ failDays: 0n, defaultDays: 0n, lastDay: BigInt(w.today), buyInDebt: 0n },
    });
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([0n, 0n]);
  });

  it("judges a day once, the next anew, and settles on a judged day too", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.has("seller", false);
    await w.atCutOff(0);
    await w.fails.settleOrMark(trade);
    await w.has("buyer", false);
    await expect(w.fails.settleOrMark(trade))
      .to.be.revertedWithCustomError(w.fails, "DayJudgedBefore")
      .withArgs(id, w.today);
    await w.has("buyer", true);
    await w.atCutOff(1);
    await w.fails.settleOrMark(trade);
    expect((await w.lateOf(id)).failDays).to.equal(2n);
    await w.has("seller", true);
    await w.fails.settleOrMark(trade);
    expect(await tradePhase(w, id)).to.equal(PHASE.settled);
    expect([...(await w.fails.dueOf(id))], "what was due stays due").to.deep.equal([
      ...[charge(AMOUNT, 2n), 0n],
    ]);
  });

  it("is refused a second before the day's cut-off, and judges at its first second", async () => {
    const w = await load();
    const { trade } = await w.matched();
    await w.has("seller", false);
    const { time } = w.networkHelpers;
    await time.setNextBlockTimestamp(w.cutOff(0) - 1);
    await expect(w.fails.settleOrMark(trade))
      .to.be.revertedWithCustomError(w.fails, "NotLateYet")
      .withArgs(w.cutOff(0), w.cutOff(0) - 1);
    await time.setNextBlockTimestamp(w.cutOff(0));
    await expect(w.fails.settleOrMark(trade)).to.emit(w.fails, "TradeFailed");
    const midnight = w.cutOff(1) - w.terms.cutOff;
    await time.setNextBlockTimestamp(midnight);
    await expect(w.fails.settleOrMark(trade))
      .to.be.revertedWithCustomError(w.fails, "NotLateYet")
      .withArgs(w.cutOff(1), midnight);
  });

  it("does not call a trade of this afternoon late this morning", async () => {
    const w = await load();
    const onTime = await w.matched({ settleFrom: w.cutOff(0) });
    const afternoon = await w.matched({ settleFrom: w.cutOff(0) + 1 });
    await w.has("seller", false);
    const evening = w.cutOff(0) + 5 * 3_600;
    await w.networkHelpers.time.setNextBlockTimestamp(evening);
    await expect(w.fails.settleOrMark(afternoon.trade))
      .to.be.revertedWithCustomError(w.fails, "NotLateYet")
      .withArgs(w.cutOff(1), evening);
    await expect(w.fails.settleOrMark(onTime.trade)).to.emit(w.fails, "TradeFailed");
    await w.atCutOff(1);
    await expect(w.fails.settleOrMark(afternoon.trade)).to.emit(w.fails, "TradeFailed");
  });

  it("is refused what could not settle now, whoever has what: unknown, early, over, ended, not signed off", async () => {
    const w = await load();
    const signed = await w.agreed();
    const matched = await w.matched();
    const early = await w.matched({ settleFrom: w.cutOff(3), settleBy: w.cutOff(9) });
    const cycle = encodeBytes32String("cycle");
    const netted = await w.matched({ cycle });
    const { trade: asked } = await w.agreed({ settleBy: w.cutOff(9) });
    const askedId = await w.dvp.idOf(asked);
    await w.dvp.connect(w.seller).instruct(asked, 0, false, true, ZeroHash);
    await w.dvp.connect(w.buyer).instruct(asked, 1, false, false, ZeroHash);
    await w.dvp.connect(w.seller).agreeToCancel(matched.trade, 0);
    await w.dvp.connect(w.buyer).agreeToCancel(matched.trade, 1);
    const short = await w.matched({ settleBy: w.cutOff(1) - 1 });
    await w.has("seller", false);
    await w.atCutOff(1);
    const cases: [Trade, string, unknown[]][] = [
      [signed.trade, "WrongPhase", [await w.dvp.idOf(signed.trade), 0]],
      [matched.trade, "WrongPhase", [matched.id, PHASE.ended]],
      [early.trade, "TooEarly", [w.cutOff(3), (now: bigint) => now > 0n]],
      [short.trade, "TooLate", [w.cutOff(1) - 1, (now: bigint) => now > 0n]],
      [netted.trade, "CycleNotVoid", [cycle]],
      [asked, "SignOffMissing", [askedId]],
    ];
    for (const [trade, error, args] of cases) {
      await expect(w.fails.settleOrMark(trade))
        .to.be.revertedWithCustomError(w.dvp, error)
        .withArgs(...args);
    }
    await w.expectBooks(w.untouched);
  });

  it("is not for cash elsewhere, which is late by rules of its own", async () => {
    const w = await load();
    const { trade, id } = await w.matched({ cash: w.platform.externalCash });
    await w.atCutOff(0);
    await expect(w.fails.settleOrMark(trade))
      .to.be.revertedWithCustomError(w.fails, "CashElsewhere")
      .withArgs(id);
  });
});

describe("A leg is there", () => {
  /** Both instruct, with their legs held as said. */
  async function firm(w: LateScene, sellerHeld: boolean, buyerHeld: boolean) {
    const { trade } = await w.agreed({ settleBy: w.cutOff(9) });
    await w.bond.connect(w.seller).approve(w.dvp, MaxUint256);
    await w.dvp.connect(w.seller).instruct(trade, 0, sellerHeld, false, ZeroHash);
    await w.dvp.connect(w.buyer).instruct(trade, 1, buyerHeld, false, ZeroHash);
    return { trade, id: await w.dvp.idOf(trade) };
  }

  it("when it is held for the trade, with nothing free and nothing allowed any more (HOLD-1)", async () => {
    const w = await load();
    const { trade } = await firm(w, true, true);
    await w.has("seller", false);
    await w.has("buyer", false);
    await w.bond.connect(w.seller).transfer(w.c, SELLER_UNITS - UNITS);
    await w.atCutOff(0);
    await expect(w.fails.settleOrMark(trade)).to.emit(w.dvp, "TradeSettled");
    await w.expectBooks([0n, UNITS], [SELLER_YEN + AMOUNT, BUYER_YEN - AMOUNT]);
  });

  for (const side of ["seller", "buyer"] as const) {
    const event = side === "seller" ? "TradeFailed" : "TradeDefaulted";

    it(`not, given a ${side} who takes the allowance back: that is no way out`, async () => {
      const w = await load();
      const { trade } = await w.matched();
      const [token, party, needed] =
        side === "seller" ? [w.bond, w.seller, UNITS] : ([w.yen, w.buyer, AMOUNT] as const);
      await token.connect(party).approve(w.dvp, needed - 1n);
      await w.atCutOff(0);
      await expect(w.fails.settleOrMark(trade)).to.emit(w.fails, event);
      await token.connect(party).approve(w.dvp, needed);
      await expect(w.fails.settleOrMark(trade)).to.emit(w.dvp, "TradeSettled");
    });

    it(`not, given a ${side} who gave one too many away`, async () => {
      const w = await load();
      const { trade } = await w.matched();
      const [token, party, had, needed] =
        side === "seller"
          ? [w.bond, w.seller, SELLER_UNITS, UNITS]
          : ([w.yen, w.buyer, BUYER_YEN, AMOUNT] as const);
      await token.connect(party).transfer(w.c, had - needed + 1n);
      await w.atCutOff(0);
      await expect(w.fails.settleOrMark(trade)).to.emit(w.fails, event);
      await token.connect(w.c).transfer(party, 1n);
      await expect(w.fails.settleOrMark(trade)).to.emit(w.dvp, "TradeSettled");
    });

    it(`not, given a ${side} who promised it elsewhere`, async () => {
      const w = await load();
      const { trade } = await w.matched();
      const [token, party, had, needed] =
        side === "seller"
          ? [w.bond, w.seller, SELLER_UNITS, UNITS]
          : ([w.yen, w.buyer, BUYER_YEN, AMOUNT] as const);
      const until = w.cutOff(5);
      await token.connect(party).hold(party, had - needed + 1n, w.c, until, REASON);
      await w.atCutOff(0);
      await expect(w.fails.settleOrMark(trade)).to.emit(w.fails, event);
    });
  }

  it("not, given units that are frozen, or an attachment, but for what is left of them", async () => {
    const w = await load();
    const { trade } = await w.matched();
    const asDesk = w.bond.connect(await impersonated(w, w.platform.desk));
    await w.desk.freezeUnits(w.bond, w.seller, SELLER_UNITS - UNITS - 5n, REASON, DOCUMENT);
    await asDesk.encumber(holdOrder(w.seller, 6n, REASON));
    await w.atCutOff(0);
    await expect(w.fails.settleOrMark(trade)).to.emit(w.fails, "TradeFailed");
    await w.bond.connect(w.c).transfer(w.seller, 1n);
    await expect(w.fails.settleOrMark(trade)).to.emit(w.dvp, "TradeSettled");
  });

  it("not, given yen that are frozen", async () => {
    const w = await load();
    const { trade } = await w.matched();
    const frozen = BUYER_YEN - AMOUNT + 1n;
    await w.yen.connect(w.yenOperator).freezeYen(w.buyer, frozen, REASON, DOCUMENT);
    await w.atCutOff(0);
    await expect(w.fails.settleOrMark(trade)).to.emit(w.fails, "TradeDefaulted");
  });

  it("when what an order left of its hold and what is free make it up together, as they do to settlement", async () => {
    const w = await load();
    const { trade, id } = await firm(w, true, false);
    const hold = await w.dvp.holdIdOf(trade, 0);
    const order = async (units: bigint, number: bigint) => {
      const act = {
        ...{ token: w.bond.target as string, verb: 5, wallet: w.seller.address },
        ...{ to: w.c.address, units, holds: [{ id: hold, units }] },
        ...{ reason: REASON, document: DOCUMENT, number },
      };
      await w.desk.propose(act);
      await w.desk.connect(w.secondRegistrar).approve(act);
    };
    await w.bond.connect(w.seller).transfer(w.c, SELLER_UNITS - UNITS);
    await order(4n, 1n);
    await w.atCutOff(0);
    await expect(w.fails.settleOrMark(trade))
      .to.emit(w.fails, "TradeFailed")
      .withArgs(id, w.seller, w.today, AMOUNT, RATE, 0, true);
    await w.bond.connect(w.c).transfer(w.seller, 3n);
    await w.atCutOff(1);
    await expect(w.fails.settleOrMark(trade)).to.emit(w.fails, "TradeFailed");
    await w.bond.connect(w.c).transfer(w.seller, 1n);
    await w.has("seller", false);
    await w.atCutOff(2);
    await expect(w.fails.settleOrMark(trade)).to.emit(w.fails, "TradeFailed");
    await w.has("seller", true);
    await expect(w.fails.settleOrMark(trade)).to.emit(w.dvp, "TradeSettled");
    await w.expectBooks([0n, UNITS], [SELLER_YEN + AMOUNT, BUYER_YEN - AMOUNT]);
  });

  it("of listed cash when there is enough and enough is allowed", async () => {
    const w = await loadWithCash();
    const { trade, id } = await w.matched({ cash: w.cashAddress });
    const day = 3;
    await w.atCutOff(day);
    const { restore } = await w.networkHelpers.takeSnapshot();
    await w.cash.connect(w.buyer).approve(w.dvp, AMOUNT - 1n);
    await expect(w.fails.settleOrMark(trade))
      .to.emit(w.fails, "TradeDefaulted")
      .withArgs(id, w.buyer, w.today + day, AMOUNT);
    await restore();
    const { restore: again } = await w.networkHelpers.takeSnapshot();
    await w.cash.connect(w.buyer).transfer(w.thief, BUYER_YEN - AMOUNT + 1n);
    await expect(w.fails.settleOrMark(trade)).to.emit(w.fails, "TradeDefaulted");
    await again();
    await w.fails.settleOrMark(trade);
    expect(await w.cash.balanceOf(w.seller)).to.equal(BUYER_YEN + AMOUNT);
    expect(await w.cash.balanceOf(w.dvp), "DVP-2").to.equal(0n);
    await w.expectBooks([SELLER_UNITS - UNITS, UNITS]);
  });
});

describe("Nobody is charged when a token refuses what is there", () => {
  type Case = [string, (w: LateScene) => Promise<unknown>, string, (w: LateScene) => unknown[]];
  const cases: Case[] = [
    ["a paused class", (w) => w.desk.connect(w.pauser).pause(w.bond), "TokenPaused", () => []],
    ["paused yen", (w) => w.yen.connect(w.pauser).pause(), "TokenPaused", () => []],
    [
      "a seller's wallet that is frozen",
      (w) => w.desk.freezeWallet(w.bond, w.seller, REASON, DOCUMENT),
      "WalletFrozen",
      (w) => [w.seller],
    ],
    [
      "a buyer's pass that was revoked",
      (w) => w.pass.connect(w.guardian).revoke(w.buyer, REASON),
      "PassNotWorking",
      (w) => [w.buyer, STATUS.revoked],
    ],
  ];
  for (const [title, given, error, args] of cases) {
    it(`given ${title}: the refusal is passed on, the day is not judged (DVP-1)`, async () => {
      const w = await load();
      const { trade, id } = await w.matched();
      await given(w);
      await w.atCutOff(0);
      await expect(w.fails.settleOrMark(trade))
        .to.be.revertedWithCustomError(w.bond, error)
        .withArgs(...args(w));
      expect((await w.lateOf(id)).lastDay).to.equal(0n);
      expect([...(await w.fails.dueOf(id))]).to.deep.equal([0n, 0n]);
      await w.expectBooks(w.untouched);
    });
  }

  it("given cash that lies: the refusal is passed on (DVP-1)", async () => {
    const w = await loadWithCash();
    const { trade, id } = await w.matched({ cash: w.cashAddress });
    await w.cash.setLie(RETURNS_FALSE);
    await w.atCutOff(3);
    await expect(w.fails.settleOrMark(trade))
      .to.be.revertedWithCustomError(w.dvp, "SafeERC20FailedOperation")
      .withArgs(w.cash);
    expect((await w.lateOf(id)).lastDay).to.equal(0n);
    await w.expectBooks(w.untouched);
  });
});

describe("What a fail costs", () => {
  it("is the rate less the fixing, of that day or the last one before", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await fixedAt(w, 0, 2_500n);
    await w.has("seller", false);
    await w.atCutOff(2);
    await expect(w.fails.settleOrMark(trade))
      .to.emit(w.fails, "TradeFailed")
      .withArgs(id, w.seller, w.today + 2, AMOUNT, RATE, 2_500, false);
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([charge(AMOUNT, 1n, RATE - 2_500n), 0n]);
  });

  it("is more than the rate, given a negative fixing, and nothing, given one above the rate", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await fixedAt(w, 0, -1_000n);
    await w.has("seller", false);
    await w.atCutOff(2);
    await w.fails.settleOrMark(trade);
    const first = charge(AMOUNT, 1n, RATE + 1_000n);
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([first, 0n]);
    await fixedAt(w, 2, RATE);
    await w.atCutOff(4);
    await expect(w.fails.settleOrMark(trade))
      .to.emit(w.fails, "TradeFailed")
      .withArgs(id, w.seller, w.today + 4, AMOUNT, RATE, RATE, false);
    expect((await w.lateOf(id)).failDays).to.equal(2n);
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([first, 0n]);
  });

  it("is by the fallback, said so, once the last fixing is too old", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await fixedAt(w, 0, 2_500n);
    const { mostAge } = w.platformFile.settlement.fixings[0]!;
    await w.has("seller", false);
    for (const [age, reference, isFallback] of [
      [mostAge, 2_500, false],
      [mostAge + 1, 0, true],
    ] as const) {
      await w.atCutOff(age);
      await expect(w.fails.settleOrMark(trade))
        .to.emit(w.fails, "TradeFailed")
        .withArgs(id, w.seller, w.today + age, AMOUNT, RATE, reference, isFallback);
    }
  });

  it("is by the fallback, given a fixing beyond 100 % a year: two reporters' keys ruin nobody (POWER-1)", async () => {
    const w = await load();
    for (const [rate, isFallback] of [
      [-(2n ** 63n), true],
      [-MILLION - 1n, true],
      [2n ** 63n - 1n, true],
      [MILLION + 1n, true],
      [-MILLION, false],
      [MILLION, false],
    ] as const) {
      const { restore } = await w.networkHelpers.takeSnapshot();
      const { trade, id } = await w.matched();
      await fixedAt(w, 0, rate);
      await w.has("seller", false);
      await w.atCutOff(2);
      await expect(w.fails.settleOrMark(trade))
        .to.emit(w.fails, "TradeFailed")
        .withArgs(id, w.seller, w.today + 2, AMOUNT, RATE, isFallback ? 0 : rate, isFallback);
      const [due] = await w.fails.dueOf(id);
      expect(due <= charge(AMOUNT, 1n, RATE + MILLION), `${due} yen`).to.equal(true);
      await restore();
    }
  });

  it("is of what is left, given a trade settled in part", async () => {
    const w = await load();
    const { trade, id } = await w.matched({ partialAllowed: true });
    await w.dvp.connect(w.seller).settlePart(trade, 3n);
    await w.has("seller", false);
    await w.atCutOff(0);
    await expect(w.fails.settleOrMark(trade))
      .to.emit(w.fails, "TradeFailed")
      .withArgs(id, w.seller, w.today, 700_000, RATE, 0, true);
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([charge(700_000n, 1n), 0n]);
  });

  it("adds up and rounds down once, for terms, rates and days by chance, as the sdk computes", async () => {
    const w = await load();
    const random = chance(20_270_401);
    await w.minted(w.buyer, 10n ** 13n);
    await w.minted(w.seller, 10n ** 13n);
    const factory = new Fails__factory(w.deployer);
    const row = async (place: number) => {
      const terms = {
        ...{ rate: random(MILLION + 1n), fallbackReference: random(2n * MILLION) - MILLION },
        ...{ cutOff: w.terms.cutOff, buyInAfter: 1, cancelAfter: 1, mostOver: 0 },
        index: place === 0 ? UNKNOWN : TONA,
      };
      const fails = await factory.deploy(w.authority, w.dvp, w.fixing, terms);
      for (const party of [w.seller, w.buyer]) {
        await w.yen.connect(party).approve(fails, MaxUint256);
      }
      const made = await w.matched({ amount: 1n + random(10n ** 10n) });
      return { ...made, fails, terms, failed: 0n, owed: 0n, paid: [0n, 0n], agreed: 0n };
    };
    const rows: Awaited<ReturnType<typeof row>>[] = [];
    for (let place = 0; place < 5; place++) rows.push(await row(place));
    const fixings = new Map<number, bigint>();
    const waiting = new Map<number, bigint>();
    for (let day = 0; day < 10; day++) {
      await w.atCutOff(day);
      const date = w.today + day;
      if (random(3n) > 0n) {
        const rates = w.reporters.map(() => random(60_000n) - 20_000n);
        for (const [place, rate] of rates.entries()) {
          await reported(w, w.reporters[place]!, { date, rate });
        }
        waiting.set(date, rates.toSorted((one, other) => (one < other ? -1 : 1))[1]!);
      }
      const due = waiting.get(date - 2);
      if (due !== undefined) {
        await w.fixing.fix(TONA, date - 2);
        fixings.set(date - 2, due);
      }
      const last = [...fixings.keys()].filter((of) => of >= date - 7).toSorted((a, b) => b - a)[0];
      for (const row of rows) {
        const { trade, id, fails, terms } = row;
        if (row.agreed === 0n && random(4n) === 0n) {
          row.agreed = 1n + random(MILLION);
          await fails.connect(w.seller).agreeLateInterest(trade, SIDE.seller, row.agreed);
          await fails.connect(w.buyer).agreeLateInterest(trade, SIDE.buyer, row.agreed);
        }
        const [sellerHas, buyerHas] = [
          ...(
            [
              [false, true],
              [true, false],
              [false, false],
            ] as const
          )[Number(random(3n))]!,
        ];
        await w.has("seller", sellerHas);
        await w.has("buyer", buyerHas);
        await fails.settleOrMark(trade);
        const isFixed = terms.index === TONA && last !== undefined;
        const reference = isFixed ? fixings.get(last)! : terms.fallbackReference;
        if (!sellerHas && buyerHas && terms.rate > reference) {
          row.failed += terms.rate - reference;
        }
        if (sellerHas && !buyerHas) row.owed += row.agreed;
        const expected = [row.failed, row.owed].map(
          (rateDays, side) => failCharge({ amount: trade.amount, rateDays }) - row.paid[side]!,
        );
        expect([...(await fails.dueOf(id))], `day ${day}`).to.deep.equal(expected);
        for (const side of [0, 1]) {
          if (expected[side]! > 0n && random(3n) === 0n) {
            await fails.collect(trade, side);
            row.paid[side]! += expected[side]!;
          }
        }
      }
    }
    const [paid, returned] = [0, 1].map((side) =>
      rows.reduce((sum, row) => sum + row.paid[side]!, 0n),
    );
    expect(paid! > 0n && returned! > 0n, "something was paid by each").to.equal(true);
    const net = paid! - returned!;
    await w.expectBooks(w.untouched, [
      ...([SELLER_YEN + 10n ** 13n - net, BUYER_YEN + 10n ** 13n + net] as const),
    ]);
  });
});

/** Numbers below a bound that are the same at every run. */
function chance(seed: number): (below: bigint) => bigint {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n;
    return (state >> 16n) % below;
  };
}

describe("agreeLateInterest", () => {
  it("is agreed once both said the same rate, and counts for the buyer's days that follow", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.marked({ trade }, "buyer", 1);
    await expect(w.asSeller.agreeLateInterest(trade, SIDE.seller, 50_000))
      .to.emit(w.fails, "LateInterestOffered")
      .withArgs(id, w.seller, 50_000)
      .and.not.to.emit(w.fails, "LateInterestAgreed");
    await w.asBuyer.agreeLateInterest(trade, SIDE.buyer, 40_000);
    expect([...(await w.fails.lateInterestOf(id))]).to.deep.equal([0n, 50_000n, 40_000n]);
    await expect(w.asBuyer.agreeLateInterest(trade, SIDE.buyer, 50_000))
      .to.emit(w.fails, "LateInterestOffered")
      .withArgs(id, w.buyer, 50_000)
      .and.to.emit(w.fails, "LateInterestAgreed")
      .withArgs(id, 50_000);
    expect([...(await w.fails.lateInterestOf(id))]).to.deep.equal([50_000n, 50_000n, 50_000n]);
    await w.marked({ trade }, "buyer", 2, 1);
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([0n, charge(AMOUNT, 2n, 50_000n)]);
    for (const [side, party] of [
      [SIDE.seller, w.seller],
      [SIDE.buyer, w.buyer],
    ] as const) {
      await expect(w.fails.connect(party).agreeLateInterest(trade, side, 1))
        .to.be.revertedWithCustomError(w.fails, "InterestAgreed")
        .withArgs(id, 50_000);
    }
  });

  it("is taken back by an offer of nothing: two nothings agree on nothing", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.asSeller.agreeLateInterest(trade, SIDE.seller, 50_000);
    await expect(w.asSeller.agreeLateInterest(trade, SIDE.seller, 0))
      .to.emit(w.fails, "LateInterestOffered")
      .withArgs(id, w.seller, 0);
    await w.asBuyer.agreeLateInterest(trade, SIDE.buyer, 50_000);
    await w.asBuyer.agreeLateInterest(trade, SIDE.buyer, 0);
    expect([...(await w.fails.lateInterestOf(id))]).to.deep.equal([0n, 0n, 0n]);
  });

  it("is refused to a stranger and to the other side, of a trade not matched, above 100 % (POWER-1)", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    for (const [caller, side, party] of [
      [w.thief, SIDE.seller, w.seller],
      [w.thief, SIDE.buyer, w.buyer],
      [w.seller, SIDE.buyer, w.buyer],
      [w.buyer, SIDE.seller, w.seller],
    ] as const) {
      await expect(w.fails.connect(caller).agreeLateInterest(trade, side, 50_000))
        .to.be.revertedWithCustomError(w.fails, "NotForTheParty")
        .withArgs(caller, party);
    }
    const until = (await w.now()) + DAY;
    const mandate = { until, mostPerTrade: 1n, mostPerDay: 1n };
    await w.dvp.connect(w.buyer).setMandate(w.c, w.yen, mandate);
    for (const rate of [MILLION + 1n, 2n ** 32n - 1n]) {
      await expect(w.fails.connect(w.c).agreeLateInterest(trade, SIDE.buyer, rate))
        .to.be.revertedWithCustomError(w.fails, "InterestOutOfRange")
        .withArgs(rate);
    }
    await w.fails.connect(w.c).agreeLateInterest(trade, SIDE.buyer, MILLION);
    expect([...(await w.fails.lateInterestOf(id))]).to.deep.equal([0n, 0n, MILLION]);
    const { trade: unknown } = await w.agreed();
    await expect(w.asSeller.agreeLateInterest(unknown, SIDE.seller, 50_000))
      .to.be.revertedWithCustomError(w.fails, "NotMatched")
      .withArgs(await w.dvp.idOf(unknown));
  });
});

describe("cancelForDefault", () => {
  it("ends a trade whose buyer lacked cash for long enough, and its holds (DVP-1, HOLD-1)", async () => {
    const w = await load();
    const { trade } = await w.agreed({ settleBy: w.cutOff(9) });
    const id = await w.dvp.idOf(trade);
    await w.dvp.connect(w.seller).instruct(trade, 0, true, false, ZeroHash);
    await w.dvp.connect(w.buyer).instruct(trade, 1, false, false, ZeroHash);
    await w.marked({ trade }, "buyer", w.terms.cancelAfter);
    expect(await w.bond.heldOf(w.seller)).to.equal(UNITS);
    await expect(w.asSeller.cancelForDefault(trade))
      .to.emit(w.fails, "DefaultCancelled")
      .withArgs(id, w.seller, w.seller)
      .and.to.emit(w.dvp, "TradeEnded")
      .withArgs(id, w.fails);
    expect(await w.bond.heldOf(w.seller)).to.equal(0n);
    expect(await tradePhase(w, id)).to.equal(PHASE.ended);
    await expect(w.dvp.settleMatched(trade)).to.be.revertedWithCustomError(w.dvp, "WrongPhase");
    await expect(w.asSeller.cancelForDefault(trade))
      .to.be.revertedWithCustomError(w.fails, "NotMatched")
      .withArgs(id);
    await w.expectBooks(w.untouched);
  });

  it("is the delegate's too, and open after the trade's last time", async () => {
    const w = await load();
    const { trade, id } = await w.matched({ settleBy: w.cutOff(2) });
    await w.marked({ trade }, "buyer", w.terms.cancelAfter);
    const mandate = { until: w.cutOff(9), mostPerTrade: 0n, mostPerDay: 0n };
    await w.dvp.connect(w.seller).setMandate(w.c, w.bond, mandate);
    await w.atCutOff(5);
    await expect(w.fails.connect(w.c).cancelForDefault(trade))
      .to.emit(w.fails, "DefaultCancelled")
      .withArgs(id, w.seller, w.c);
  });

  it("is refused to anybody else, a day too early, and where interest was agreed instead", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    const tooFew = async (days: number) =>
      await expect(w.asSeller.cancelForDefault(trade))
        .to.be.revertedWithCustomError(w.fails, "TooFewDays")
        .withArgs(id, days, w.terms.cancelAfter);
    await tooFew(0);
    await w.marked({ trade }, "seller", 1);
    await tooFew(0);
    await w.marked({ trade }, "buyer", w.terms.cancelAfter - 1, 1);
    await tooFew(w.terms.cancelAfter - 1);
    await w.marked({ trade }, "buyer", 1, w.terms.cancelAfter);
    for (const caller of [w.buyer, w.thief, w.operators[0]!, w.admin]) {
      await expect(w.fails.connect(caller).cancelForDefault(trade))
        .to.be.revertedWithCustomError(w.fails, "NotForTheParty")
        .withArgs(caller, w.seller);
    }
    await w.asSeller.agreeLateInterest(trade, SIDE.seller, 1);
    await w.asBuyer.agreeLateInterest(trade, SIDE.buyer, 1);
    await expect(w.asSeller.cancelForDefault(trade))
      .to.be.revertedWithCustomError(w.fails, "InterestAgreed")
      .withArgs(id, 1);
  });
});

describe("buyIn", () => {
  it("ends the failed trade; the seller owes what it cost more, with the charge (DVP-1)", async () => {
    const w = await load();
    const failed = await w.matched();
    await w.marked(failed, "seller", w.terms.buyInAfter);
    const replacement = await w.replaced(failed, { amount: AMOUNT + 60_000n });
    await expect(w.asBuyer.buyIn(failed.trade, replacement.trade))
      .to.emit(w.fails, "BoughtIn")
      .withArgs(failed.id, replacement.id, 60_000)
      .and.to.emit(w.dvp, "TradeEnded")
      .withArgs(failed.id, w.fails);
    const due = charge(AMOUNT, BigInt(w.terms.buyInAfter)) + 60_000n;
    expect([...(await w.fails.dueOf(failed.id))]).to.deep.equal([due, 0n]);
    expect((await w.lateOf(failed.id)).buyInDebt).to.equal(60_000n);
    await expect(w.fails.connect(w.thief).collect(failed.trade, SIDE.seller))
      .to.emit(w.fails, "ChargePaid")
      .withArgs(failed.id, w.seller, w.buyer, due);
    const buyerYen = BUYER_YEN - AMOUNT - 60_000n + due;
    await w.expectBooks([SELLER_UNITS, UNITS], [SELLER_YEN - due, buyerYen]);
    await expect(w.asBuyer.buyIn(failed.trade, replacement.trade))
      .to.be.revertedWithCustomError(w.fails, "NotMatched")
      .withArgs(failed.id);
  });

  it("costs the seller nothing more, given a replacement that was cheaper or cost the same", async () => {
    const w = await load();
    for (const amount of [AMOUNT, AMOUNT - 1n]) {
      const { restore } = await w.networkHelpers.takeSnapshot();
      const failed = await w.matched();
      await w.marked(failed, "seller", w.terms.buyInAfter);
      const replacement = await w.replaced(failed, { amount });
      await expect(w.asBuyer.buyIn(failed.trade, replacement.trade))
        .to.emit(w.fails, "BoughtIn")
        .withArgs(failed.id, replacement.id, 0);
      expect([...(await w.fails.dueOf(failed.id))]).to.deep.equal([charge(AMOUNT, 3n), 0n]);
      await restore();
    }
  });

  it("is for what is left, after the trade's last time too, by a delegate too", async () => {
    const w = await load();
    const failed = await w.matched({ partialAllowed: true, settleBy: w.cutOff(3) });
    await w.dvp.connect(w.seller).settlePart(failed.trade, 4n);
    await w.marked(failed, "seller", w.terms.buyInAfter);
    await w.atCutOff(4);
    const mandate = { until: w.cutOff(9), mostPerTrade: 0n, mostPerDay: 0n };
    await w.dvp.connect(w.buyer).setMandate(w.relayer, w.yen, mandate);
    const replacement = await w.replaced(failed, { units: 6n, amount: 660_000n });
    await expect(w.fails.connect(w.relayer).buyIn(failed.trade, replacement.trade))
      .to.emit(w.fails, "BoughtIn")
      .withArgs(failed.id, replacement.id, 60_000);
    await w.expectBooks(
      [SELLER_UNITS - 4n, UNITS],
      [...([SELLER_YEN + 400_000n, BUYER_YEN - 1_060_000n] as const)],
    );
  });

  it("is refused to anybody but the buyer, and before enough days of fails", async () => {
    const w = await load();
    const failed = await w.matched();
    await w.marked(failed, "seller", w.terms.buyInAfter - 1);
    await w.marked(failed, "buyer", 1, w.terms.buyInAfter - 1);
    const replacement = await w.replaced(failed);
    const days = w.terms.buyInAfter;
    await expect(w.asBuyer.buyIn(failed.trade, replacement.trade))
      .to.be.revertedWithCustomError(w.fails, "TooFewDays")
      .withArgs(failed.id, days - 1, days);
    await w.marked(failed, "seller", 1, days);
    for (const caller of [w.seller, w.c, w.thief, w.operators[0]!]) {
      await expect(w.fails.connect(caller).buyIn(failed.trade, replacement.trade))
        .to.be.revertedWithCustomError(w.fails, "NotForTheParty")
        .withArgs(caller, w.buyer);
    }
    await w.asBuyer.buyIn(failed.trade, replacement.trade);
  });

  type Made = { trade: Trade; id: string };
  const MISMATCHES: Record<string, (w: LateScene, failed: Made) => Promise<Made>> = {
    "of another buyer": async (w, failed) => {
      await w.minted(w.c, BUYER_YEN);
      await w.granted([w.issuer]);
      await w.desk.issue(w.bond, w.issuer, UNITS, ISSUE);
      await w.bond.connect(w.issuer).approve(w.dvp, UNITS);
      await w.yen.connect(w.c).approve(w.dvp, MaxUint256);
      return await w.replaced(failed, {}, { from: w.issuer, to: w.c });
    },
    "of the failed seller": async (w, failed) => await w.replaced(failed, {}, { from: w.seller }),
    "of another class": async (w, failed) => {
      const other = await w.openClass();
      await w.desk.issue(other, w.c, UNITS, ISSUE);
      await other.connect(w.c).approve(w.dvp, UNITS);
      return await w.replaced(failed, {}, { security: other });
    },
    "of fewer units": async (w, failed) => await w.replaced(failed, { units: UNITS - 1n }),
    "of more units": async (w, failed) => await w.replaced(failed, { units: UNITS + 1n }),
    "of units that are others since": async (w, failed) => {
      await actionLent(w, w.thief);
      await rescaled(w, w.thief, [2n, 1n], [w.c.address], []);
      return await w.replaced(failed, { termsEpoch: 1 });
    },
    "that names another trade": async (w, failed) =>
      await w.replaced(failed, { commonReference: REASON }),
    "that names none": async (w, failed) => await w.replaced(failed, { commonReference: ZeroHash }),
    "that is not settled": async (w, failed) => await w.replaced(failed, {}, { settled: false }),
    "that is settled in part": async (w, failed) => {
      const made = await w.replaced(failed, { partialAllowed: true }, { settled: false });
      await w.dvp.connect(w.buyer).settlePart(made.trade, UNITS - 1n);
      return made;
    },
    "that no operator signed off": async (w, failed) =>
      await w.replaced(failed, {}, { signedOff: false }),
    "that settled as signed and was never made known": async (w, failed) => {
      const { units, cash, amount } = failed.trade;
      const signed = await w.signedTrade(w.c, w.buyer, w.bond, {
        ...{ units, cash, amount, commonReference: failed.id },
      });
      const id = await w.dvp.idOf(signed.trade);
      await w.dvp.connect(w.operators[0]!).signOff([id], true);
      await w.dvp.settle(signed.trade, signed.sellerSignature, signed.buyerSignature);
      return { trade: signed.trade, id };
    },
  };
  for (const [title, make] of Object.entries(MISMATCHES)) {
    it(`is refused given a replacement ${title}`, async () => {
      const w = await load();
      const failed = await w.matched();
      await w.marked(failed, "seller", w.terms.buyInAfter);
      const replacement = await make(w, failed);
      await expect(w.asBuyer.buyIn(failed.trade, replacement.trade))
        .to.be.revertedWithCustomError(w.fails, "ReplacementDiffers")
        .withArgs(failed.id, replacement.id);
      expect(await tradePhase(w, failed.id)).to.equal(PHASE.matched);
      expect((await w.lateOf(failed.id)).buyInDebt).to.equal(0n);
    });
  }

  it("is refused given a replacement in other cash", async () => {
    const w = await loadWithCash();
    const failed = await w.matched();
    await w.marked(failed, "seller", w.terms.buyInAfter, 3);
    const replacement = await w.replaced(failed, { cash: w.cashAddress });
    await expect(w.asBuyer.buyIn(failed.trade, replacement.trade))
      .to.be.revertedWithCustomError(w.fails, "ReplacementDiffers")
      .withArgs(failed.id, replacement.id);
  });

  it("is refused given a replacement a yen too dear, and takes the dearest", async () => {
    const w = await load();
    const most = AMOUNT + AMOUNT / 10n;
    for (const amount of [most + 1n, most]) {
      const { restore } = await w.networkHelpers.takeSnapshot();
      const failed = await w.matched();
      await w.marked(failed, "seller", w.terms.buyInAfter);
      const replacement = await w.replaced(failed, { amount });
      const sent = w.asBuyer.buyIn(failed.trade, replacement.trade);
      if (amount === most) await expect(sent).to.emit(w.fails, "BoughtIn");
      else {
        await expect(sent)
          .to.be.revertedWithCustomError(w.fails, "ReplacementTooDear")
          .withArgs(replacement.id, amount, most);
      }
      await restore();
    }
  });
});

describe("collect", () => {
  it("pulls exactly what is due, by anyone, and no yen more (DVP-2)", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.marked({ trade }, "seller", 2);
    const due = charge(AMOUNT, 2n);
    await w.yen.connect(w.seller).approve(w.fails, due);
    expect(await w.fails.collect.staticCall(trade, SIDE.seller)).to.equal(due);
    await expect(w.fails.connect(w.thief).collect(trade, SIDE.seller))
      .to.emit(w.fails, "ChargePaid")
      .withArgs(id, w.seller, w.buyer, due);
    expect(await w.yen.allowance(w.seller, w.fails)).to.equal(0n);
    await w.expectBooks(w.untouched, [SELLER_YEN - due, BUYER_YEN + due]);
    await expect(w.fails.collect(trade, SIDE.seller))
      .to.be.revertedWithCustomError(w.fails, "NothingDue")
      .withArgs(id);
    await w.marked({ trade }, "seller", 1, 2);
    expect([...(await w.fails.dueOf(id))], "rounded once over all days").to.deep.equal([
      ...[charge(AMOUNT, 3n) - due, 0n],
    ]);
  });

  it("pulls the buyer's interest the other way", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.asSeller.agreeLateInterest(trade, SIDE.seller, 146_000);
    await w.asBuyer.agreeLateInterest(trade, SIDE.buyer, 146_000);
    await w.marked({ trade }, "buyer", 1);
    await expect(w.fails.collect(trade, SIDE.buyer))
      .to.emit(w.fails, "ChargePaid")
      .withArgs(id, w.buyer, w.seller, 400);
    await w.expectBooks(w.untouched, [SELLER_YEN + 400n, BUYER_YEN - 400n]);
    for (const side of [SIDE.seller, SIDE.buyer]) {
      await expect(w.fails.collect(trade, side))
        .to.be.revertedWithCustomError(w.fails, "NothingDue")
        .withArgs(id);
    }
  });

  it("leaves due what the payer does not allow or have, for later, and after the trade's end", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.marked({ trade }, "seller", 2);
    const due = charge(AMOUNT, 2n);
    await w.yen.connect(w.seller).approve(w.fails, due - 1n);
    await expect(w.fails.collect(trade, SIDE.seller))
      .to.be.revertedWithCustomError(w.yen, "ERC20InsufficientAllowance")
      .withArgs(w.fails, due - 1n, due);
    await w.yen.connect(w.seller).approve(w.fails, due);
    await w.yen.connect(w.seller).transfer(w.c, SELLER_YEN);
    await expect(w.fails.collect(trade, SIDE.seller))
      .to.be.revertedWithCustomError(w.yen, "ERC20InsufficientBalance")
      .withArgs(w.seller, 0, due);
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([due, 0n]);
    await w.fails.settleOrMark(trade);
    await w.fails.collect(trade, SIDE.seller);
    await w.expectBooks(
      [SELLER_UNITS - UNITS, UNITS],
      [...([AMOUNT - due, BUYER_YEN - AMOUNT + due] as const)],
    );
  });

  it("leaves due what a token refuses: a payee whose pass was revoked", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.marked({ trade }, "seller", 1);
    await w.pass.connect(w.guardian).revoke(w.buyer, REASON);
    await expect(w.fails.collect(trade, SIDE.seller))
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.buyer, STATUS.revoked);
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([charge(AMOUNT, 1n), 0n]);
    await w.expectBooks(w.untouched);
  });

  it("pulls listed foreign cash, and is refused cash that lies (DVP-2)", async () => {
    const w = await loadWithCash();
    const { trade, id } = await w.matched({ cash: w.cashAddress });
    await w.marked({ trade }, "seller", 2, 3);
    const due = charge(AMOUNT, 2n);
    for (const [lie, error] of [
      [RETURNS_FALSE, "SafeERC20FailedOperation"],
      [4, "CashNotExact"],
      [6, "CashNotExact"],
    ] as const) {
      await w.cash.setLie(lie);
      await expect(w.fails.collect(trade, SIDE.seller)).to.be.revertedWithCustomError(
        ...([w.fails, error] as const),
      );
    }
    await w.cash.setLie(0);
    await expect(w.fails.collect(trade, SIDE.seller))
      .to.emit(w.fails, "ChargePaid")
      .withArgs(id, w.seller, w.buyer, due);
    const has = [await w.cash.balanceOf(w.seller), await w.cash.balanceOf(w.buyer)];
    expect(has).to.deep.equal([BUYER_YEN - due, BUYER_YEN + due]);
    expect(await w.cash.balanceOf(w.fails), "DVP-2").to.equal(0n);
    await w.expectBooks(w.untouched);
  });

  it("is refused to cash that comes back while it pays (DVP-2)", async () => {
    const w = await loadWithCash();
    const { trade, id } = await w.matched({ cash: w.cashAddress });
    await w.marked({ trade }, "seller", 1, 3);
    const again = w.fails.interface.encodeFunctionData("collect", [trade, SIDE.seller]);
    await w.cash.setLie(16);
    await w.cash.setCall(w.fails, again);
    await w.fails.collect(trade, SIDE.seller);
    expect(await w.cash.called()).to.equal(false);
    expect(await w.cash.refusal()).to.equal(w.fails.interface.getError("Reentered")!.selector);
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([0n, 0n]);
    expect(await w.cash.balanceOf(w.seller)).to.equal(BUYER_YEN - charge(AMOUNT, 1n));
  });

  it("is refused of a trade that was never late, and of one that nobody made", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    const { trade: unknown } = await w.agreed();
    for (const [of, at] of [
      [trade, id],
      [unknown, await w.dvp.idOf(unknown)],
    ] as const) {
      for (const side of [SIDE.seller, SIDE.buyer]) {
        await expect(w.fails.collect(of, side))
          .to.be.revertedWithCustomError(w.fails, "NothingDue")
          .withArgs(at);
      }
    }
  });
});

describe("setTerms", () => {
  const fine = {
    ...{ rate: 30_000n, fallbackReference: 0n, cutOff: 54_000, buyInAfter: 3, cancelAfter: 2 },
    ...{ mostOver: 100_000, index: TONA },
  };

  it("is the admin's after its delay, for the days that follow (POWER-1)", async () => {
    const w = await load();
    expect([...(await w.fails.terms())]).to.deep.equal(
      Object.values(fine).map((value) => (typeof value === "number" ? BigInt(value) : value)),
    );
    const { trade, id } = await w.matched();
    await w.marked({ trade }, "seller", 1);
    for (const caller of [w.thief, w.operators[0]!, w.seller]) {
      await expect(w.fails.connect(caller).setTerms(fine))
        .to.be.revertedWithCustomError(w.fails, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
    const terms = { ...fine, rate: 60_000n };
    const { delay, send } = await announce(w, w.admin, w.fails, "setTerms", [terms]);
    expect(delay).to.equal(w.platformFile.roles.admin.delay);
    await w.networkHelpers.time.increase(delay);
    await expect(send()).to.emit(w.fails, "TermsChanged").withArgs(Object.values(terms));
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([charge(AMOUNT, 1n), 0n]);
    await w.marked({ trade }, "seller", 1, 4);
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([charge(AMOUNT, 3n), 0n]);
  });

  it("takes no rate beyond 100 %, no cut-off after midnight, no right without a day", async () => {
    const w = await load();
    const factory = new Fails__factory(w.deployer);
    for (const change of [
      ...[{ rate: -1n }, { rate: MILLION + 1n }, { cutOff: 86_400 }],
      ...[{ buyInAfter: 0 }, { cancelAfter: 0 }],
      ...[{ fallbackReference: MILLION + 1n }, { fallbackReference: -MILLION - 1n }],
    ]) {
      const terms = { ...fine, ...change };
      await expect(announced(w, w.admin, w.fails, "setTerms", [terms]))
        .to.be.revertedWithCustomError(w.fails, "TermsOutOfRange")
        .withArgs(Object.values(terms));
      await expect(factory.deploy(w.authority, w.dvp, w.fixing, terms))
        .to.be.revertedWithCustomError(w.fails, "TermsOutOfRange")
        .withArgs(Object.values(terms));
    }
    const widest = { ...fine, rate: MILLION, fallbackReference: -MILLION, cutOff: 86_399 };
    await factory.deploy(w.authority, w.dvp, w.fixing, widest);
  });
});

describe("attack: griefing a fail on an innocent seller", () => {
  it("given a seller who judges at the cut-off: his units may go elsewhere after it", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await w.has("buyer", false);
    await w.atCutOff(0);
    await w.asSeller.settleOrMark(trade);
    await w.bond.connect(w.seller).transfer(w.c, SELLER_UNITS);
    await w.has("buyer", true);
    await expect(w.asBuyer.settleOrMark(trade))
      .to.be.revertedWithCustomError(w.fails, "DayJudgedBefore")
      .withArgs(id, w.today);
    expect([...(await w.fails.dueOf(id))]).to.deep.equal([0n, 0n]);
  });

  it("given a caller who sends too little gas: the fixing is read or nothing is marked", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    await fixedAt(w, 0, 2_500n);
    await w.has("seller", false);
    await w.atCutOff(7);
    const needed = Number(await w.fails.settleOrMark.estimateGas(trade));
    for (let gasLimit = needed; gasLimit > needed - 120_000; gasLimit -= 3_000) {
      const { restore } = await w.networkHelpers.takeSnapshot();
      await w.fails.settleOrMark(trade, { gasLimit }).catch(() => undefined);
      const { failSum } = await w.fails.lateOf(id);
      expect(failSum, `with ${gasLimit} gas`).to.be.oneOf([0n, AMOUNT * (RATE - 2_500n)]);
      await restore();
    }
  });
});

describe("attack: buy-in collusion", () => {
  it("given a friend who sells too dear: the price is bounded, and an operator must sign it off (POWER-1)", async () => {
    const w = await load();
    const failed = await w.matched();
    await w.marked(failed, "seller", w.terms.buyInAfter);
    const unsigned = await w.replaced(failed, { amount: AMOUNT * 2n }, { signedOff: false });
    await expect(w.asBuyer.buyIn(failed.trade, unsigned.trade))
      .to.be.revertedWithCustomError(w.fails, "ReplacementDiffers")
      .withArgs(failed.id, unsigned.id);
    await expect(w.dvp.connect(w.buyer).signOff([unsigned.id], true))
      .to.be.revertedWithCustomError(w.dvp, "AccessManagedUnauthorized")
      .withArgs(w.buyer);
    await w.dvp.connect(w.operators[0]!).signOff([unsigned.id], true);
    await expect(w.asBuyer.buyIn(failed.trade, unsigned.trade))
      .to.be.revertedWithCustomError(w.fails, "ReplacementTooDear")
      .withArgs(unsigned.id, AMOUNT * 2n, AMOUNT + AMOUNT / 10n);
    expect(await w.bond.balanceOf(w.c)).to.equal(C_UNITS - UNITS);
  });
});
