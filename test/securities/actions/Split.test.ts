import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { linked, recovered } from "../../support/lists.ts";
import { load } from "../../support/load.ts";
import { REASON } from "../../support/passes.ts";
import { plainOf } from "../../support/plainOf.ts";
import { expectTotals } from "../../support/totals.ts";
import { DAY } from "../../support/world.ts";
import { DOCUMENT, ISSUE, KIND, ONE_YEN, PHASE } from "./support/life.ts";
import { SHARES, SPLIT_PHASE, type Splits, SUPPLY, splits } from "./support/splits.ts";

async function expectWhole(w: Splits) {
  await expectTotals(w.share, w.everyone);
  await expectTotals(w.yen, [...w.everyone, w.platform.distribution]);
}

async function balancesOf(w: Splits) {
  return await Promise.all(w.all.map((wallet) => w.share.balanceOf(wallet)));
}

describe("Split.begin", () => {
  it("is refused on terms that two registrar keys did not approve (POWER-1)", async () => {
    const w = await load(splits);
    const { terms, id } = await w.approved();
    const other = { ...terms, numerator: 4 };
    await expect(w.split.begin(other))
      .to.be.revertedWithCustomError(w.split, "NotLentOnTheseTerms")
      .withArgs(w.share, await w.split.idOf(other), id);
    await w.desk.recall(w.share, w.split);
    await expect(w.split.begin(terms))
      .to.be.revertedWithCustomError(w.split, "NotLentOnTheseTerms")
      .withArgs(w.share, id, ZeroHash);
  });

  it("is refused with malformed terms, for a bond, and for a class without units", async () => {
    const w = await load(splits);
    const { TEN_INTO_ONE } = w;
    const malformed: [what: string, changes: object][] = [
      ["into none", { numerator: 0 }],
      ["of none", { denominator: 0 }],
      ["one to one", { numerator: 1 }],
      ["two to two", { ...TEN_INTO_ONE, numerator: 10 }],
      ["cash without fractions", { cashPerUnit: 1n }],
      ["funding without fractions", { funding: 1n }],
      ["fractions without cash", { ...TEN_INTO_ONE, cashPerUnit: 0n }],
      ["a tenth of which nothing is left", { ...TEN_INTO_ONE, cashPerUnit: 9n }],
      ["fractions without funding", { ...TEN_INTO_ONE, funding: 0n }],
      ["fractions taxed for nobody", { ...TEN_INTO_ONE, taxTo: ZeroAddress }],
    ];
    for (const [what, changes] of malformed) {
      const { terms, id } = await w.approved(changes);
      await expect(w.split.begin(terms), what)
        .to.be.revertedWithCustomError(w.split, "SplitMalformed")
        .withArgs(id);
      await w.desk.recall(w.share, w.split);
    }
    const ofBond = await w.approved({ token: await w.bond.getAddress() });
    await expect(w.split.begin(ofBond.terms))
      .to.be.revertedWithCustomError(w.split, "BondsDoNotSplit")
      .withArgs(w.bond);
    const empty = await w.openClass({ classType: 1 });
    const ofNone = await w.approved({ token: await empty.getAddress() });
    await expect(w.split.begin(ofNone.terms))
      .to.be.revertedWithCustomError(w.split, "SupplyOutOfRange")
      .withArgs(0, 0);
  });

  it("is refused where there would be more units than a class can count", async () => {
    const w = await load(splits);
    const cap = 2n ** 63n;
    const token = await w.openClass({ classType: 1, cap });
    await w.desk.issue(token, w.a, cap, ISSUE);
    const { terms } = await w.approved({ token: await token.getAddress(), numerator: 2 });
    await expect(w.split.begin(terms))
      .to.be.revertedWithCustomError(w.split, "SupplyOutOfRange")
      .withArgs(cap, 2n * cap);
  });

  it("is refused before its date", async () => {
    const w = await load(splits);
    const effective = (await w.today()) + 2;
    const { terms } = await w.approved({ effective });
    const opens = jstDateEnd(effective) - DAY;
    await w.networkHelpers.time.setNextBlockTimestamp(opens - 1);
    await expect(w.split.begin(terms))
      .to.be.revertedWithCustomError(w.split, "NotYet")
      .withArgs(opens, opens - 1);
    await w.networkHelpers.time.setNextBlockTimestamp(opens);
    await w.split.begin(terms);
  });

  it("is refused within seven days before a record date, and not for one that is over", async () => {
    const w = await load(splits);
    const date = (await w.today()) + 10;
    await w.desk.declareRecordDate(w.share, date, DOCUMENT);
    const { terms } = await w.approved();
    const end = jstDateEnd(date) - 1;
    await w.networkHelpers.time.setNextBlockTimestamp(end - 7 * DAY);
    await expect(w.split.begin(terms))
      .to.be.revertedWithCustomError(w.split, "RecordDateNear")
      .withArgs(end);
    await w.networkHelpers.time.setNextBlockTimestamp(end);
    await expect(w.split.begin(terms))
      .to.be.revertedWithCustomError(w.split, "RecordDateNear")
      .withArgs(end);
    await w.networkHelpers.time.setNextBlockTimestamp(end + 1);
    await w.split.begin(terms);
    await w.split.scale(terms, w.all, []);
    // SUM-1: what was so at the record date still is.
    const [, supply] = await w.share.recordAt(1);
    expect(supply).to.equal(SUPPLY);
    expect((await w.share.holdingAt(w.a, 1))[0]).to.equal(SHARES.a);
  });

  it("is refused a second time, under way and done", async () => {
    const w = await load(splits);
    const { terms, id } = await w.begun();
    await expect(w.split.begin(terms))
      .to.be.revertedWithCustomError(w.split, "WrongSplitPhase")
      .withArgs(id, SPLIT_PHASE.begun);
    await w.split.scale(terms, w.all, []);
    await w.lent(w.share, w.split, id);
    await expect(w.split.begin(terms))
      .to.be.revertedWithCustomError(w.split, "WrongSplitPhase")
      .withArgs(id, SPLIT_PHASE.done);
  });
});

describe("Split.scale", () => {
  it("SUM-1, COMPLETE-1: makes three of one in every wallet, by anyone's calls, and the class goes on", async () => {
    const w = await load(splits);
    const { terms, id } = await w.approved();
    await expect(w.split.connect(w.thief).begin(terms))
      .to.emit(w.split, "SplitBegun")
      .withArgs(id, w.share, anyValue, SUPPLY, ZeroHash, w.thief);
    const by = w.split.connect(w.thief);
    const sent = by.scale(terms, [w.a.address], []);
    await expect(sent)
      .to.emit(w.split, "UnitsScaled")
      .withArgs(id, w.share, SHARES.a, SHARES.b + SHARES.c);
    await expect(sent)
      .to.emit(w.share, "Transfer")
      .withArgs(ZeroAddress, w.a, 2n * SHARES.a);
    await expectWhole(w);
    const last = by.scale(terms, [w.c.address, w.b.address], []);
    await expect(last)
      .to.emit(w.split, "SplitDone")
      .withArgs(id, w.share, 3n * SUPPLY);
    await expect(last).to.emit(w.share, "ActionEnded").withArgs(1, 3, 1);
    await expect(last).to.emit(w.desk, "PowerReturned").withArgs(w.share, w.split, w.split);
    expect(await balancesOf(w)).to.deep.equal([315n, 60n, 21n]);
    expect(await w.share.cap()).to.equal(30_000n);
    expect([...(await w.split.runOf(id))].slice(0, 3)).to.deep.equal([
      ...[SPLIT_PHASE.done, SUPPLY, SUPPLY],
    ]);
    await expectWhole(w);
    await w.share.connect(w.a).transfer(w.b, 1n);
  });

  it("COMPLETE-1: cannot finish without a holder left out; nobody is done twice, in any order", async () => {
    const w = await load(splits);
    const { terms, id } = await w.begun();
    const by = w.split.connect(w.thief);
    const descending = w.all.toSorted((one, other) => (BigInt(one) > BigInt(other) ? -1 : 1));
    const [highest, middle, lowest] = descending as [string, string, string];
    await by.scale(terms, [highest, highest, ZeroAddress, w.thief.address], []);
    await by.scale(terms, [highest], []);
    await by.scale(terms, [lowest, highest, lowest], []);
    expect((await w.split.runOf(id)).phase).to.equal(SPLIT_PHASE.begun);
    await expectWhole(w);
    await expect(w.share.connect(w.a).transfer(w.b, 1n)).to.be.revertedWithCustomError(
      w.share,
      "TokenInAction",
    );
    await by.scale(terms, [middle], []);
    expect(await balancesOf(w)).to.deep.equal([315n, 60n, 21n]);
    await expect(by.scale(terms, [middle], []))
      .to.be.revertedWithCustomError(w.split, "WrongSplitPhase")
      .withArgs(id, SPLIT_PHASE.done);
  });

  it("lets nothing move, be promised, frozen, issued, released or ended by order while it runs", async () => {
    const w = await load(splits);
    const { pledge, trade } = await w.encumbered();
    const until = (await w.now()) + DAY;
    const act = (verb: bigint, changes: object = {}) => ({
      ...{ token: w.share, verb, wallet: w.a, to: w.b, units: 1n, holds: [] as object[] },
      ...{ reason: REASON, document: DOCUMENT, number: verb },
      ...changes,
    });
    const acts = [
      act(0n),
      act(1n, { to: ZeroAddress }),
      act(8n, { to: ZeroAddress }),
      act(9n, { to: ZeroAddress, holds: [{ id: pledge, units: 1n }] }),
    ] as never[];
    for (const proposed of acts) await w.desk.propose(proposed);
    const { terms } = await w.begun();
    await w.split.scale(terms, [w.b.address], []);
    const second = w.desk.connect(w.secondRegistrar);
    const calls: [string, () => Promise<unknown>][] = [
      ["transfer", () => w.share.connect(w.b).transfer(w.c, 1n)],
      ["hold", () => w.share.connect(w.b).hold(w.b, 1n, w.thief, until, ZeroHash)],
      ["execute", () => w.share.connect(w.thief).executeHold(trade, w.b, 1n)],
      ["release", () => w.share.connect(w.thief).releaseHold(trade, 1n)],
      ["freeze", () => w.desk.freezeUnits(w.share, w.b, 1n, REASON, DOCUMENT)],
      ["pledge", () => w.desk.pledgeUnits(w.share, w.b, 1n, w.a, REASON, DOCUMENT)],
      ["issue", () => w.desk.issue(w.share, w.b, 1n, ISSUE)],
      ["forced transfer", () => second.approve(acts[0]!)],
      ["unfreeze", () => second.approve(acts[1]!)],
      ["redeem", () => second.approve(acts[2]!)],
      ["release by order", () => second.approve(acts[3]!)],
    ];
    for (const [what, call] of calls) {
      await expect(call(), what).to.be.revertedWithCustomError(w.share, "TokenInAction");
    }
    await expect(w.desk.recall(w.share, w.split))
      .to.be.revertedWithCustomError(w.desk, "ActionRuns")
      .withArgs(w.split);
  });

  it("HOLD-1: scales what is promised, pledged and frozen with the units, and asks for every hold", async () => {
    const w = await load(splits);
    const { trade, pledge, holds } = await w.encumbered();
    const { terms } = await w.begun();
    for (const [named, sum] of [
      [[], 0n],
      [[trade], 30n],
      [[pledge], 20n],
    ] as const) {
      await expect(w.split.scale(terms, [w.a.address], [...named]))
        .to.be.revertedWithCustomError(w.share, "HoldsNotNamed")
        .withArgs(w.a, 50n, sum);
    }
    await expect(w.split.scale(terms, [w.a.address], holds.toReversed()))
      .to.be.revertedWithCustomError(w.share, "HoldsNotTheWallets")
      .withArgs(holds[0]!);
    await expect(w.split.scale(terms, [w.b.address], [trade]))
      .to.be.revertedWithCustomError(w.share, "HoldsNotTheWallets")
      .withArgs(trade);
    const sent = w.split.scale(terms, w.all, holds);
    await expect(sent).to.emit(w.share, "HoldRescaled").withArgs(trade, w.a, 30n, 90n);
    await expect(sent).to.emit(w.share, "HoldRescaled").withArgs(pledge, w.a, 20n, 60n);
    await expect(sent).to.emit(w.share, "Frozen").withArgs(w.a, 30n);
    expect(await w.share.heldOf(w.a)).to.equal(150n);
    expect(await w.share.frozenOf(w.a)).to.equal(30n);
    expect(await w.share.freeOf(w.a)).to.equal(315n - 150n - 30n);
    await expectWhole(w);
    await w.share.connect(w.thief).executeHold(trade, w.b, 90n);
    await expectWhole(w);
  });

  it("is not stopped by a hold that somebody did before: batches pass over it", async () => {
    const w = await load(splits);
    const { holds } = await w.encumbered();
    const { terms, id } = await w.begun();
    await w.split.connect(w.thief).scale(terms, [w.a.address], holds);
    await w.split.scale(terms, w.all, holds);
    expect((await w.split.runOf(id)).phase).to.equal(SPLIT_PHASE.done);
    expect(await balancesOf(w)).to.deep.equal([315n, 60n, 21n]);
  });

  it("reaches what was moved to a lost wallet's successor", async () => {
    const w = await load(splits);
    await linked(w, w.c, [w.thief]);
    await recovered(w, w.c, w.thief);
    const act = {
      ...{ token: w.share, verb: 3n, wallet: w.c, to: w.thief, units: 0n, holds: [] },
      ...{ reason: REASON, document: DOCUMENT, number: 1n },
    };
    await w.desk.propose(act as never);
    await w.desk.connect(w.secondRegistrar).approve(act as never);
    const { terms, id } = await w.begun();
    await w.split.scale(terms, w.all, []);
    expect((await w.split.runOf(id)).phase).to.equal(SPLIT_PHASE.begun);
    await w.split.scale(terms, [w.thief.address], []);
    expect(await w.share.balanceOf(w.thief)).to.equal(21n);
  });

  it("recovers no wallet in the middle of it, and does so afterwards", async () => {
    const w = await load(splits);
    await linked(w, w.c, [w.thief]);
    await recovered(w, w.c, w.thief);
    const act = {
      ...{ token: w.share, verb: 3n, wallet: w.c, to: w.thief, units: 0n, holds: [] },
      ...{ reason: REASON, document: DOCUMENT, number: 1n },
    } as never;
    await w.desk.propose(act);
    const { terms } = await w.begun();
    const second = w.desk.connect(w.secondRegistrar);
    await w.split.scale(terms, [w.a.address], []);
    await expect(second.approve(act)).to.be.revertedWithCustomError(w.share, "TokenInAction");
    await w.split.scale(terms, w.all, []);
    await second.approve(act);
    expect(await w.share.balanceOf(w.thief)).to.equal(21n);
    await expectTotals(w.share, w.everyone);
  });

  it("has no record date declared in the middle of it", async () => {
    const w = await load(splits);
    const { terms } = await w.begun();
    await expect(
      w.desk.declareRecordDate(w.share, await w.today(), DOCUMENT),
    ).to.be.revertedWithCustomError(w.share, "TokenInAction");
    await w.split.scale(terms, w.all, []);
    await w.desk.declareRecordDate(w.share, await w.today(), DOCUMENT);
  });

  it("COMPLETE-1: killed half way, is resumed by whoever asks the chain who is left", async () => {
    const w = await load(splits);
    const { terms, id } = await w.begun();
    await w.split.scale(terms, [w.c.address], []);
    // Another process knows nothing of the first but the chain.
    const number = ((await w.share.classWord()) >> 176n) & 0xffn;
    const left = [];
    for (const wallet of w.all) {
      const word = await w.share.wordOf(wallet);
      if ((word >> 232n) % 256n !== number) left.push(wallet);
    }
    expect(left).to.deep.equal([w.a.address, w.b.address]);
    await w.split.connect(w.thief).scale(terms, left, []);
    expect((await w.split.runOf(id)).phase).to.equal(SPLIT_PHASE.done);
  });

  it("runs one after the other, each once for every wallet", async () => {
    const w = await load(splits);
    for (const [numerator, factor] of [
      [3, 3n],
      [2, 6n],
    ] as const) {
      const { terms } = await w.begun({ numerator });
      await w.split.scale(terms, [w.a.address], []);
      await w.split.scale(terms, w.all, []);
      expect(await w.share.totalSupply()).to.equal(SUPPLY * factor);
      await w.share.connect(w.a).transfer(w.c, 1n);
      await w.share.connect(w.c).transfer(w.a, 1n);
    }
    await expectWhole(w);
  });
});

describe("Split of ten into one", () => {
  it("PAY-1: pays fractions in cash first, cuts every wallet down, and returns what was too much", async () => {
    const w = await load(splits);
    const before = await w.yen.balanceOf(w.issuer);
    const { terms, id } = await w.begun({ ...w.TEN_INTO_ONE, funding: 1_500n });
    expect(before - (await w.yen.balanceOf(w.issuer))).to.equal(1_500n);
    const fractions = await w.split.fractionsOf(terms);
    expect([fractions.kind, fractions.perUnit]).to.deep.equal([
      BigInt(KIND.fractionCash),
      100n * ONE_YEN,
    ]);
    const payment = await w.distribution.idOf(plainOf(fractions));
    await expect(w.split.scale(terms, w.all, []))
      .to.be.revertedWithCustomError(w.split, "DistributionUnfinished")
      .withArgs(payment);
    const aBefore = await w.yen.balanceOf(w.a);
    await w.fractionsPaid(terms, w.all);
    expect((await w.yen.balanceOf(w.a)) - aBefore).to.equal(500n);
    await w.split.scale(terms, w.all, []);
    expect((await w.split.runOf(id)).phase).to.equal(SPLIT_PHASE.done);
    expect(await balancesOf(w)).to.deep.equal([10n, 2n, 0n]);
    expect(await w.share.cap()).to.equal(1_000n);
    // Who has none left is no holder any more.
    expect(await w.share.holderCount()).to.equal(2n);
    await w.distribution.collect(plainOf(fractions));
    const account = await w.distribution.accountOf(payment);
    expect([account.paid, account.returned]).to.deep.equal([1_200n, 300n]);
    await expectWhole(w);
  });

  it("PAY-1: makes three of two, and pays the halves", async () => {
    const w = await load(splits);
    const { terms } = await w.begun({
      ...{ numerator: 3, denominator: 2, cashPerUnit: 1_001n * ONE_YEN, funding: 1_001n },
    });
    const before = await w.yen.balanceOf(w.c);
    await w.fractionsPaid(terms, w.all);
    // Half of ¥1,001, cut to the yen.
    expect((await w.yen.balanceOf(w.c)) - before).to.equal(500n);
    await w.split.scale(terms, w.all, []);
    expect(await balancesOf(w)).to.deep.equal([157n, 30n, 10n]);
    expect(await w.share.cap()).to.equal(15_000n);
    await expectWhole(w);
  });

  it("waits for more money where too little was paid in, and goes on with it", async () => {
    const w = await load(splits);
    const { terms } = await w.begun({ ...w.TEN_INTO_ONE, funding: 600n });
    await w.fractionsPaid(terms, w.all);
    const fractions = plainOf(await w.split.fractionsOf(terms));
    const payment = await w.distribution.idOf(fractions);
    expect((await w.distribution.accountOf(payment)).phase).to.equal(PHASE.funded);
    await w.distribution.connect(w.issuer).payIn(fractions, 600n);
    await w.fractionsPaid(terms, w.all);
    await w.split.scale(terms, w.all, []);
    expect(await balancesOf(w)).to.deep.equal([10n, 2n, 0n]);
  });

  it("pays an investor for the fraction of each of his wallets: none of them makes up for another's", async () => {
    const w = await load(splits);
    await linked(w, w.c, [w.thief]);
    await w.share.connect(w.a).transfer(w.thief, 5n);
    await w.share.connect(w.b).transfer(w.thief, 8n);
    // C: 7 and 13 in two wallets are twenty in all, and a fraction of 7 and of 3 tenths.
    const { terms } = await w.begun({ ...w.TEN_INTO_ONE, funding: 2_000n });
    const all = [...w.all, w.thief.address];
    await w.fractionsPaid(terms, all);
    await w.split.scale(terms, all, []);
    expect(await w.share.balanceOf(w.thief)).to.equal(1n);
    expect(await w.share.balanceOf(w.c)).to.equal(0n);
    const paid = (await w.yen.balanceOf(w.c)) + (await w.yen.balanceOf(w.thief));
    expect(paid).to.equal(1_000n);
    await expectTotals(w.share, w.everyone, [w.c.address, w.thief.address]);
  });

  it("HOLD-1: lets the free shares bear the fraction, and rounds what is frozen up", async () => {
    const w = await load(splits);
    const { trade, pledge, holds } = await w.encumbered();
    const { terms } = await w.begun({ ...w.TEN_INTO_ONE, funding: 1_200n });
    await w.fractionsPaid(terms, w.all, holds);
    await w.split.scale(terms, w.all, holds);
    const [, ofTrade] = await w.share.holdOf(trade);
    const [, ofPledge] = await w.share.holdOf(pledge);
    expect([ofTrade, ofPledge]).to.deep.equal([3n, 2n]);
    expect(await w.share.balanceOf(w.a)).to.equal(10n);
    expect(await w.share.frozenOf(w.a)).to.equal(1n);
    expect(await w.share.freeOf(w.a)).to.equal(4n);
    await expectWhole(w);
  });

  it("is refused to whoever cannot pay the fractions in, and nothing has stopped then", async () => {
    const w = await load(splits);
    const { terms } = await w.approved(w.TEN_INTO_ONE);
    await expect(w.split.connect(w.thief).begin(terms)).to.revert(w.ethers);
    await w.share.connect(w.a).transfer(w.b, 1n);
  });
});

describe("Split.abort", () => {
  it("is refused to strangers, and once a wallet is scaled or anybody paid", async () => {
    const w = await load(splits);
    const { terms, id } = await w.begun();
    for (const by of [w.thief, w.issuer]) {
      await expect(w.split.connect(by).abort(terms))
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(by, await w.share.registrarRole());
    }
    await w.split.scale(terms, [w.c.address], []);
    await expect(w.split.abort(terms))
      .to.be.revertedWithCustomError(w.split, "ScaledAlready")
      .withArgs(id, SHARES.c);
    const v = await load(splits);
    const ten = await v.begun(v.TEN_INTO_ONE);
    await v.fractionsPaid(ten.terms, [v.a.address]);
    const fractions = plainOf(await v.split.fractionsOf(ten.terms));
    await expect(v.split.abort(ten.terms))
      .to.be.revertedWithCustomError(v.distribution, "BegunAlready")
      .withArgs(await v.distribution.idOf(fractions));
  });

  it("ends the split and the loan; it takes two keys anew to try again", async () => {
    const w = await load(splits);
    const { terms, id } = await w.begun();
    await expect(w.split.abort(terms))
      .to.emit(w.split, "SplitAborted")
      .withArgs(id, w.share, w.registrar);
    expect(await balancesOf(w)).to.deep.equal([SHARES.a, SHARES.b, SHARES.c]);
    expect(await w.share.cap()).to.equal(10_000n);
    expect(await w.desk.loanOf(w.share, w.split)).to.equal(ZeroHash);
    await w.share.connect(w.a).transfer(w.b, 1n);
    await w.share.connect(w.b).transfer(w.a, 1n);
    const again = await w.begun();
    await w.split.scale(again.terms, w.all, []);
    expect(await balancesOf(w)).to.deep.equal([315n, 60n, 21n]);
    await expectWhole(w);
  });

  it("gives the payer of fractions everything back, at his own word after a day", async () => {
    const w = await load(splits);
    const before = await w.yen.balanceOf(w.issuer);
    const { terms } = await w.begun(w.TEN_INTO_ONE);
    const begun = await w.now();
    const byIssuer = w.split.connect(w.issuer);
    await w.networkHelpers.time.setNextBlockTimestamp(begun + DAY - 1);
    await expect(byIssuer.abort(terms))
      .to.be.revertedWithCustomError(w.split, "NotYet")
      .withArgs(begun + DAY, begun + DAY - 1);
    await w.networkHelpers.time.setNextBlockTimestamp(begun + DAY);
    await byIssuer.abort(terms);
    expect(await w.yen.balanceOf(w.issuer)).to.equal(before);
    await expectWhole(w);
  });
});
