import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { fixture } from "../../support/fixture.ts";
import { linked, recovered, suspended } from "../../support/lists.ts";
import { revoked } from "../../support/passes.ts";
import { ISSUE, PHASE } from "./support/life.ts";
import { ascending, DUE, paying, REASON, VERB } from "./support/paying.ts";

const load = fixture(paying);
const DOCUMENT = REASON;

describe("Paying for pledged and attached units", () => {
  it("pays the part of what is left after tax to the payee whom the hold names", async () => {
    const w = await load();
    const hold = await w.pledged(w.a, 4n);
    await w.payeeNamed(hold, w.a, w.b);
    const { terms, id } = await w.funded(await w.recorded());
    await expect(w.pay(terms, [w.a], [hold]))
      .to.emit(w.distribution, "PayeePaid")
      .withArgs(id, hold, w.b, 3_187n)
      .and.to.emit(w.distribution, "InvestorDone")
      .withArgs(id, 1n, w.a, 10n, 10_000n, 1_531n, 500n, 0n);
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net - 3_187n);
  });

  it("owes it under the hold while that names nobody: then to whom it names, whoever asks", async () => {
    const w = await load();
    const hold = await w.attached(w.a, 4n);
    const { terms, id } = await w.funded(await w.recorded());
    await expect(w.pay(terms, [w.a], [hold]))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, 1n, w.a, 10n, 10_000n, 1_531n, 500n, 3_187n);
    expect(await w.distribution.owedOf(id, hold)).to.deep.equal([3_187n, w.a.address]);
    await expect(w.claim(terms, hold))
      .to.be.revertedWithCustomError(w.distribution, "NoPayee")
      .withArgs(hold);
    await w.payeeNamed(hold, w.a, w.b);
    await expect(w.claim(terms, hold))
      .to.emit(w.distribution, "OwedPaid")
      .withArgs(id, hold, w.b, 3_187n);
    await expect(w.claim(terms, hold))
      .to.be.revertedWithCustomError(w.distribution, "NothingOwed")
      .withArgs(id, hold);
  });

  it("owes it to the investor once the hold is gone", async () => {
    const w = await load();
    const hold = await w.pledged(w.a, 4n);
    const { terms, id } = await w.funded(await w.recorded());
    await w.pay(terms, [w.a], [hold]);
    await w.released(hold, w.a, 1n);
    await expect(w.claim(terms, hold)).to.be.revertedWithCustomError(w.distribution, "NoPayee");
    await w.released(hold, w.a, 3n);
    await expect(w.claim(terms, hold))
      .to.emit(w.distribution, "OwedPaid")
      .withArgs(id, hold, w.a, 3_187n);
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net);
  });

  it("owes it while the payee cannot receive, and pays the successor of one whose wallet was lost", async () => {
    const w = await load();
    const hold = await w.pledged(w.a, 4n);
    await w.payeeNamed(hold, w.a, w.b);
    const { terms, id } = await w.funded(await w.recorded());
    await suspended(w, w.b);
    await w.pay(terms, [w.a], [hold]);
    expect(await w.distribution.owedOf(id, hold)).to.deep.equal([3_187n, w.a.address]);
    await expect(w.claim(terms, hold))
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.b, 6n);
    await linked(w, w.b, [w.relayer]);
    await recovered(w, w.b, w.relayer);
    await expect(w.claim(terms, hold))
      .to.emit(w.distribution, "OwedPaid")
      .withArgs(id, hold, w.relayer, 3_187n);
  });

  it("counts no more than the wallet had at the date, each hold what those before have left", async () => {
    const w = await load();
    const recordId = await w.recorded();
    await w.desk.issue(w.bond, w.a, 30n, ISSUE);
    const [one, two] = ascending(await w.pledged(w.a, 6n), await w.pledged(w.a, 20n));
    await w.payeeNamed(one!, w.a, w.b);
    await w.payeeNamed(two!, w.a, w.c);
    const units = async (hold: string) => (await w.bond.holdOf(hold))[1];
    const first = (await units(one!)) < 10n ? await units(one!) : 10n;
    const { terms, id } = await w.funded(recordId);
    const sent = w.pay(terms, [w.a], [one!, two!]);
    await expect(sent)
      .to.emit(w.distribution, "PayeePaid")
      .withArgs(id, one, w.b, (DUE.a.net * first) / 10n);
    const account = await w.distribution.accountOf(id);
    expect([account.done, account.owed]).to.deep.equal([10n, 0n]);
  });

  it("pays what is promised to a trade to the holder", async () => {
    const w = await load();
    const promise = await w.promised(w.a, 3n);
    const hold = await w.pledged(w.a, 4n);
    await w.payeeNamed(hold, w.a, w.b);
    const { terms } = await w.funded(await w.recorded());
    await w.pay(terms, [w.a], ascending(promise, hold));
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net - 3_187n);
  });
});

describe("Naming the holds of those who are paid", () => {
  const skipped = async (w: Awaited<ReturnType<typeof load>>, wallet: string) =>
    w.distribution.interface.encodeErrorResult("HoldsNotNamed", [
      wallet,
      await w.bond.heldOf(wallet),
    ]);

  it("leaves whoever has one that is not named for later, and stops nobody else", async () => {
    const w = await load();
    const hold = await w.pledged(w.b, 4n);
    const promise = await w.promised(w.c, 3n);
    const { terms, id } = await w.funded(await w.recorded());
    const wallets = [w.a, w.b, w.c];
    await expect(w.pay(terms, wallets, [promise]))
      .to.emit(w.distribution, "InvestorSkipped")
      .withArgs(id, w.b, await skipped(w, w.b.address));
    expect((await w.distribution.accountOf(id)).done).to.equal(40n);
    expect(await w.distribution.isDone(id, w.b)).to.equal(false);
    await expect(w.pay(terms, wallets, [hold])).to.emit(w.distribution, "DistributionComplete");
  });

  it("refuses to count one twice, in another order or of another's wallet as his", async () => {
    const w = await load();
    const [one, two] = ascending(await w.pledged(w.a, 2n), await w.pledged(w.a, 2n)) as [
      string,
      string,
    ];
    const other = await w.pledged(w.b, 4n);
    const { terms, id } = await w.funded(await w.recorded());
    for (const holds of [[one, one], [two, one], [other], [one, other], []]) {
      await expect(w.pay(terms, [w.a], holds))
        .to.emit(w.distribution, "InvestorSkipped")
        .withArgs(id, w.a, await skipped(w, w.a.address));
    }
    await w.pay(terms, [w.a, w.b], [one, two, other]);
    expect((await w.distribution.accountOf(id)).done).to.equal(30n);
  });

  it("passes over those that ended since the list was made, and another class's", async () => {
    const w = await load();
    const token = await w.openClass();
    await w.desk.issue(token, w.a, 5n, ISSUE);
    const foreign = await w.pledged(w.a, 2n, token);
    const promise = await w.promised(w.a, 3n);
    const gone = await w.pledged(w.a, 2n);
    const hold = await w.pledged(w.b, 4n);
    await w.released(gone, w.a, 2n);
    const { terms, id } = await w.funded(await w.recorded());
    const holds = [...ascending(promise, gone, foreign), hold];
    await w.pay(terms, [w.a, w.b, w.c], holds);
    expect((await w.distribution.accountOf(id)).phase).to.equal(PHASE.complete);
  });

  it("goes over those of an investor who is done, or who had nothing, and on to the next", async () => {
    const w = await load();
    const holds = [await w.pledged(w.a, 4n), "", await w.pledged(w.b, 4n)];
    const recordId = await w.recorded();
    await w.desk.issue(w.bond, w.issuer, 5n, ISSUE);
    holds[1] = await w.pledged(w.issuer, 5n);
    const { terms, id } = await w.funded(recordId);
    await w.pay(terms, [w.a], [holds[0]!]);
    await w.pay(terms, [w.a, w.issuer, w.b], holds);
    expect((await w.distribution.accountOf(id)).done).to.equal(30n);
  });

  it("takes them by wallet, in the order of the investor's wallets", async () => {
    const w = await load();
    await linked(w, w.a, [w.relayer]);
    await w.bond.connect(w.a).transfer(w.relayer, 4n);
    const [one, two] = [await w.pledged(w.a, 3n), await w.pledged(w.relayer, 2n)];
    await w.payeeNamed(two, w.relayer, w.b);
    const { terms, id } = await w.funded(await w.recorded());
    await expect(w.pay(terms, [w.relayer], [two, one])).to.emit(w.distribution, "InvestorSkipped");
    await expect(w.pay(terms, [w.relayer], [one, two]))
      .to.emit(w.distribution, "PayeePaid")
      .withArgs(id, two, w.b, (DUE.a.net * 2n) / 10n);
    expect(await w.distribution.owedOf(id, one)).to.deep.equal([
      ...[(DUE.a.net * 3n) / 10n, w.a.address],
    ]);
  });
});

describe("Paying for units that are stopped by order", () => {
  it("owes it until nothing is stopped any more: of frozen units their part, of a frozen wallet all", async () => {
    const w = await load();
    await w.desk.freezeUnits(w.bond, w.a, 4n, REASON, DOCUMENT);
    await w.desk.freezeWallet(w.bond, w.c, REASON, DOCUMENT);
    const { terms, id } = await w.funded(await w.recorded());
    await w.pay(terms, [w.a, w.c]);
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net - 3_187n);
    expect(await w.yen.balanceOf(w.c)).to.equal(0n);
    for (const [wallet, owed, units] of [
      [w.a, 3_187n, 4n],
      [w.c, DUE.c.net, 0n],
    ] as const) {
      const key = await w.keyOf(wallet);
      expect(await w.distribution.owedOf(id, key)).to.deep.equal([owed, wallet.address]);
      await expect(w.claim(terms, key))
        .to.be.revertedWithCustomError(w.distribution, "StoppedByOrder")
        .withArgs(wallet);
      await w.networkHelpers.time.increase(10);
      await w.ordered(units === 0n ? VERB.unfreezeWallet : VERB.unfreezeUnits, {
        ...{ wallet: wallet.address, to: ZeroAddress, units },
      });
      await expect(w.claim(terms, key))
        .to.emit(w.distribution, "OwedPaid")
        .withArgs(id, key, wallet, owed);
    }
  });

  it("divides between pledged, stopped and free, and loses no yen", async () => {
    const w = await load();
    const hold = await w.pledged(w.a, 3n);
    await w.payeeNamed(hold, w.a, w.b);
    // More than there is: it stops what the pledge leaves.
    await w.desk.freezeUnits(w.bond, w.a, 5n, REASON, DOCUMENT);
    const { terms, id } = await w.funded(await w.recorded());
    await w.pay(terms, [w.a], [hold]);
    const [pledge, stopped] = [(DUE.a.net * 3n) / 10n, (DUE.a.net * 5n) / 10n];
    expect(await w.yen.balanceOf(w.b)).to.equal(pledge);
    expect((await w.distribution.owedOf(id, await w.keyOf(w.a)))[0]).to.equal(stopped);
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net - pledge - stopped);
  });

  it("owes what is stopped and what the wallet cannot receive under one key, in one sum", async () => {
    const w = await load();
    await w.desk.freezeUnits(w.bond, w.a, 4n, REASON, DOCUMENT);
    const { terms, id } = await w.funded(await w.recorded());
    await revoked(w, w.a);
    await w.pay(terms, [w.a]);
    expect((await w.distribution.owedOf(id, await w.keyOf(w.a)))[0]).to.equal(DUE.a.net);
  });
});
