import { expect } from "chai";
import { encodeBytes32String, ZeroAddress, ZeroHash } from "ethers";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { YenAnnex__factory } from "../../types/index.js";
import { registered } from "../securities/support/registered.ts";
import { fixture } from "../support/fixture.ts";
import { suspended } from "../support/lists.ts";
import { byAdmin, STATUS } from "../support/passes.ts";
import { expectTotals } from "../support/totals.ts";
import { DAY } from "../support/world.ts";

const REASON = encodeBytes32String("reason");
const DOCUMENT = encodeBytes32String("document");
const PAYOUT = encodeBytes32String("payout");
const ACCOUNT = encodeBytes32String("bank account");

/** A has 1,000 yen, B none; an account of A's at a bank is registered. */
const load = fixture(async () => {
  const w = await registered();
  await w.minted(w.a, 1_000n);
  const operator = w.yen.connect(w.yenOperator);
  await operator.registerBankAccount(w.a, ACCOUNT);
  return { ...w, operator, officer: w.yen.connect(w.officers[0]!) };
});

describe("Attacks on yen", () => {
  it("EXIT-1: no officer pays out the yen of a wallet whose pass works, and nobody else anybody's", async () => {
    const w = await load();
    await expect(w.officer.redeemStranded(w.a, 1n, PAYOUT, 1))
      .to.be.revertedWithCustomError(w.yen, "NotStranded")
      .withArgs(w.a.address);
    await suspended(w, w.a);
    for (const [by, number] of [
      [w.thief, 1],
      [w.thief, 0],
      [w.yenOperator, 1],
      [w.officers[0]!, 2],
      [w.officers[0]!, 99],
    ] as const) {
      await expect(w.yen.connect(by).redeemStranded(w.a, 1n, PAYOUT, number))
        .to.be.revertedWithCustomError(w.yen, "NotAnOfficer")
        .withArgs(by.address);
    }
    await w.operator.registerBankAccount(w.a, ZeroHash);
    await expect(w.officer.redeemStranded(w.a, 1n, PAYOUT, 1), "nowhere but there")
      .to.be.revertedWithCustomError(w.yen, "NoBankAccount")
      .withArgs(w.a.address);
    await w.operator.registerBankAccount(w.a, ACCOUNT);
    await w.operator.freezeYen(w.a, 400n, REASON, DOCUMENT);
    await expect(w.officer.redeemStranded(w.a, 601n, PAYOUT, 1), "not what is frozen")
      .to.be.revertedWithCustomError(w.yen, "UnitsNotFree")
      .withArgs(w.a.address, 600, 601);
    const id = await w.officer.redeemStranded.staticCall(w.a, 600n, PAYOUT, 1);
    await expect(w.officer.redeemStranded(w.a, 600n, PAYOUT, 1))
      .to.emit(w.yen, "StrandedYenReleased")
      .withArgs(w.a, 600n, ACCOUNT, w.officers[0]!.address)
      .and.to.emit(w.yen, "RedemptionRequested")
      .withArgs(id, w.a, 600n, PAYOUT);
    await w.operator.confirmRedemption(id);
    expect(await w.accountOf(w.yen, w.a)).to.deep.equal([400n, 0n, 400n]);
    await expectTotals(w.yen, w.everyone);
  });

  it("HOLD-1: the bank ends redemptions alone: a trade's hold is none, and a redemption is no trade's", async () => {
    const w = await load();
    const trade = await w.held(w.yen, 600n);
    for (const end of [
      () => w.operator.confirmRedemption(trade.id),
      () => w.operator.returnRedemption(trade.id, REASON),
    ]) {
      await expect(end())
        .to.be.revertedWithCustomError(w.yen, "NoSuchRedemption")
        .withArgs(trade.id);
    }
    const id = await w.yen.connect(w.a).redeem.staticCall(400n, PAYOUT);
    await w.yen.connect(w.a).redeem(400n, PAYOUT);
    for (const by of [w.a, w.yenOperator, w.thief]) {
      for (const end of [
        () => w.yen.connect(by).releaseHold(id, 400n),
        () => w.yen.connect(by).executeHold(id, w.b, 400n),
      ]) {
        await expect(end())
          .to.be.revertedWithCustomError(w.yen, "NotTheExecutor")
          .withArgs(id, ZeroAddress);
      }
    }
    expect(await w.accountOf(w.yen, w.a)).to.deep.equal([1_000n, 1_000n, 0n]);
    await expectTotals(w.yen, w.everyone);
  });

  it("a freeze stops a redemption that was not asked for before, and what was paid unfreezes no more than it took", async () => {
    const w = await load();
    const id = await w.yen.connect(w.a).redeem.staticCall(600n, PAYOUT);
    await w.yen.connect(w.a).redeem(600n, PAYOUT);
    await w.operator.freezeYen(w.a, 400n, REASON, DOCUMENT);
    await expect(w.yen.connect(w.a).redeem(1n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "UnitsNotFree")
      .withArgs(w.a.address, 0, 1);
    await w.operator.freezeWallet(w.a, REASON, DOCUMENT);
    await expect(w.yen.connect(w.a).redeem(1n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "WalletFrozen")
      .withArgs(w.a.address);
    await w.operator.confirmRedemption(id);
    expect(await w.accountOf(w.yen, w.a)).to.deep.equal([400n, 0n, 400n]);
    await expectTotals(w.yen, w.everyone);
  });

  it("POWER-1: a purse is no holder's wallet, pays no stranger and no other purse, redeems and promises nothing", async () => {
    const w = await load();
    const [purse, other] = [w.issuer, w.c];
    await expect(byAdmin(w, w.yen, "setSystemAccount", [w.a.address, w.b.address]))
      .to.be.revertedWithCustomError(w.yen, "NotAPurse")
      .withArgs(w.a.address);
    for (const account of [purse, other]) {
      await byAdmin(w, w.yen, "setSystemAccount", [account.address, w.a.address]);
    }
    await w.yen.connect(w.a).transfer(purse, 500n);
    const from = w.yen.connect(purse);
    await expect(from.transfer(other, 1n))
      .to.be.revertedWithCustomError(w.yen, "NotTheFunder")
      .withArgs(purse.address, other.address, w.a.address);
    await expect(from.transfer(w.thief, 1n), "ELIG-1")
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.thief.address, STATUS.none);
    for (const take of [
      () => from.redeem(1n, PAYOUT),
      async () => from.hold(purse, 1n, w.relayer, (await w.now()) + DAY, ZeroHash),
    ]) {
      await expect(take())
        .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
        .withArgs(purse.address, STATUS.none);
    }
    await from.transfer(w.b, 300n);
    await byAdmin(w, w.yen, "setSystemAccount", [purse.address, ZeroAddress]);
    await expect(from.transfer(w.a, 1n), "ELIG-2")
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(purse.address, STATUS.none);
    expect(await w.yen.balanceOf(purse), "what was in it went back").to.equal(0n);
    await expect(w.yen.connect(w.a).transfer(purse, 1n), "ELIG-1")
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(purse.address, STATUS.none);
    await expectTotals(w.yen, w.everyone);
  });

  it("YEN-1: a day's limit is Japan's day's: not a second before midnight there is more minted, at midnight it is", async () => {
    const w = await load();
    await byAdmin(w, w.yen, "setLimits", [2_000n, 500n]);
    const end = jstDateEnd(jstDateOf((await w.now()) + DAY));
    await w.networkHelpers.time.increaseTo(end - 60);
    await w.yen.connect(w.attestor).attestReserve(10_000n, await w.now());
    const mint = (yen: bigint, deposit: string) =>
      w.operator.mint(w.b, yen, encodeBytes32String(deposit));
    await mint(500n, "one");
    await w.networkHelpers.time.setNextBlockTimestamp(end - 1);
    await expect(mint(1n, "two"))
      .to.be.revertedWithCustomError(w.yen, "LimitExceeded")
      .withArgs(500, 501);
    await w.networkHelpers.time.setNextBlockTimestamp(end);
    await mint(500n, "two");
    expect([...(await w.yen.limits())]).to.deep.equal([2_000n, 500n, 500n]);
    await w.networkHelpers.time.increase(DAY);
    await w.yen.connect(w.attestor).attestReserve(10_000n, await w.now());
    await expect(mint(1n, "three"), "nor above the most there may be")
      .to.be.revertedWithCustomError(w.yen, "LimitExceeded")
      .withArgs(2_000, 2_001);
    await expectTotals(w.yen, w.everyone);
  });

  it("POWER-1: no single key moves, frees or ends a holder's yen: not the operator's, the attestor's or an officer's", async () => {
    const w = await load();
    await w.operator.freezeYen(w.a, 100n, REASON, DOCUMENT);
    for (const by of [w.yenOperator, w.attestor, w.officers[0]!, w.pauser, w.registrar, w.thief]) {
      const as = w.yen.connect(by);
      for (const order of [
        () => as.forcedTransfer(w.a, w.b, 1n),
        () => as.setFrozenTokens(w.a, 0n),
        () => as.unfreezeWallet(w.a, REASON, DOCUMENT),
        () => as.setSystemAccount(w.c, w.b),
        () => as.setLimits(0n, 0n),
      ]) {
        await expect(order())
          .to.be.revertedWithCustomError(w.yen, "AccessManagedUnauthorized")
          .withArgs(by.address);
      }
    }
    const data = w.yen.interface.encodeFunctionData("forcedTransfer", [
      w.a.address,
      w.b.address,
      1n,
    ]);
    await expect(w.yen.connect(w.admin).forcedTransfer(w.a, w.b, 1n), "unannounced")
      .to.be.revertedWithCustomError(w.authority, "AccessManagerNotScheduled")
      .withArgs(await w.authority.hashOperation(w.admin, w.yen, data));
    expect(await w.accountOf(w.yen, w.a)).to.deep.equal([1_000n, 0n, 100n]);
    await expectTotals(w.yen, w.everyone);
  });

  it("POWER-1: the second half of the code, called at its own address, is nobody's to command", async () => {
    const w = await load();
    const annex = YenAnnex__factory.connect(await w.yen.annex(), w.admin);
    for (const by of [w.admin, w.yenOperator, w.thief]) {
      await expect(annex.connect(by).mint(by, 1n, REASON))
        .to.be.revertedWithCustomError(annex, "AccessManagedUnauthorized")
        .withArgs(by.address);
    }
    await expect(annex.connect(w.a).redeem(1n, PAYOUT))
      .to.be.revertedWithCustomError(annex, "ERC20InsufficientBalance")
      .withArgs(w.a.address, 0, 1);
    await expect(w.yen.connect(w.thief).moveFor(w.a, w.a, w.b, 1n, 0))
      .to.be.revertedWithCustomError(w.yen, "NotTheTokenItself")
      .withArgs(w.thief.address);
    await expectTotals(w.yen, w.everyone);
  });
});
