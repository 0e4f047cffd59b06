import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { announced } from "../../support/announced.ts";
import { fixture } from "../../support/fixture.ts";
import { impersonated } from "../../support/impersonated.ts";
import { linked, recovered, reinstated, signedLink, suspended } from "../../support/lists.ts";
import { renewed, revoked, STATUS, windowPasses } from "../../support/passes.ts";
import { DAY } from "../../support/world.ts";
import { PHASE } from "./support/life.ts";
import { DUE, expectPurse, paying, REASON } from "./support/paying.ts";

const load = fixture(paying);

describe("Owing what cannot be paid", () => {
  it("lands on a pass that only expired, as yen that stay there", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    await renewed(w, w.a, { expiry: await w.today() });
    await w.networkHelpers.time.increase(2 * DAY);
    await expect(w.pay(terms, [w.a]))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, 1n, w.a, 10n, 10_000n, 1_531n, 500n, 0n);
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net);
  });

  it("is owed to a suspended pass, and paid once it works again", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    const key = await w.keyOf(w.a);
    await suspended(w, w.a);
    await expect(w.pay(terms, [w.a, w.b, w.c]))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, 1n, w.a, 10n, 10_000n, 1_531n, 500n, DUE.a.net)
      .and.to.emit(w.distribution, "DistributionComplete");
    expect(await w.distribution.owedOf(id, key)).to.deep.equal([DUE.a.net, w.a.address]);
    await expect(w.claim(terms, key))
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.a, STATUS.suspended);
    await w.collect(terms);
    await reinstated(w, [w.a]);
    await expect(w.claim(terms, key))
      .to.emit(w.distribution, "OwedPaid")
      .withArgs(id, key, w.a, DUE.a.net);
    await expect(w.claim(terms, key))
      .to.be.revertedWithCustomError(w.distribution, "NothingOwed")
      .withArgs(id, key);
    expect(await w.yen.balanceOf(w.distribution)).to.equal(0n);
  });

  it("is owed to a revoked pass until it is granted anew, or another wallet takes its place", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    await revoked(w, w.a);
    await revoked(w, w.c);
    await w.pay(terms, [w.a, w.b, w.c]);
    await w.granted([w.a]);
    await w.claim(terms, await w.keyOf(w.a));
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net);
    await linked(w, w.c, [w.relayer]);
    await expect(w.claim(terms, await w.keyOf(w.c)))
      .to.emit(w.distribution, "OwedPaid")
      .withArgs(id, await w.keyOf(w.c), w.relayer, DUE.c.net);
  });

  it("is owed where yen of the wallet are stopped", async () => {
    const w = await load();
    const { terms } = await w.funded(await w.recorded());
    await w.yen.connect(w.yenOperator).freezeWallet(w.a, REASON, REASON);
    await w.pay(terms, [w.a]);
    const key = await w.keyOf(w.a);
    await expect(w.claim(terms, key))
      .to.be.revertedWithCustomError(w.yen, "WalletFrozen")
      .withArgs(w.a);
    await announced(w, w.admin, w.yen, "unfreezeWallet", [w.a.address, REASON, REASON]);
    await w.claim(terms, key);
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net);
  });

  it("goes back to the payer once the time for it is over, and not before", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    await revoked(w, w.a);
    await w.pay(terms, [w.a, w.b]);
    await expect(w.distribution.returnUnclaimed(terms)).to.be.revertedWithCustomError(
      w.distribution,
      "NotYet",
    );
    await w.networkHelpers.time.increaseTo(terms.owedUntil + 1);
    // C was never named by anybody, and the payer's own pass works.
    const rest = DUE.a.net + DUE.c.gross;
    await expect(w.distribution.connect(w.thief).returnUnclaimed(terms))
      .to.emit(w.distribution, "ReturnedToPayer")
      .withArgs(id, w.issuer, rest);
    await expectPurse(w);
    const key = await w.keyOf(w.a);
    for (const call of [
      () => w.distribution.claim(terms, key),
      () => w.distribution.pay(terms, [w.c], []),
      () => w.distribution.returnUnclaimed(terms),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(w.distribution, "WrongPhase")
        .withArgs(id, PHASE.returned);
    }
    await w.collect(terms);
    expect(await w.yen.balanceOf(w.distribution)).to.equal(0n);
  });
});

describe("A distribution of which nothing is left when the time for it is over", () => {
  it("ends without a word of a return", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    await w.pay(terms, [w.a, w.b, w.c]);
    await w.collect(terms);
    await w.networkHelpers.time.increaseTo(terms.owedUntil + 1);
    await expect(w.distribution.returnUnclaimed(terms)).not.to.emit(
      w.distribution,
      "ReturnedToPayer",
    );
    expect((await w.distribution.accountOf(id)).phase).to.equal(PHASE.returned);
    await expectPurse(w);
  });
});

describe("The purse", () => {
  it("makes nobody owed while yen are paused, or it is stopped or no purse any more", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    const pay = () => w.distribution.pay(terms, [w.a, w.b, w.c], []);
    await w.yen.connect(w.pauser).pause();
    await expect(pay()).to.be.revertedWithCustomError(w.yen, "TokenPaused");
    await announced(w, w.unpauser, w.yen, "unpause", []);
    await w.yen.connect(w.yenOperator).freezeYen(w.distribution, 20_000n, REASON, REASON);
    await expect(pay()).to.be.revertedWithCustomError(w.yen, "UnitsNotFree");
    await announced(w, w.admin, w.yen, "setFrozenTokens", [w.platform.distribution, 0n]);
    await w.yen.connect(w.yenOperator).freezeWallet(w.distribution, REASON, REASON);
    await expect(pay())
      .to.be.revertedWithCustomError(w.yen, "WalletFrozen")
      .withArgs(w.distribution);
    await announced(w, w.admin, w.yen, "unfreezeWallet", [w.platform.distribution, REASON, REASON]);
    const funder = await w.yen.funderOf(w.distribution);
    await w.granted([{ address: funder }]);
    await announced(w, w.admin, w.yen, "setSystemAccount", [w.platform.distribution, ZeroAddress]);
    await expect(pay()).to.be.revertedWithCustomError(w.yen, "NotAPurse").withArgs(w.distribution);
    expect((await w.distribution.accountOf(id)).done).to.equal(0n);
  });

  it("makes nobody owed for want of gas, however little the caller gives", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    const wallets = [w.a.address, w.b.address, w.c.address];
    const seen = new Set<string>();
    for (let gas = 200_000n; gas <= 1_000_000n; gas += 25_000n) {
      const { restore } = await w.networkHelpers.takeSnapshot();
      try {
        await w.distribution.pay(terms, wallets, [], { gasLimit: gas });
        const { owed, done } = await w.distribution.accountOf(id);
        expect([owed, done], `with ${gas} gas`).to.deep.equal([0n, 60n]);
        seen.add("paid");
      } catch (fault) {
        if (String(fault).includes("AssertionError")) throw fault;
        seen.add("refused");
      }
      await restore();
    }
    expect(seen.has("paid")).to.equal(true);
    expect(seen.has("refused")).to.equal(true);
  });

  it("tells no payee's refusal where the gas was too little to know", async () => {
    const w = await load();
    await w.funded(await w.recorded());
    const purse = await impersonated(w, w.platform.distribution);
    const seen = new Set<string>();
    for (let gas = 30_000n; gas <= 400_000n; gas += 5_000n) {
      const call = w.yen.connect(purse).payOutMany.staticCall([w.c], [1n], { gasLimit: gas });
      seen.add(
        await call.then(
          (refused) => `refused ${refused.length}`,
          (fault) => (String(fault).includes("NotEnoughGas") ? "not begun" : "out of gas"),
        ),
      );
    }
    expect([...seen]).to.have.members(["out of gas", "not begun", "refused 0"]);
    await expect(w.yen.connect(purse).payOutMany([w.c], []))
      .to.be.revertedWithCustomError(w.yen, "ListsDiffer")
      .withArgs(1n, 0n);
    expect(
      await w.yen.connect(purse).payOutMany.staticCall([w.c, w.thief, w.a], [1n, 1n, 1n]),
    ).to.deep.equal([1n]);
  });

  it("gives taxes and rest each to their own: one who cannot receive stops nobody else", async () => {
    const w = await load();
    const perUnit = 10n ** 13n + 10n ** 12n / 2n;
    const recordId = await w.recorded();
    const one = await w.funded(recordId, { taxTo: w.b.address, perUnit: 1_000n * perUnit });
    const other = await w.funded(recordId, { taxTo: w.b.address, perUnit });
    await w.pay(one.terms, [w.a, w.b, w.c]);
    await w.pay(other.terms, [w.a, w.b, w.c]);
    await suspended(w, w.b);
    await expect(w.collect(other.terms))
      .to.emit(w.distribution, "ReturnedToPayer")
      .withArgs(other.id, w.issuer, 1n)
      .and.not.to.emit(w.distribution, "TaxesCollected");
    await linked(w, w.b, [w.relayer]);
    await recovered(w, w.b, w.relayer);
    await suspended(w, w.issuer);
    await expect(w.collect(other.terms)).to.emit(w.distribution, "TaxesCollected");
    await expect(w.collect(one.terms)).to.emit(w.distribution, "TaxesCollected");
    expect(await w.yen.balanceOf(w.distribution)).to.equal(0n);
  });

  it("pays nobody but for a distribution, and only to whom it is due", async () => {
    const w = await load();
    await w.funded(await w.recorded());
    await expect(w.yen.connect(w.thief).payOut(w.thief, 1n))
      .to.be.revertedWithCustomError(w.yen, "NotAPurse")
      .withArgs(w.thief);
    await expect(w.yen.connect(w.thief).payOutMany([w.thief], [1n]))
      .to.be.revertedWithCustomError(w.yen, "NotAPurse")
      .withArgs(w.thief);
  });
});

describe("The wallet that is paid of several", () => {
  it("is the first that works until one is named, which then is", async () => {
    const w = await load();
    await linked(w, w.a, [w.relayer]);
    const recordId = await w.recorded();
    expect(await w.distribution.payoutWalletOf(w.relayer)).to.equal(w.a.address);
    await expect(w.distribution.connect(w.a).namePayoutWallet(w.relayer))
      .to.emit(w.distribution, "PayoutWalletNamed")
      .withArgs(1n, w.relayer);
    expect(await w.distribution.payoutWalletOf(w.a)).to.equal(w.relayer.address);
    const { terms } = await w.funded(recordId);
    await w.pay(terms, [w.a]);
    expect(await w.yen.balanceOf(w.relayer)).to.equal(DUE.a.net);
    expect(await w.distribution.payoutWalletOf(w.b)).to.equal(w.b.address);
  });

  it("is named by the one that would be paid now, for the same investor: a stolen key turns nothing its way", async () => {
    const w = await load();
    await linked(w, w.a, [w.relayer]);
    await expect(w.distribution.connect(w.relayer).namePayoutWallet(w.relayer))
      .to.be.revertedWithCustomError(w.distribution, "NotThePayoutWallet")
      .withArgs(w.relayer, w.a);
    await expect(w.distribution.connect(w.a).namePayoutWallet(w.b))
      .to.be.revertedWithCustomError(w.distribution, "NotTheInvestors")
      .withArgs(w.b, 1n);
    await expect(w.distribution.connect(w.thief).namePayoutWallet(w.thief))
      .to.be.revertedWithCustomError(w.distribution, "NotTheInvestors")
      .withArgs(w.thief, 0n);
    await suspended(w, w.a);
    await expect(w.distribution.connect(w.a).namePayoutWallet(w.relayer))
      .to.be.revertedWithCustomError(w.distribution, "NotTheInvestors")
      .withArgs(w.a, 1n);
    expect(await w.distribution.payoutWalletOf(w.a)).to.equal(w.relayer.address);
  });

  it("is a lost one's successor, and waits while the named one is stopped", async () => {
    const w = await load();
    await linked(w, w.a, [w.relayer]);
    await w.distribution.connect(w.a).namePayoutWallet(w.relayer);
    const { terms } = await w.funded(await w.recorded());
    await suspended(w, w.relayer);
    await w.pay(terms, [w.a]);
    const key = await w.keyOf(w.a);
    await expect(w.claim(terms, key)).to.be.revertedWithCustomError(w.yen, "PassNotWorking");
    await recovered(w, w.relayer, w.a);
    await w.claim(terms, key);
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net);
  });

  it("is never one whose link was vetoed, though it was named and is another's by then", async () => {
    const w = await load();
    const { link, attestations } = await signedLink(w, w.a, w.thief);
    await w.pass.link(link, attestations);
    await w.distribution.connect(w.a).namePayoutWallet(w.thief);
    const { terms } = await w.funded(await w.recorded());
    await w.pass.connect(w.guardian).veto(w.thief, REASON);
    await w.granted([w.thief]);
    expect(await w.distribution.payoutWalletOf(w.a)).to.equal(w.a.address);
    await w.pay(terms, [w.a]);
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net);
    expect(await w.yen.balanceOf(w.thief)).to.equal(0n);
  });

  it("is the investor's though what is owed was pushed by a wallet whose link was vetoed after", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    await suspended(w, w.a);
    const { link, attestations } = await signedLink(w, w.a, w.thief);
    await w.pass.link(link, attestations);
    await w.pay(terms, [w.thief]);
    const key = await w.keyOf(w.a);
    expect(await w.distribution.owedOf(id, key)).to.deep.equal([DUE.a.net, w.a.address]);
    await w.pass.connect(w.guardian).veto(w.thief, REASON);
    await w.granted([w.thief]);
    await expect(w.claim(terms, key)).to.be.revertedWithCustomError(w.yen, "PassNotWorking");
    await reinstated(w, [w.a]);
    await windowPasses(w);
    await w.claim(terms, key);
    expect(await w.yen.balanceOf(w.a)).to.equal(DUE.a.net);
    expect(await w.yen.balanceOf(w.thief)).to.equal(0n);
  });
});
