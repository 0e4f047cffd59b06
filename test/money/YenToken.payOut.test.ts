import { expect } from "chai";
import { id, ZeroAddress } from "ethers";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { linked, suspended } from "../support/lists.ts";
import { REASON, renewed, revoked, STATUS } from "../support/passes.ts";
import { expectTotals } from "../support/totals.ts";
import { expectTruth } from "../support/truth.ts";
import { fieldsOf, HOLDER_WORD } from "../support/words.ts";
import { DAY, world } from "../support/world.ts";

const DOCUMENT = id("document");
const PAYOUT = id("payout");
const ACCOUNT = id("salted reference of an account");

/**
 * The relayer's address is a purse of 1,000 yen that A funds. A's pass works; B's has expired, C's screening has
 * lapsed: neither ever had yen. The thief has no pass.
 */
const load = fixture(async () => {
  const w = await world();
  const soon = jstDateOf(await w.now()) + 10;
  await w.granted([w.a]);
  await w.granted([w.b], { expiry: soon, screenedUntil: soon });
  await w.granted([w.c], { screenedUntil: soon });
  const purse = w.relayer;
  const byAdmin = (verb: string, values: readonly unknown[]) =>
    announced(w, w.admin, w.yen, verb, values);
  await byAdmin("setSystemAccount", [purse.address, w.a.address]);
  await w.minted(w.a, 1_000n);
  await w.yen.connect(w.a).transfer(purse, 1_000n);
  await w.networkHelpers.time.increase(30 * DAY);
  const operator = w.yen.connect(w.yenOperator);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  const pays = w.yen.connect(purse);
  const word = async ({ address }: { address: string }) =>
    fieldsOf(HOLDER_WORD, await w.yen.wordOf(address));
  return { ...w, purse, pays, operator, everyone, byAdmin, word };
});

describe("payOut", () => {
  it("to a pass that works is a transfer", async () => {
    const { yen, pays, purse, a, everyone } = await load();
    await expect(pays.payOut(a, 300n)).to.emit(yen, "Transfer").withArgs(purse, a, 300n);
    expect(await yen.balanceOf(a)).to.equal(300n);
    await yen.connect(a).transfer(purse, 1n);
    await expectTotals(yen, everyone);
  });

  for (const [name, status] of [
    ["b", STATUS.expired],
    ["c", STATUS.screeningLapsed],
  ] as const) {
    it(`ELIG-2: to a pass of status ${status} lands, and stays where it is`, async () => {
      const w = await load();
      const { yen, pays, purse, a, everyone } = w;
      const holder = w[name];
      await expect(pays.payOut(holder, 300n))
        .to.emit(yen, "Transfer")
        .withArgs(purse, holder, 300n);
      expect(await yen.balanceOf(holder)).to.equal(300n);
      // The yes that is cached of it ended with the pass.
      const word = await w.word(holder);
      expect(word).to.include({ mayGain: 1n, enrolled: 1n });
      expect(word.until < BigInt(await w.now())).to.equal(true);
      const until = (await w.now()) + DAY;
      for (const tried of [
        () => yen.connect(holder).transfer(a, 1n),
        () => yen.connect(holder).transfer(purse, 0n),
        () => yen.connect(holder).redeem(1n, PAYOUT),
        () => yen.connect(holder).hold(holder, 1n, a, until, REASON),
        () => yen.connect(a).transfer(holder, 0n),
        () => pays.transfer(holder, 1n),
      ]) {
        await expect(tried())
          .to.be.revertedWithCustomError(yen, "PassNotWorking")
          .withArgs(holder, status);
      }
      expect(await expectTruth(w, yen, holder, a, 1n)).to.equal(false);
      expect(await expectTruth(w, yen, purse, holder, 1n)).to.equal(false);
      expect(await expectTruth(w, yen, a, holder, 0n)).to.equal(false);
      expect(await yen.canReceive(holder)).to.equal(false);
      expect(await yen.canSend(holder)).to.equal(false);
      await expectTotals(yen, everyone);
    });

    it(`to a pass of status ${status} goes to its bank account by an officer`, async () => {
      const w = await load();
      const { yen, pays, operator, officers } = w;
      const holder = w[name];
      await operator.registerBankAccount(holder, ACCOUNT);
      await pays.payOut(holder, 300n);
      const args = [holder, 200n, PAYOUT, 1] as const;
      const redemption = await yen.connect(officers[0]!).redeemStranded.staticCall(...args);
      await expect(yen.connect(officers[0]!).redeemStranded(...args))
        .to.emit(yen, "StrandedYenReleased")
        .withArgs(holder, 200n, ACCOUNT, officers[0]);
      await operator.confirmRedemption(redemption);
      expect([await yen.balanceOf(holder), await yen.totalSupply()]).to.deep.equal([100n, 800n]);
      await expectTotals(yen, w.everyone);
    });

    it(`to a pass of status ${status} is its holder's again once it is renewed`, async () => {
      const w = await load();
      const { yen, pays, a } = w;
      const holder = w[name];
      await pays.payOut(holder, 300n);
      const later = jstDateOf(await w.now()) + 100;
      await renewed(w, holder, { expiry: later, screenedUntil: later });
      expect(await expectTruth(w, yen, holder, a, 300n)).to.equal(true);
      await yen.connect(holder).transfer(a, 100n);
      await yen.connect(a).transfer(holder, 50n);
      await pays.payOut(holder, 50n);
      expect(await yen.balanceOf(holder)).to.equal(300n);
      // And ends as any other does.
      await revoked(w, holder);
      await expect(yen.connect(holder).transfer(a, 1n))
        .to.be.revertedWithCustomError(yen, "PassNotWorking")
        .withArgs(holder, STATUS.revoked);
      await expectTotals(yen, w.everyone);
    });
  }

  it("ELIG-2: to a pass that was stopped or never was is refused, and stays in the purse", async () => {
    const w = await load();
    const { yen, pays, thief, b, c, issuer, everyone } = w;
    // One who had yen before, and two whose passes lapsed first.
    await pays.payOut(b, 1n);
    await suspended(w, b);
    await revoked(w, c);
    const { grant, attestations } = await w.signedGrant(issuer.address);
    await w.pass.grant(grant, attestations);
    for (const [holder, status] of [
      [b, STATUS.suspended],
      [c, STATUS.revoked],
      [issuer, STATUS.inVetoWindow],
      [thief, STATUS.none],
    ] as const) {
      for (const amount of [0n, 1n]) {
        await expect(pays.payOut(holder, amount))
          .to.be.revertedWithCustomError(yen, "PassNotWorking")
          .withArgs(holder, status);
      }
    }
    await expectTotals(yen, everyone);
  });

  it("counts an investor's second wallet once, lapsed or not", async () => {
    const w = await load();
    const later = jstDateOf(await w.now()) + 5;
    await linked(w, w.a, [w.thief]);
    await renewed(w, w.thief, { expiry: later, screenedUntil: later });
    await w.networkHelpers.time.increase(30 * DAY);
    await w.pays.payOut(w.a, 10n);
    await w.pays.payOut(w.thief, 10n);
    await expectTotals(w.yen, w.everyone, [w.a.address, w.thief.address]);
  });

  it("is refused to whoever is no purse, and to nobody", async () => {
    const { yen, pays, thief, a, b } = await load();
    for (const caller of [thief, a, b]) {
      await expect(yen.connect(caller).payOut(a, 0n))
        .to.be.revertedWithCustomError(yen, "NotAPurse")
        .withArgs(caller);
    }
    await expect(pays.payOut(ZeroAddress, 1n))
      .to.be.revertedWithCustomError(yen, "ERC20InvalidReceiver")
      .withArgs(ZeroAddress);
  });

  it("pays among purses its funder's alone", async () => {
    const w = await load();
    const { yen, pays, purse, a, issuer, thief } = w;
    await w.byAdmin("setSystemAccount", [issuer.address, purse.address]);
    await w.byAdmin("setSystemAccount", [thief.address, purse.address]);
    await expect(pays.payOut(issuer, 1n))
      .to.be.revertedWithCustomError(yen, "NotTheFunder")
      .withArgs(purse, issuer, a);
    await expect(yen.connect(thief).payOut(issuer, 0n))
      .to.be.revertedWithCustomError(yen, "NotTheFunder")
      .withArgs(thief, issuer, purse);
    await expect(yen.connect(thief).payOut(purse, 0n)).to.emit(yen, "Transfer");
  });

  it("stops with the token, the receiver or the purse, to lapsed passes as to others", async () => {
    const w = await load();
    const { yen, pays, purse, pauser, unpauser, operator, a, b, c, everyone } = w;
    await pays.payOut(b, 1n);
    await yen.connect(pauser).pause();
    for (const holder of [a, b, c]) {
      await expect(pays.payOut(holder, 1n))
        .to.be.revertedWithCustomError(yen, "TokenPaused")
        .withArgs();
    }
    await announced(w, unpauser, yen, "unpause", []);
    for (const holder of [a, b, c]) {
      await operator.freezeWallet(holder, REASON, DOCUMENT);
      await expect(pays.payOut(holder, 1n))
        .to.be.revertedWithCustomError(yen, "WalletFrozen")
        .withArgs(holder);
      await w.byAdmin("unfreezeWallet", [holder.address, REASON, DOCUMENT]);
      await pays.payOut(holder, 1n);
    }
    await operator.freezeYen(purse, 900n, REASON, DOCUMENT);
    for (const holder of [a, b, c]) {
      await expect(pays.payOut(holder, 97n))
        .to.be.revertedWithCustomError(yen, "UnitsNotFree")
        .withArgs(purse, 96n, 97n);
    }
    await pays.payOut(b, 96n);
    expect(await yen.frozenOf(purse)).to.equal(900n);
    await expectTotals(yen, everyone);
    await operator.freezeWallet(purse, REASON, DOCUMENT);
    for (const holder of [a, b, c]) {
      await expect(pays.payOut(holder, 0n))
        .to.be.revertedWithCustomError(yen, "WalletFrozen")
        .withArgs(purse);
    }
  });

  it("pays no more than there is", async () => {
    const { yen, pays, purse, a, b } = await load();
    for (const holder of [a, b]) {
      await expect(pays.payOut(holder, 1_001n))
        .to.be.revertedWithCustomError(yen, "ERC20InsufficientBalance")
        .withArgs(purse, 1_000n, 1_001n);
    }
    await pays.payOut(b, 1_000n);
    expect(await yen.balanceOf(purse)).to.equal(0n);
  });
});
