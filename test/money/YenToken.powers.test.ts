import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { linked, suspended } from "../support/lists.ts";
import { expectOnlyAnnounced } from "../support/onlyAnnounced.ts";
import { REASON, revoked, STATUS } from "../support/passes.ts";
import { PURPOSE } from "../support/purposes.ts";
import { expectTotals } from "../support/totals.ts";
import { expectTruth } from "../support/truth.ts";
import { DAY, world } from "../support/world.ts";

const DOCUMENT = id("document");
const PAYOUT = id("payout");
const ACCOUNT = id("salted reference of an account");

/** A has 1,000 yen, B none but a pass. `operator` is the bank's yen operator. */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.minted(w.a, 1_000n);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  const operator = w.yen.connect(w.yenOperator);
  const byAdmin = (verb: string, values: readonly unknown[]) =>
    announced(w, w.admin, w.yen, verb, values);
  return { ...w, everyone, operator, byAdmin };
});

describe("Freezing yen", () => {
  it("stops a wallet at once: it neither sends, receives, redeems nor promises", async () => {
    const w = await load();
    const { yen, operator, yenOperator, a, b, relayer, everyone } = w;
    await expect(operator.freezeWallet(a, REASON, DOCUMENT))
      .to.emit(yen, "WalletStopped")
      .withArgs(a, REASON, DOCUMENT, yenOperator);
    const until = (await w.now()) + DAY;
    for (const tried of [
      () => yen.connect(a).transfer(b, 1n),
      () => yen.connect(a).redeem(1n, PAYOUT),
      () => yen.connect(a).hold(a, 1n, relayer, until, REASON),
    ]) {
      await expect(tried()).to.be.revertedWithCustomError(yen, "WalletFrozen").withArgs(a);
    }
    expect(await expectTruth(w, yen, a, b, 1n)).to.equal(false);
    expect([await yen.canSend(a), await yen.canSend(b)]).to.deep.equal([false, true]);
    await w.byAdmin("unfreezeWallet", [a.address, REASON, DOCUMENT]);
    await operator.freezeWallet(b, REASON, DOCUMENT);
    await expect(yen.connect(a).transfer(b, 1n))
      .to.be.revertedWithCustomError(yen, "WalletFrozen")
      .withArgs(b);
    await expectTotals(yen, everyone);
  });

  it("stops an amount at once, added to what was frozen, with its reason and document", async () => {
    const w = await load();
    const { yen, operator, yenOperator, a, b, everyone } = w;
    await operator.freezeYen(a, 300n, REASON, DOCUMENT);
    const second = operator.freezeYen(a, 400n, REASON, DOCUMENT);
    await expect(second).to.emit(yen, "YenFrozen").withArgs(a, 400n, REASON, DOCUMENT, yenOperator);
    await expect(second).to.emit(yen, "Frozen").withArgs(a, 700n);
    await expect(yen.connect(a).transfer(b, 301n))
      .to.be.revertedWithCustomError(yen, "UnitsNotFree")
      .withArgs(a, 300n, 301n);
    expect(await expectTruth(w, yen, a, b, 301n)).to.equal(false);
    await expect(yen.connect(a).redeem(301n, PAYOUT))
      .to.be.revertedWithCustomError(yen, "UnitsNotFree")
      .withArgs(a, 300n, 301n);
    await yen.connect(a).redeem(300n, PAYOUT);
    await expect(operator.freezeYen(a, 0n, REASON, DOCUMENT))
      .to.be.revertedWithCustomError(yen, "NothingToFreeze")
      .withArgs(a);
    await expectTotals(yen, everyone);
  });

  it("POWER-1: is ended, and yen are moved against a holder's will, after an announced delay", async () => {
    const w = await load();
    const { yen, operator, admin, a, b, everyone } = w;
    await operator.freezeWallet(a, REASON, DOCUMENT);
    await operator.freezeYen(a, 900n, REASON, DOCUMENT);
    const freed = await expectOnlyAnnounced(w, admin, yen, "unfreezeWallet", [
      ...[a.address, REASON, DOCUMENT],
    ]);
    await expect(freed).to.emit(yen, "WalletFreed").withArgs(a, REASON, DOCUMENT, admin);
    const fewer = await expectOnlyAnnounced(w, admin, yen, "setFrozenTokens", [a.address, 800n]);
    await expect(fewer).to.emit(yen, "Frozen").withArgs(a, 800n);
    const moved = await expectOnlyAnnounced(w, admin, yen, "forcedTransfer", [
      ...[a.address, b.address, 500n],
    ]);
    await expect(moved).to.emit(yen, "ForcedTransfer").withArgs(a, b, 500n);
    await expect(moved).to.emit(yen, "Frozen").withArgs(a, 500n);
    expect([await yen.balanceOf(a), await yen.balanceOf(b)]).to.deep.equal([500n, 500n]);
    await expect(w.byAdmin("unfreezeWallet", [a.address, REASON, DOCUMENT]))
      .to.be.revertedWithCustomError(yen, "NotFrozen")
      .withArgs(a);
    await expectTotals(yen, everyone);
  });

  it("ELIG-1: lets nobody receive yen by force who may not have them", async () => {
    const w = await load();
    const { yen, a, thief } = w;
    await expect(w.byAdmin("forcedTransfer", [a.address, thief.address, 1n]))
      .to.be.revertedWithCustomError(yen, "PassNotWorking")
      .withArgs(thief, STATUS.none);
    for (const [from, to, error] of [
      [ZeroAddress, a.address, "ERC20InvalidSender"],
      [a.address, ZeroAddress, "ERC20InvalidReceiver"],
    ] as const) {
      await expect(w.byAdmin("forcedTransfer", [from, to, 1n]))
        .to.be.revertedWithCustomError(yen, error)
        .withArgs(ZeroAddress);
    }
  });

  it("POWER-1: is the yen operator's alone", async () => {
    const w = await load();
    const { yen, a, thief, admin } = w;
    for (const caller of [thief, admin, a]) {
      for (const tried of [
        () => yen.connect(caller).freezeWallet(a, REASON, DOCUMENT),
        () => yen.connect(caller).freezeYen(a, 1n, REASON, DOCUMENT),
        () => yen.connect(caller).registerBankAccount(a, ACCOUNT),
      ]) {
        await expect(tried())
          .to.be.revertedWithCustomError(yen, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    }
  });
});

describe("Yen of a wallet without a working pass", () => {
  const stranded = async () => {
    const made = await load();
    await made.operator.registerBankAccount(made.a, ACCOUNT);
    await revoked(made, made.a);
    return made;
  };

  it("EXIT-1: go to the bank account registered for it, by an officer's call, paused or not", async () => {
    const w = await stranded();
    const { yen, operator, officers, a, pauser, everyone } = w;
    expect(await yen.bankAccountOf(a)).to.equal(ACCOUNT);
    await yen.connect(pauser).pause();
    const officer = officers[0]!;
    const args = [a, 600n, PAYOUT, 1] as const;
    const redemption = await yen.connect(officer).redeemStranded.staticCall(...args);
    const sent = yen.connect(officer).redeemStranded(...args);
    await expect(sent).to.emit(yen, "StrandedYenReleased").withArgs(a, 600n, ACCOUNT, officer);
    await expect(sent).to.emit(yen, "RedemptionRequested").withArgs(redemption, a, 600n, PAYOUT);
    await expect(sent)
      .to.emit(yen, "HoldPlaced")
      .withArgs(redemption, a, 600n, PURPOSE.redemption, ZeroAddress, ZeroAddress, 0);
    await operator.confirmRedemption(redemption);
    expect([await yen.balanceOf(a), await yen.totalSupply()]).to.deep.equal([400n, 400n]);
    await expectTotals(yen, everyone);
  });

  it("stay where they are without a registered account", async () => {
    const w = await load();
    const { yen, officers, a } = w;
    await revoked(w, a);
    await expect(yen.connect(officers[0]!).redeemStranded(a, 1n, PAYOUT, 1))
      .to.be.revertedWithCustomError(yen, "NoBankAccount")
      .withArgs(a);
  });

  it("are no officer's to send off while the pass works", async () => {
    const w = await load();
    await w.operator.registerBankAccount(w.a, ACCOUNT);
    await expect(w.yen.connect(w.officers[0]!).redeemStranded(w.a, 1n, PAYOUT, 1))
      .to.be.revertedWithCustomError(w.yen, "NotStranded")
      .withArgs(w.a);
  });

  it("POWER-1: are released by active officers alone, each under his own number", async () => {
    const w = await stranded();
    const { yen, officers, a, thief, yenOperator, guardian, pass } = w;
    for (const [caller, number] of [
      [thief, 1],
      [yenOperator, 1],
      [officers[0]!, 2],
      [officers[0]!, 99],
    ] as const) {
      await expect(yen.connect(caller).redeemStranded(a, 1n, PAYOUT, number))
        .to.be.revertedWithCustomError(yen, "NotAnOfficer")
        .withArgs(caller);
    }
    await pass.connect(guardian).disown(1, await w.now(), 600);
    await expect(yen.connect(officers[0]!).redeemStranded(a, 1n, PAYOUT, 1))
      .to.be.revertedWithCustomError(yen, "NotAnOfficer")
      .withArgs(officers[0]);
  });

  it("stay stopped where an order stops them, and held where they are promised", async () => {
    const w = await stranded();
    const { yen, operator, officers, a } = w;
    const officer = yen.connect(officers[0]!);
    await operator.freezeYen(a, 900n, REASON, DOCUMENT);
    await expect(officer.redeemStranded(a, 101n, PAYOUT, 1))
      .to.be.revertedWithCustomError(yen, "UnitsNotFree")
      .withArgs(a, 100n, 101n);
    await officer.redeemStranded(a, 100n, PAYOUT, 1);
    await operator.freezeWallet(a, REASON, DOCUMENT);
    await expect(officer.redeemStranded(a, 1n, PAYOUT, 1))
      .to.be.revertedWithCustomError(yen, "WalletFrozen")
      .withArgs(a);
  });

  it("go nowhere by their own key (ELIG-2)", async () => {
    const { yen, a, b } = await stranded();
    for (const tried of [
      () => yen.connect(a).transfer(b, 1n),
      () => yen.connect(a).redeem(1n, PAYOUT),
    ]) {
      await expect(tried())
        .to.be.revertedWithCustomError(yen, "PassNotWorking")
        .withArgs(a, STATUS.revoked);
    }
  });
});

describe("The bank's own limits", () => {
  it("YEN-1: bound the supply, and what is minted on one day in Japan", async () => {
    const w = await load();
    const { yen, operator, attestor, admin, b, everyone } = w;
    const set = await expectOnlyAnnounced(w, admin, yen, "setLimits", [2_000n, 600n]);
    await expect(set).to.emit(yen, "LimitsChanged").withArgs(2_000n, 600n);
    await w.networkHelpers.time.increaseTo(jstDateEnd(jstDateOf(await w.now())) + 60);
    await yen.connect(attestor).attestReserve(1_000_000n, await w.now());
    await operator.mint(b, 600n, id("first"));
    await expect(operator.mint(b, 1n, id("second")))
      .to.be.revertedWithCustomError(yen, "LimitExceeded")
      .withArgs(600n, 601n);
    expect([...(await yen.limits())]).to.deep.equal([2_000n, 600n, 600n]);
    await w.networkHelpers.time.increaseTo(jstDateEnd(jstDateOf(await w.now())));
    await yen.connect(attestor).attestReserve(1_000_000n, await w.now());
    expect((await yen.limits()).mintedToday).to.equal(0n);
    await expect(operator.mint(b, 401n, id("second")))
      .to.be.revertedWithCustomError(yen, "LimitExceeded")
      .withArgs(2_000n, 2_001n);
    await operator.mint(b, 400n, id("second"));
    await w.byAdmin("setLimits", [0n, 0n]);
    await yen.connect(attestor).attestReserve(1_000_000n, await w.now());
    await operator.mint(b, 5_000n, id("third"));
    await expectTotals(yen, everyone);
  });
});

describe("What the bank says of its yen (ERC-7572)", () => {
  it("is changed by the admin after an announced delay", async () => {
    const w = await load();
    const uri = "https://example.org/yen.json";
    await expect(w.byAdmin("setContractURI", [uri])).to.emit(w.yen, "ContractURIUpdated");
    expect(await w.yen.contractURI()).to.equal(uri);
  });
});

describe("A system account", () => {
  /** The relayer's address is a purse that A funds; the thief's another one, funded by the first. */
  const purse = async () => {
    const made = await load();
    await made.byAdmin("setSystemAccount", [made.relayer.address, made.a.address]);
    await made.yen.connect(made.a).transfer(made.relayer, 500n);
    return made;
  };

  it("holds yen without a pass, and pays holders of working passes", async () => {
    const w = await purse();
    const { yen, relayer, a, b, thief, everyone } = w;
    expect(await yen.funderOf(relayer)).to.equal(a.address);
    expect([await yen.canSend(relayer), await yen.canSend(thief)]).to.deep.equal([true, false]);
    expect([...(await yen.systemAccounts())]).to.deep.equal([
      ...[w.platform.distribution, relayer.address],
    ]);
    expect(await expectTruth(w, yen, relayer, b, 100n)).to.equal(true);
    await yen.connect(relayer).transfer(b, 100n);
    await yen.connect(relayer).transfer(a, 100n);
    await expect(yen.connect(relayer).transfer(thief, 1n))
      .to.be.revertedWithCustomError(yen, "PassNotWorking")
      .withArgs(thief, STATUS.none);
    expect(await expectTruth(w, yen, relayer, thief, 1n)).to.equal(false);
    await suspended(w, b);
    await expect(yen.connect(relayer).transfer(b, 1n))
      .to.be.revertedWithCustomError(yen, "PassNotWorking")
      .withArgs(b, STATUS.suspended);
    await expectTotals(yen, everyone);
  });

  it("pays no other purse, except its funder's", async () => {
    const w = await purse();
    const { yen, relayer, thief, a } = w;
    await w.byAdmin("setSystemAccount", [thief.address, relayer.address]);
    await expect(yen.connect(relayer).transfer(thief, 1n))
      .to.be.revertedWithCustomError(yen, "NotTheFunder")
      .withArgs(relayer, thief, a);
    expect(await expectTruth(w, yen, relayer, thief, 1n)).to.equal(false);
    await yen.connect(a).transfer(thief, 10n);
    expect(await expectTruth(w, yen, thief, relayer, 10n)).to.equal(true);
    await yen.connect(thief).transfer(relayer, 10n);
  });

  it("neither redeems nor promises, and stops like any wallet when it is frozen", async () => {
    const w = await purse();
    const { yen, operator, relayer, b } = w;
    const until = (await w.now()) + DAY;
    for (const tried of [
      () => yen.connect(relayer).redeem(1n, PAYOUT),
      () => yen.connect(relayer).hold(relayer, 1n, b, until, REASON),
    ]) {
      await expect(tried())
        .to.be.revertedWithCustomError(yen, "PassNotWorking")
        .withArgs(relayer, STATUS.none);
    }
    await operator.freezeWallet(relayer, REASON, DOCUMENT);
    await expect(yen.connect(relayer).transfer(b, 1n))
      .to.be.revertedWithCustomError(yen, "WalletFrozen")
      .withArgs(relayer);
  });

  it("POWER-1: is named and ended after an announced delay, empty and without a pass", async () => {
    const w = await purse();
    const { yen, admin, relayer, a, b, thief } = w;
    const named = await expectOnlyAnnounced(w, admin, yen, "setSystemAccount", [
      ...[thief.address, a.address],
    ]);
    await expect(named).to.emit(yen, "SystemAccountChanged").withArgs(thief, a);
    for (const [values, error, args] of [
      [[b.address, a.address], "NotAPurse", [b]],
      [[thief.address, a.address], "SystemAccountUnchanged", [thief]],
      [[b.address, ZeroAddress], "SystemAccountUnchanged", [b]],
    ] as const) {
      await expect(w.byAdmin("setSystemAccount", values))
        .to.be.revertedWithCustomError(yen, error)
        .withArgs(...args);
    }
    await w.byAdmin("setSystemAccount", [thief.address, ZeroAddress]);
    expect([...(await yen.systemAccounts())]).to.deep.equal([
      ...[w.platform.distribution, relayer.address],
    ]);
    await expect(yen.connect(a).transfer(thief, 1n))
      .to.be.revertedWithCustomError(yen, "PassNotWorking")
      .withArgs(thief, STATUS.none);
  });

  it("gives what is in it back to its funder once it is ended, also where it was given a pass", async () => {
    const w = await purse();
    const { yen, relayer, a, b, everyone } = w;
    await linked(w, b, [relayer], [0]);
    await yen.connect(relayer).enrol(relayer, 0, "0x");
    await w.byAdmin("setSystemAccount", [relayer.address, ZeroAddress]);
    expect([await yen.balanceOf(a), await yen.balanceOf(relayer)]).to.deep.equal([1_000n, 0n]);
    await yen.connect(a).transfer(relayer, 10n);
    await yen.connect(relayer).transfer(b, 10n);
    await expectTotals(yen, everyone, [b.address, relayer.address]);
  });

  it("is not paid out as stranded: what is in it is its action's", async () => {
    const w = await purse();
    const { yen, operator, officers, relayer } = w;
    await operator.registerBankAccount(relayer, ACCOUNT);
    await expect(yen.connect(officers[0]!).redeemStranded(relayer, 1n, PAYOUT, 1))
      .to.be.revertedWithCustomError(yen, "NotStranded")
      .withArgs(relayer);
  });

  it("is known to yen alone: a class gives it nothing without a pass", async () => {
    const w = await purse();
    await expect(w.desk.issue(w.bond, w.relayer, 1n, ZeroHash))
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.relayer, STATUS.none);
  });
});

describe("The bank's verbs over holds", () => {
  it("POWER-1: free what a holder promised only by an announced order, so that a court reaches it", async () => {
    const w = await load();
    const { yen, admin, a, b, thief, yenOperator, everyone } = w;
    const until = (await w.now()) + 300 * DAY;
    const hold = await yen.connect(a).hold.staticCall(a, 1_000n, thief, until, REASON);
    await yen.connect(a).hold(a, 1_000n, thief, until, REASON);
    await expect(w.byAdmin("forcedTransfer", [a.address, b.address, 1_000n]))
      .to.be.revertedWithCustomError(yen, "UnitsNotFree")
      .withArgs(a, 0n, 1_000n);
    await expect(yen.connect(yenOperator).releaseByOrder(hold, 1_000n))
      .to.be.revertedWithCustomError(yen, "AccessManagedUnauthorized")
      .withArgs(yenOperator);
    // The executor cannot make it fail by freeing a part before.
    await yen.connect(thief).releaseHold(hold, 1n);
    const freed = await expectOnlyAnnounced(w, admin, yen, "releaseByOrder", [hold, 1_000n]);
    await expect(freed).to.emit(yen, "HoldReleased").withArgs(hold, a, 999n);
    // What was refused is announced still.
    await yen.connect(admin).forcedTransfer(a, b, 1_000n);
    expect(await yen.balanceOf(b)).to.equal(1_000n);
    const redemption = await yen.connect(b).redeem.staticCall(1n, PAYOUT);
    await yen.connect(b).redeem(1n, PAYOUT);
    await expect(w.byAdmin("releaseByOrder", [redemption, 1n]))
      .to.be.revertedWithCustomError(yen, "NotATradeHold")
      .withArgs(redemption);
    await expectTotals(yen, everyone);
  });

  it("end redemptions alone: a trade's hold on yen is none", async () => {
    const w = await load();
    const { yen, operator, a, relayer } = w;
    const until = (await w.now()) + DAY;
    const hold = await yen.connect(a).hold.staticCall(a, 100n, relayer, until, REASON);
    await yen.connect(a).hold(a, 100n, relayer, until, REASON);
    for (const tried of [
      () => operator.confirmRedemption(hold),
      () => operator.returnRedemption(hold, REASON),
    ]) {
      await expect(tried()).to.be.revertedWithCustomError(yen, "NoSuchRedemption").withArgs(hold);
    }
  });
});
