import { expect } from "chai";
import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { reported, TONA, windowOf } from "../../settlement/support/fixings.ts";
import { keysOf } from "../../settlement/support/paidElsewhere.ts";
import { load } from "../../support/load.ts";
import { plainOf } from "../../support/plainOf.ts";
import { DAY } from "../../support/world.ts";
import { bonds, DUES, NRI, ONE } from "./support/bonds.ts";

/** A millionth a year, the unit of fixings, in that of rates. */
const MILLIONTH = ONE / 1_000_000n;
/** TONA and 0.03 %, 5 % at most; 1 % as long as nothing was fixed. */
const FLOATING = { index: TONA, margin: 300n, mostRate: ONE / 20n, rate: ONE / 100n };
/** The day before the first period. */
const BEFORE = NRI.interestFrom - 1;

async function floating() {
  const w = await bonds();
  const reporters = await keysOf(w, "rateReporter");
  const { token, periods } = await w.registered(FLOATING);

  /** Two reporters report one rate of TONA for a date. */
  async function reportedOn(date: number, rate: bigint) {
    const { opens } = windowOf(w, date);
    if ((await w.now()) < opens) await w.networkHelpers.time.increaseTo(opens);
    for (const reporter of reporters.slice(0, 2)) await reported(w, reporter, { date, rate });
  }
  const closed = async (date: number) =>
    await w.networkHelpers.time.increaseTo(windowOf(w, date).closes + 1);
  return { ...w, reporters, token, periods, reportedOn, closed };
}

describe("BondLifecycle.fixRate", () => {
  it("is refused for a fixed bond, a period that there is not, and while reports are taken", async () => {
    const w = await load(floating);
    const { token: fixed } = await w.registered();
    await expect(w.lifecycle.fixRate(fixed, 0))
      .to.be.revertedWithCustomError(w.lifecycle, "NotFloating")
      .withArgs(fixed);
    await expect(w.lifecycle.fixRate(w.token, 3))
      .to.be.revertedWithCustomError(w.lifecycle, "PeriodNotOpen")
      .withArgs(w.token, 3);
    await w.reportedOn(BEFORE, 2_500n);
    const { closes } = windowOf(w, BEFORE);
    await w.networkHelpers.time.setNextBlockTimestamp(closes);
    await expect(w.lifecycle.fixRate(w.token, 0))
      .to.be.revertedWithCustomError(w.lifecycle, "NotYet")
      .withArgs(closes + 1, closes);
  });

  it("takes the fixing of the day before the period and the margin, and makes the fixing itself", async () => {
    const w = await load(floating);
    await w.reportedOn(BEFORE, 2_500n);
    await w.closed(BEFORE);
    const sent = w.lifecycle.connect(w.thief).fixRate(w.token, 0);
    await expect(sent)
      .to.emit(w.lifecycle, "CouponFixed")
      .withArgs(w.token, 0, 2_800n * MILLIONTH, BEFORE);
    await expect(sent).to.emit(w.fixing, "RateFixed").withArgs(TONA, BEFORE, 2_500, 2);
    await expect(w.lifecycle.fixRate(w.token, 0))
      .to.be.revertedWithCustomError(w.lifecycle, "RateFixedBefore")
      .withArgs(w.token, 0);
    // 0.28 % of ¥100,000,000 for half a year.
    expect((await w.lifecycle.dueOf(w.token))[0]).to.equal(140_000n * ONE);
  });

  it("takes the fixing as it is where somebody made it before", async () => {
    const w = await load(floating);
    await w.reportedOn(BEFORE, 2_500n);
    await w.closed(BEFORE);
    await w.fixing.fix(TONA, BEFORE);
    await expect(w.lifecycle.fixRate(w.token, 0))
      .to.emit(w.lifecycle, "CouponFixed")
      .withArgs(w.token, 0, 2_800n * MILLIONTH, BEFORE)
      .and.not.to.emit(w.fixing, "RateFixed");
  });

  it("gives nobody an older fixing for being early, nor the day's for being late", async () => {
    const w = await load(floating);
    await w.reportedOn(BEFORE - 1, 1_000n);
    await w.reportedOn(BEFORE, 2_500n);
    await w.reportedOn(BEFORE + 1, 9_000n);
    await w.closed(BEFORE + 1);
    await w.fixing.fix(TONA, BEFORE - 1);
    await w.fixing.fix(TONA, BEFORE + 1);
    await expect(w.lifecycle.fixRate(w.token, 0))
      .to.emit(w.lifecycle, "CouponFixed")
      .withArgs(w.token, 0, 2_800n * MILLIONTH, BEFORE);
  });

  it("takes the last fixing before where that day has none, or too few reports for one", async () => {
    const w = await load(floating);
    await w.reportedOn(BEFORE - 2, 1_000n);
    await w.networkHelpers.time.increaseTo(windowOf(w, BEFORE).opens);
    await reported(w, w.reporters[0]!, { date: BEFORE, rate: 9_000n });
    await w.closed(BEFORE);
    await expect(w.lifecycle.fixRate(w.token, 0))
      .to.emit(w.lifecycle, "CouponFixed")
      .withArgs(w.token, 0, 1_300n * MILLIONTH, BEFORE - 2);
  });

  for (const [what, rate, counts] of [
    ["below zero is zero", -5_000n, 0n],
    ["above the highest is the highest", 60_000n, ONE / 20n],
  ] as const) {
    it(`keeps the range of the terms: ${what}`, async () => {
      const w = await load(floating);
      await w.reportedOn(BEFORE, rate);
      await w.closed(BEFORE);
      await expect(w.lifecycle.fixRate(w.token, 0))
        .to.emit(w.lifecycle, "CouponFixed")
        .withArgs(w.token, 0, counts, BEFORE);
    });
  }

  it("is refused without a fixing for fourteen days, then takes the rate before it: first the bond's", async () => {
    const w = await load(floating);
    const from = jstDateEnd(BEFORE) + 14 * DAY;
    await w.networkHelpers.time.increaseTo(from - 2);
    await w.networkHelpers.time.setNextBlockTimestamp(from - 1);
    await expect(w.lifecycle.fixRate(w.token, 0))
      .to.be.revertedWithCustomError(w.lifecycle, "FixingMissing")
      .withArgs(TONA, BEFORE, from);
    // A later period cannot fall back on one that is not fixed.
    await w.networkHelpers.time.increaseTo(jstDateEnd(DUES[0]!) + 14 * DAY);
    await expect(w.lifecycle.fixRate(w.token, 1))
      .to.be.revertedWithCustomError(w.lifecycle, "RateNotFixed")
      .withArgs(w.token, 0);
    await expect(w.lifecycle.fixRate(w.token, 0))
      .to.emit(w.lifecycle, "CouponFixed")
      .withArgs(w.token, 0, ONE / 100n, 0);
    await expect(w.lifecycle.fixRate(w.token, 1))
      .to.emit(w.lifecycle, "CouponFixed")
      .withArgs(w.token, 1, ONE / 100n, 0);
  });
});

describe("A floating bond", () => {
  it("pays no interest, and is in no default, before its rate is fixed", async () => {
    const w = await load(floating);
    await w.reportedOn(BEFORE, 2_500n);
    const record = await w.recordPassed(w.token, w.periods[0]!.record);
    await w.onDate(DUES[0]! + NRI.graceDays + 1);
    for (const call of [
      () => w.byIssuer.payInterest(w.token, record),
      () => w.lifecycle.markDefault(w.token),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(w.lifecycle, "RateNotFixed")
        .withArgs(w.token, 0);
    }
    await w.lifecycle.fixRate(w.token, 0);
    await w.lifecycle.markDefault(w.token);
    await w.byIssuer.payInterest(w.token, record);
    const [interest] = await w.lifecycle.paymentsOf(w.token, 0);
    await w.pushed(interest, w.all);
    expect(await w.distribution.fundingOf(plainOf(interest))).to.equal(840_000n);
    expect((await w.lifecycle.periodOf(w.token, 0))[1].rate).to.equal(2_800n * MILLIONTH);
    await expect(w.lifecycle.fixRate(w.token, 0))
      .to.be.revertedWithCustomError(w.lifecycle, "PeriodNotOpen")
      .withArgs(w.token, 0);
  });

  it("of which a period bears nothing, passes it and goes on", async () => {
    const w = await load(floating);
    await w.reportedOn(BEFORE, -5_000n);
    const record = await w.recordPassed(w.token, w.periods[0]!.record);
    await w.lifecycle.fixRate(w.token, 0);
    await w.byIssuer.payInterest(w.token, record);
    expect((await w.lifecycle.stateOf(w.token)).next).to.equal(1n);
  });
});
