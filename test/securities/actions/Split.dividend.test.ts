import { expect } from "chai";
import { toBeHex } from "ethers";
import { load } from "../../support/load.ts";
import { REASON } from "../../support/passes.ts";
import { expectTotals } from "../../support/totals.ts";
import { DAY } from "../../support/world.ts";
import { DOCUMENT, KIND, ONE_YEN, PHASE } from "./support/life.ts";
import { ascending, expectPurse, VERB } from "./support/paying.ts";
import { SHARES, SPLIT_PHASE, type Splits, splits } from "./support/splits.ts";

const PER_SHARE = 300n;
/** What is left of a dividend at ¥300 a share, of so many, after 15.315 % and 5 % of it. */
const net = (gross: bigint) => gross - (gross * 15_315n) / 100_000n - (gross * 5_000n) / 100_000n;

/** A record date of the class that is over, and a dividend over it that nobody has pushed. */
async function declared(w: Splits) {
  const { trade, pledge, holds } = await w.encumbered();
  const number = 1n << 200n;
  const act = {
    ...{ token: await w.share.getAddress(), verb: VERB.namePayee, wallet: w.a.address },
    ...{ to: w.c.address, units: 0n, holds: [{ id: pledge, units: 0n }] },
    ...{ reason: `0x${"11".repeat(32)}`, document: `0x${"22".repeat(32)}`, number },
  };
  await w.desk.propose(act);
  await w.desk.connect(w.secondRegistrar).approve(act);
  const recordId = await w.recorded(w.share);
  const { terms, id } = await w.funded(recordId, {
    token: await w.share.getAddress(),
    kind: KIND.dividend,
    perUnit: PER_SHARE * ONE_YEN,
  });
  return { terms, id, trade, pledge, holds };
}

/** Of A's 105 shares 20 are pledged, C being the payee, and 10 stopped: of what he earns, so much is C's and owed. */
const DUE = net(SHARES.a * PER_SHARE);
const PLEDGED = (DUE * 20n) / SHARES.a;
const STOPPED = (DUE * 10n) / SHARES.a;

describe("A dividend by record date, and a split before anybody is paid", () => {
  for (const [what, changes] of [
    ["split, one into three", {}],
    ["split, two into five", { numerator: 5, denominator: 2, cashPerUnit: 100n * ONE_YEN }],
    ["consolidation, five into one", { denominator: 5, numerator: 1, cashPerUnit: ONE_YEN }],
  ] as const) {
    it(`PAY-1: pays holder and payee as without it (${what})`, async () => {
      const w = await load(splits);
      const { terms, id, pledge, holds } = await declared(w);
      const hasFractions = "denominator" in changes;
      const split = await w.begun(hasFractions ? { ...changes, funding: 1_000n } : changes);
      if (hasFractions) await w.fractionsPaid(split.terms, w.all, holds);
      await w.split.scale(split.terms, w.all, holds);
      await expect(w.distribution.pay(terms, w.all, holds))
        .to.emit(w.distribution, "PayeePaid")
        .withArgs(id, pledge, w.c, PLEDGED);
      expect((await w.distribution.accountOf(id)).phase).to.equal(PHASE.complete);
      const key = `0x${(await w.pass.investorIdOf(w.a)).toString(16).padStart(64, "0")}`;
      expect(await w.distribution.owedOf(id, key)).to.deep.equal([STOPPED, w.a.address]);
      await expectPurse(w);
    });
  }

  it("waits for wallets that the split has done, until it is over", async () => {
    const w = await load(splits);
    const { terms, id, pledge, holds } = await declared(w);
    const split = await w.begun();
    await w.split.scale(split.terms, [w.a], holds);
    const reason = w.distribution.interface.encodeErrorResult("RescaledBefore", [w.a.address]);
    await expect(w.distribution.pay(terms, w.all, holds))
      .to.emit(w.distribution, "InvestorSkipped")
      .withArgs(id, w.a, reason);
    expect((await w.distribution.accountOf(id)).done).to.equal(SHARES.b + SHARES.c);
    await w.split.scale(split.terms, w.all, holds);
    await expect(w.distribution.pay(terms, [w.a], holds))
      .to.emit(w.distribution, "PayeePaid")
      .withArgs(id, pledge, w.c, PLEDGED);
    await expectPurse(w);
  });

  it("waits for them too if nothing of theirs is held or stopped, whoever comes before", async () => {
    const w = await load(splits);
    const { terms, id } = await declared(w);
    const split = await w.begun();
    await w.split.scale(split.terms, [w.b], []);
    const reason = w.distribution.interface.encodeErrorResult("RescaledBefore", [w.b.address]);
    await expect(w.distribution.pay(terms, [w.c, w.b], []))
      .to.emit(w.distribution, "InvestorSkipped")
      .withArgs(id, w.b, reason);
    expect((await w.distribution.accountOf(id)).done).to.equal(SHARES.c);
  });
});

describe("What splits undo", () => {
  it("is what was pledged, to the unit, and what was frozen, rounded up", async () => {
    const w = await load(splits);
    const pledging = [w.share, w.a, 7n, w.b, REASON, DOCUMENT] as const;
    const pledge = await w.desk.pledgeUnits.staticCall(...pledging);
    await w.desk.pledgeUnits(...pledging);
    await w.desk.freezeUnits(w.share, w.a, 7n, REASON, DOCUMENT);
    expect(await w.share.pledgedBefore(pledge, 1)).to.equal(7n);
    expect(await w.share.frozenBefore(w.a, 1)).to.equal(7n);
    const first = await w.recorded(w.share);
    await doneBy(w, { numerator: 3, denominator: 2, cashPerUnit: ONE_YEN, funding: 100n }, [
      pledge,
    ]);
    expect((await w.share.holdRecord(pledge)).units).to.equal(11n);
    expect(await w.share.pledgedBefore(pledge, first)).to.equal(7n);
    expect(await w.share.frozenBefore(w.a, first)).to.equal(8n);
    const second = await w.recorded(w.share);
    await doneBy(w, { numerator: 1, denominator: 10, cashPerUnit: ONE_YEN, funding: 100n }, [
      pledge,
    ]);
    expect((await w.share.holdRecord(pledge)).units).to.equal(2n);
    expect(await w.share.pledgedBefore(pledge, first)).to.equal(7n);
    expect(await w.share.pledgedBefore(pledge, second)).to.equal(11n);
    expect(await w.share.frozenBefore(w.a, second)).to.equal(20n);
    expect(await w.share.pledgedBefore(pledge, second + 1)).to.equal(2n);
    // One that came later never was anything else: led back, and cut.
    const late = [w.share, w.a, 1n, w.c, REASON, DOCUMENT] as const;
    const later = await w.desk.pledgeUnits.staticCall(...late);
    await w.desk.pledgeUnits(...late);
    expect(await w.share.pledgedBefore(later, second)).to.equal(10n);
    expect(await w.share.pledgedBefore(later, first)).to.equal(6n);
  });

  it("is nothing where a split was called off, and all there can be where all is frozen", async () => {
    const w = await load(splits);
    await w.desk.freezeUnits(w.share, w.a, 2n ** 255n, REASON, DOCUMENT);
    const first = await w.recorded(w.share);
    const { terms } = await w.begun();
    await w.split.connect(w.registrar).abort(terms);
    const all = 2n ** 64n - 1n;
    expect(await w.share.frozenBefore(w.a, first)).to.equal(all);
    await doneBy(w, { numerator: 1, denominator: 2, cashPerUnit: ONE_YEN, funding: 100n });
    expect(await w.share.frozenBefore(w.a, first)).to.equal(all);
  });
});

describe("Pledges in a consolidation", () => {
  it("each keep something while free units can bear the fraction (HOLD-1)", async () => {
    const w = await load(splits);
    const holds: string[] = [];
    for (const pledgee of [w.b, w.c, w.thief]) {
      const order = [w.share, w.a, 3n, pledgee, REASON, DOCUMENT] as const;
      holds.push(await w.desk.pledgeUnits.staticCall(...order));
      await w.desk.pledgeUnits(...order);
    }
    await doneBy(w, w.TEN_INTO_ONE, ascending(...holds));
    for (const hold of holds) expect((await w.share.holdRecord(hold)).units).to.equal(1n);
    expect(await w.share.heldOf(w.a)).to.equal(3n);
  });

  it("come before promises to trades, whatever their ids (HOLD-1)", async () => {
    const w = await load(splits);
    const until = (await w.now()) + 30 * DAY;
    const trades: string[] = [];
    for (let i = 1; i <= 10; i++) {
      const order = [w.a, 1n, w.thief, until, toBeHex(i, 32)] as const;
      trades.push(await w.share.connect(w.a).hold.staticCall(...order));
      await w.share.connect(w.a).hold(...order);
    }
    const pledging = [w.share, w.a, 95n, w.b, REASON, DOCUMENT] as const;
    const pledge = await w.desk.pledgeUnits.staticCall(...pledging);
    await w.desk.pledgeUnits(...pledging);
    await doneBy(w, w.TEN_INTO_ONE, ascending(pledge, ...trades));
    expect((await w.share.holdRecord(pledge)).units).to.equal(10n);
    expect(await w.share.balanceOf(w.a)).to.equal(10n);
  });
});

describe("So many promises that no transaction does their wallet", () => {
  it("are ended by the registrar while the action runs, by nobody else, and pledges are not (EXIT-1)", async () => {
    const w = await load(splits);
    const until = (await w.now()) + 300 * DAY;
    const trades: string[] = [];
    for (let i = 1; i <= 20; i++) {
      const order = [w.a, 1n, w.a, until, toBeHex(i, 32)] as const;
      trades.push(await w.share.connect(w.a).hold.staticCall(...order));
      await w.share.connect(w.a).hold(...order);
    }
    const pledging = [w.share, w.a, 5n, w.b, REASON, DOCUMENT] as const;
    const pledge = await w.desk.pledgeUnits.staticCall(...pledging);
    await w.desk.pledgeUnits(...pledging);
    // Not without an action.
    await expect(w.split.endPromises(w.share, trades))
      .to.be.revertedWithCustomError(w.desk, "NothingLent")
      .withArgs(w.share, w.split);
    const { terms } = await w.begun();
    await expect(w.split.connect(w.thief).endPromises(w.share, trades))
      .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
      .withArgs(w.thief, await w.share.registrarRole());
    await expect(w.split.endPromises(w.share, [pledge]))
      .to.be.revertedWithCustomError(w.share, "NotAPromise")
      .withArgs(pledge);
    await expect(w.split.endPromises(w.share, trades))
      .to.emit(w.share, "HoldReleased")
      .withArgs(trades[0], w.a, 1n);
    await w.split.endPromises(w.share, trades);
    expect(await w.share.heldOf(w.a)).to.equal(5n);
    await w.split.scale(terms, w.all, [pledge]);
    expect(await w.share.heldOf(w.a)).to.equal(15n);
    expect((await w.split.runOf(await w.split.idOf(terms))).phase).to.equal(SPLIT_PHASE.done);
    await expectTotals(w.share, w.everyone);
  });
});

async function doneBy(w: Splits, changes: object, holds: string[] = []): Promise<void> {
  const { terms } = await w.begun(changes);
  if ("denominator" in changes) await w.fractionsPaid(terms, w.all, holds);
  await w.split.scale(terms, w.all, holds);
}
