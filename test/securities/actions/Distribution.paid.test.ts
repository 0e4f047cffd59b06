import { expect } from "chai";
import { ContractWallet__factory } from "../../../types/index.js";
import { announced } from "../../support/announced.ts";
import { fixture } from "../../support/fixture.ts";
import { grantedSystem, linked, recovered } from "../../support/lists.ts";
import { reclassified, windowPasses } from "../../support/passes.ts";
import { DAY } from "../../support/world.ts";
import { DOCUMENT, ISSUE, KIND, ONE_YEN, PHASE, UNITS } from "./support/life.ts";
import { DUE, expectPurse, paying, VERB } from "./support/paying.ts";

const load = fixture(paying);

describe("Paying a distribution", () => {
  it("gives each investor what is his less tax, and completes with the last", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    for (const [wallet, investor, units, due] of [
      [w.c, 2n, UNITS.c, DUE.c],
      [w.a, 1n, UNITS.a, DUE.a],
    ] as const) {
      void investor;
      const number = await w.pass.investorIdOf(wallet);
      await expect(w.pay(terms, [wallet]))
        .to.emit(w.distribution, "InvestorDone")
        .withArgs(id, number, wallet, units, due.gross, due.national, due.local, 0n)
        .and.not.to.emit(w.distribution, "DistributionComplete");
      expect(await w.yen.balanceOf(wallet)).to.equal(due.net);
      expect(await w.distribution.isDone(id, wallet)).to.equal(true);
    }
    expect(await w.distribution.isDone(id, w.b)).to.equal(false);
    await expect(w.pay(terms, [w.b]))
      .to.emit(w.distribution, "DistributionComplete")
      .withArgs(id);
    expect((await w.distribution.accountOf(id)).phase).to.equal(PHASE.complete);
    // Whoever comes too late with the same list does no harm.
    await expect(w.pay(terms, [w.b])).not.to.emit(w.distribution, "InvestorDone");
  });

  it("is refused before it is funded and before its date", async () => {
    const w = await load();
    const recordId = await w.recorded();
    const terms = await w.termsOf(recordId);
    await w.distribution.announce(terms);
    await expect(w.distribution.pay(terms, [w.a], []))
      .to.be.revertedWithCustomError(w.distribution, "WrongPhase")
      .withArgs(await w.distribution.idOf(terms), PHASE.announced);
    const date = (await w.today()) + 2;
    const { terms: later } = await w.funded(recordId, { date });
    const from = date * DAY - 9 * 3_600;
    await w.networkHelpers.time.setNextBlockTimestamp(from - 1);
    await expect(w.distribution.pay(later, [w.a], []))
      .to.be.revertedWithCustomError(w.distribution, "NotYet")
      .withArgs(from, from - 1);
    await w.networkHelpers.time.setNextBlockTimestamp(from);
    await expect(w.pay(later, [w.a])).to.emit(w.distribution, "InvestorDone");
  });

  it("does each investor once, however often and in whatever order he is named", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    // A stranger pushes the last first: nobody is shut out by it.
    await w.pay(terms, [w.c, w.c, w.thief, { address: w.platform.dvp }]);
    await w.pay(terms, [w.a, w.c, w.a, w.b, w.b]);
    for (const [wallet, { net }] of [
      [w.a, DUE.a],
      [w.b, DUE.b],
      [w.c, DUE.c],
    ] as const) {
      expect(await w.yen.balanceOf(wallet)).to.equal(net);
    }
    expect((await w.distribution.accountOf(id)).phase).to.equal(PHASE.complete);
  });

  it("is never complete while one is left out, whom anybody names", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    await w.pay(terms, [w.a, w.c]);
    await w.pay(terms, [w.c, w.a, w.issuer, w.thief]);
    const account = await w.distribution.accountOf(id);
    expect([account.phase, account.done]).to.deep.equal([PHASE.funded, UNITS.a + UNITS.c]);
    await expect(w.pay(terms, [w.b])).to.emit(w.distribution, "DistributionComplete");
  });

  it("goes by the units of the record date, whatever moved since", async () => {
    const w = await load();
    const recordId = await w.recorded();
    await w.bond.connect(w.a).transfer(w.issuer, UNITS.a);
    const { terms } = await w.funded(recordId);
    await w.pay(terms, [w.b]);
    await w.bond.connect(w.c).transfer(w.a, 1n);
    // A correction in mid-action changes nothing of it.
    await w.ordered(VERB.forcedTransfer, { wallet: w.c.address, to: w.issuer.address, units: 29n });
    await w.desk.issue(w.bond, w.issuer, 500n, ISSUE);
    await expect(w.pay(terms, [w.issuer])).not.to.emit(w.distribution, "InvestorDone");
    await expect(w.pay(terms, [w.a, w.c])).to.emit(w.distribution, "DistributionComplete");
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net);
    expect(await w.yen.balanceOf(w.c)).to.equal(DUE.c.net);
  });

  it("does two distributions on one record date, each by its own terms", async () => {
    const w = await load();
    const recordId = await w.recorded();
    const one = await w.funded(recordId);
    const other = await w.funded(recordId, { kind: KIND.principal, perUnit: 7n * ONE_YEN });
    await w.pay(one.terms, [w.a, w.b]);
    await w.pay(other.terms, [w.a, w.b, w.c]);
    await w.collect(other.terms);
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net + 70n);
    await expect(w.pay(one.terms, [w.c])).to.emit(w.distribution, "DistributionComplete");
    await w.collect(one.terms);
    expect(await w.yen.balanceOf(w.distribution)).to.equal(0n);
  });

  it("keeps the yen of two classes in one purse apart", async () => {
    const w = await load();
    const token = await w.openClass();
    await w.desk.issue(token, w.a, 5n, ISSUE);
    await w.desk.declareRecordDate(token, await w.today(), DOCUMENT);
    const recordId = await w.recorded();
    const one = await w.funded(recordId);
    const other = await w.funded(recordId, { token: await token.getAddress() });
    await w.pay(other.terms, [w.c, w.b, w.a]);
    expect(await w.yen.balanceOf(w.a)).to.equal(3_985n);
    await w.collect(other.terms);
    expect(await w.yen.balanceOf(w.distribution)).to.equal(60_000n);
    await w.pay(one.terms, [w.a, w.b, w.c]);
    await w.collect(one.terms);
    expect(await w.yen.balanceOf(w.distribution)).to.equal(0n);
  });

  it("rounds what everybody gets down to the yen, and gives the rest back", async () => {
    const w = await load();
    // 1.05 yen: 10.5, 21 and 31.5; funded 63.
    const { terms, id } = await w.funded(await w.recorded(), { perUnit: (105n * ONE_YEN) / 100n });
    await expect(w.pay(terms, [w.a, w.b, w.c]))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, 1n, w.a, 10n, 10n, 1n, 0n, 0n);
    await expect(w.collect(terms))
      .to.emit(w.distribution, "ReturnedToPayer")
      .withArgs(id, w.issuer, 1n)
      .and.to.emit(w.distribution, "TaxesCollected");
    expect(await w.yen.balanceOf(w.distribution)).to.equal(0n);
  });

  it("does those who get nothing, too", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded(), { perUnit: ONE_YEN / 11n });
    await expect(w.pay(terms, [w.a]))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, 1n, w.a, 10n, 0n, 0n, 0n, 0n);
    expect(await w.distribution.isDone(id, w.a)).to.equal(true);
    await expect(w.pay(terms, [w.b, w.c])).to.emit(w.distribution, "DistributionComplete");
    await w.collect(terms);
    expect(await w.yen.balanceOf(w.distribution)).to.equal(0n);
  });

  it("does those who get nothing after others of their tax class, with no payment of theirs", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded(), { perUnit: ONE_YEN / 11n });
    await expect(w.pay(terms, [w.c, w.a]))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, 1n, w.a, 10n, 0n, 0n, 0n, 0n);
    expect(await w.distribution.isDone(id, w.a)).to.equal(true);
    await expect(w.pay(terms, [w.b])).to.emit(w.distribution, "DistributionComplete");
  });

  it("pays the largest amounts there can be", async () => {
    const w = await load();
    const most = 100_000_000n;
    const { terms } = await w.funded(await w.recorded(), {
      kind: KIND.principal,
      perUnit: (most * ONE_YEN) / 60n,
    });
    await w.pay(terms, [w.a, w.b, w.c]);
    await w.collect(terms);
    expect(await w.yen.balanceOf(w.distribution)).to.equal(0n);
  });

  it("pays a contract with a system pass for itself alone", async () => {
    const w = await load();
    const vaults = [];
    for (const _ of [1, 2]) {
      const vault = await new ContractWallet__factory(w.deployer).deploy(w.thief.address);
      const wallet = { address: await vault.getAddress() };
      await grantedSystem(w, wallet);
      await w.desk.issue(w.bond, wallet.address, 5n, ISSUE);
      vaults.push(wallet);
    }
    const { terms, id } = await w.funded(await w.recorded());
    const [one, other] = vaults as [{ address: string }, { address: string }];
    await expect(w.pay(terms, [one, one]))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, BigInt(one.address), one.address, 5n, 5_000n, 765n, 250n, 0n);
    expect(await w.distribution.isDone(id, other.address)).to.equal(false);
    await w.pay(terms, [other, w.a, w.b, w.c]);
    expect(await w.yen.balanceOf(other.address)).to.equal(3_985n);
    expect((await w.distribution.accountOf(id)).phase).to.equal(PHASE.complete);
  });
});

describe("Paying an investor with several wallets", () => {
  it("adds up what they had, then rounds, then taxes: splitting gains nothing", async () => {
    const w = await load();
    await linked(w, w.a, [w.thief, w.relayer]);
    await w.bond.connect(w.a).transfer(w.thief, 3n);
    await w.bond.connect(w.a).transfer(w.relayer, 3n);
    // 0.7 yen a unit: 2.8, 2.1 and 2.1, together 7.
    const perUnit = (7n * ONE_YEN) / 10n;
    const recordId = await w.recorded();
    const { terms, id } = await w.funded(recordId, { perUnit });
    await expect(w.pay(terms, [w.relayer, w.thief, w.a]))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, 1n, w.a, UNITS.a, 7n, 1n, 0n, 0n);
    expect(await w.yen.balanceOf(w.a)).to.equal(6n);
    for (const wallet of [w.a, w.thief, w.relayer]) {
      expect(await w.distribution.isDone(id, wallet)).to.equal(true);
    }
    await expect(w.pay(terms, [w.b, w.c])).to.emit(w.distribution, "DistributionComplete");
  });

  it("pays him once though a wallet was linked after the record date, or in mid-action", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    await w.pay(terms, [w.b]);
    await linked(w, w.b, [w.thief]);
    await linked(w, w.a, [w.relayer]);
    await expect(w.pay(terms, [w.thief])).not.to.emit(w.distribution, "InvestorDone");
    await w.pay(terms, [w.relayer]);
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net);
    expect(await w.distribution.isDone(id, w.relayer)).to.equal(true);
    await expect(w.pay(terms, [w.a, w.c])).to.emit(w.distribution, "DistributionComplete");
  });

  it("pays the successor of a wallet lost since the record date", async () => {
    const w = await load();
    const { terms } = await w.funded(await w.recorded());
    await linked(w, w.a, [w.relayer]);
    await recovered(w, w.a, w.relayer);
    await w.ordered(VERB.recovery, { wallet: w.a.address, to: w.relayer.address });
    await w.pay(terms, [w.a]);
    expect(await w.yen.balanceOf(w.relayer)).to.equal(DUE.a.net);
    expect(await w.yen.balanceOf(w.a)).to.equal(0n);
    await expect(w.pay(terms, [w.relayer])).not.to.emit(w.distribution, "InvestorDone");
  });
});

describe("What is withheld from a payment", () => {
  it("is unknown without a row of the table: he is left for later, and stops nobody else", async () => {
    const w = await load();
    await reclassified(w, w.a, { taxClass: 9 });
    await windowPasses(w);
    const { terms, id } = await w.funded(await w.recorded());
    const reason = w.taxes.interface.encodeErrorResult("NoRates", [
      ...[terms.kind, terms.listed, 9, terms.date],
    ]);
    await expect(w.pay(terms, [w.a, w.b, w.c]))
      .to.emit(w.distribution, "InvestorSkipped")
      .withArgs(id, w.a, reason);
    const account = await w.distribution.accountOf(id);
    expect([account.phase, account.done]).to.deep.equal([PHASE.funded, 50n]);
    const row = { kind: terms.kind, listed: false, taxClass: 9, from: 1, until: 65_535 };
    await announced(w, w.admin, w.taxes, "setRates", [[{ ...row, national: 0, local: 0 }]]);
    await w.pay(terms, [w.a]);
    expect(await w.yen.balanceOf(w.a)).to.equal(10_000n);
  });

  it("goes by the tax class at the payment and the rates of the terms' date", async () => {
    const w = await load();
    const date = (await w.today()) + 30;
    const recordId = await w.recorded();
    const { terms } = await w.funded(recordId, { date });
    await reclassified(w, w.a, { taxClass: 1 });
    const row = { kind: terms.kind, listed: false, taxClass: 1, until: 65_535, local: 0 };
    await announced(w, w.admin, w.taxes, "setRates", [
      [
        { ...row, from: date, national: 20_000 },
        { ...row, from: date + 1, national: 50_000 },
      ],
    ]);
    await w.networkHelpers.time.increaseTo((date + 3) * DAY);
    await w.pay(terms, [w.a]);
    expect(await w.yen.balanceOf(w.a)).to.equal(8_000n);
  });

  it("goes out before the last investor is done, roundings only after", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    await w.pay(terms, [w.a]);
    await expect(w.collect(terms))
      .to.emit(w.distribution, "TaxesCollected")
      .withArgs(id, w.issuer, 2_031n)
      .and.not.to.emit(w.distribution, "ReturnedToPayer");
    await expect(w.collect(terms)).not.to.emit(w.distribution, "TaxesCollected");
    await w.pay(terms, [w.b, w.c]);
    await expect(w.collect(terms))
      .to.emit(w.distribution, "TaxesCollected")
      .withArgs(id, w.issuer, 3_063n + 6_094n);
    await expectPurse(w);
  });
});
