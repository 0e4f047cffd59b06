import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { fixture } from "../support/fixture.ts";
import { linked, recovered, suspended } from "../support/lists.ts";
import { REASON, STATUS } from "../support/passes.ts";
import { expectTotals } from "../support/totals.ts";
import { world } from "../support/world.ts";

const PAYOUT = encodeBytes32String("payout");

/** A has 1,000 yen, of which it wants 400 paid out; C is the same investor's other wallet. */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  await linked(w, w.a, [w.c]);
  await w.minted(w.a, 1_000n);
  const mine = w.yen.connect(w.a);
  const id = await mine.redeem.staticCall(400n, PAYOUT);
  await mine.redeem(400n, PAYOUT);
  const asOperator = w.yen.connect(w.yenOperator);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  return { ...w, id, asOperator, everyone };
});

describe("Recovering a lost wallet's yen", () => {
  it("POWER-1: is refused to everybody but the yen operator", async () => {
    const w = await load();
    await recovered(w, w.a, w.c);
    for (const caller of [w.thief, w.attestor, w.guardian, w.admin, w.registrar, w.a, w.c]) {
      await expect(w.yen.connect(caller).recover(w.a))
        .to.be.revertedWithCustomError(w.yen, "AccessManagedUnauthorized")
        .withArgs(caller.address);
    }
  });

  it("is refused without a successor: for a wallet not recovered, and inside the window", async () => {
    const w = await load();
    for (const wallet of [w.a, w.thief]) {
      await expect(w.asOperator.recover(wallet))
        .to.be.revertedWithCustomError(w.yen, "NoSuccessor")
        .withArgs(wallet.address);
    }
  });

  it("ELIG-1: is refused given a successor whose pass does not work", async () => {
    const w = await load();
    await recovered(w, w.a, w.c);
    await suspended(w, w.c);
    await expect(w.asOperator.recover(w.a), "ELIG-1")
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.c.address, STATUS.suspended);
    expect(await w.yen.balanceOf(w.a)).to.equal(1_000n);
  });

  it("moves all of it, the redemption under way too, paused or not", async () => {
    const w = await load();
    await recovered(w, w.a, w.c);
    await w.yen.connect(w.pauser).pause();
    await expect(w.asOperator.recover(w.a))
      .to.emit(w.yen, "Transfer")
      .withArgs(w.a, w.c, 1_000n)
      .and.to.emit(w.yen, "WalletRecovered")
      .withArgs(w.a, w.c, 1_000n, 400n, 0n, false);
    expect(await w.yen.balanceOf(w.a)).to.equal(0n);
    expect(await w.yen.heldOf(w.a)).to.equal(0n);
    expect(await w.yen.balanceOf(w.c)).to.equal(1_000n);
    expect(await w.yen.heldOf(w.c)).to.equal(400n);
    expect([...(await w.yen.holdOf(w.id))]).to.deep.equal([w.c.address, 400n]);
    await expectTotals(w.yen, w.everyone);
  });

  it("lets the redemption be paid afterwards, out of the successor's account", async () => {
    const w = await load();
    await recovered(w, w.a, w.c);
    await w.asOperator.recover(w.a);
    await expect(w.asOperator.confirmRedemption(w.id))
      .to.emit(w.yen, "RedemptionPaid")
      .withArgs(w.id, w.c, 400n, w.yenOperator);
    expect(await w.yen.balanceOf(w.c)).to.equal(600n);
    expect(await w.yen.heldOf(w.c)).to.equal(0n);
    expect(await w.yen.totalSupply()).to.equal(600n);
    await expectTotals(w.yen, w.everyone);
  });

  it("lets the redemption be returned afterwards, to the successor's account", async () => {
    const w = await load();
    await recovered(w, w.a, w.c);
    await w.asOperator.recover(w.a);
    await expect(w.asOperator.returnRedemption(w.id, REASON))
      .to.emit(w.yen, "RedemptionReturned")
      .withArgs(w.id, w.c, 400n, REASON, w.yenOperator);
    expect(await w.yen.freeOf(w.c)).to.equal(1_000n);
    await w.yen.connect(w.c).transfer(w.b, 1_000n);
    await expectTotals(w.yen, w.everyone);
  });

  it("leaves a redemption that was paid before paid", async () => {
    const w = await load();
    await recovered(w, w.a, w.c);
    await w.asOperator.confirmRedemption(w.id);
    await expect(w.asOperator.recover(w.a))
      .to.emit(w.yen, "WalletRecovered")
      .withArgs(w.a, w.c, 600n, 0n, 0n, false);
    await expect(w.asOperator.returnRedemption(w.id, REASON))
      .to.be.revertedWithCustomError(w.yen, "NoSuchRedemption")
      .withArgs(w.id);
    await expectTotals(w.yen, w.everyone);
  });
});
