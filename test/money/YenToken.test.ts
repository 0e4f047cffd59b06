import { expect } from "chai";
import { encodeBytes32String, MaxUint256, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { YenToken__factory } from "../../types/index.js";
import { announce, announced } from "../support/announced.ts";
import { eventsOf } from "../support/eventsOf.ts";
import { fixture } from "../support/fixture.ts";
import { holdId, holdOrder, placed } from "../support/holds.ts";
import { PURPOSE } from "../support/purposes.ts";
import { expectTotals } from "../support/totals.ts";
import { DAY, world } from "../support/world.ts";

const USA = 840;
const DEPOSIT = encodeBytes32String("deposit A-1");
const PAYOUT = encodeBytes32String("payout A-1");
const REASON = encodeBytes32String("account closed");

/** A and B have passes; nothing is attested or minted. */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  const asOperator = w.yen.connect(w.yenOperator);
  const asAttestor = w.yen.connect(w.attestor);
  return { ...w, everyone, asOperator, asAttestor };
});
type Loaded = Awaited<ReturnType<typeof load>>;

/** A has 100 yen, the reserve is 100, attested just now. */
async function funded(): Promise<Loaded> {
  const w = await load();
  await w.asAttestor.attestReserve(100n, await w.now());
  await w.asOperator.mint(w.a, 100n, DEPOSIT);
  return w;
}

/** A asked for 60 of its 100 yen to be paid out. */
async function underWay() {
  const w = await funded();
  await w.yen.connect(w.a).redeem(60n, PAYOUT);
  return { w, id: redemptionId(w, w.a.address, 1) };
}

/** The hold of the n-th redemption, of which the holder is `holder`. */
function redemptionOrder(holder: string, yen: bigint, n: number) {
  return holdOrder(holder, yen, toBeHex(n, 32), { purpose: PURPOSE.redemption });
}

/** The id of the n-th redemption, of which the holder is `holder`. */
function redemptionId({ chainId, platform }: Loaded, holder: string, n: number): string {
  return holdId(platform.yen, redemptionOrder(holder, 0n, n), chainId);
}

describe("attestReserve", () => {
  it("POWER-1: given a caller that is no reserve attestor, refuses it, the yen operator too", async () => {
    const w = await load();
    for (const caller of [w.thief, w.yenOperator, w.admin, w.a]) {
      await expect(w.yen.connect(caller).attestReserve(1n, await w.now()))
        .to.be.revertedWithCustomError(w.yen, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });

  it("YEN-1: given a moment in the future, refuses it; the present one, accepts it", async () => {
    const w = await load();
    const { time } = w.networkHelpers;
    const at = (await w.now()) + 10;
    await time.setNextBlockTimestamp(at);
    await expect(w.asAttestor.attestReserve(1n, at + 1))
      .to.be.revertedWithCustomError(w.yen, "ReserveAttestedOutOfOrder")
      .withArgs(at + 1, 0n);
    await time.setNextBlockTimestamp(at + 1);
    await expect(w.asAttestor.attestReserve(1n, at + 1))
      .to.emit(w.yen, "ReserveAttested")
      .withArgs(1n, at + 1, w.attestor);
  });

  it("YEN-1: given a moment not later than the last attestation's, refuses it", async () => {
    const w = await load();
    const at = await w.now();
    await w.asAttestor.attestReserve(100n, at);
    for (const asOf of [at, at - 1, 0]) {
      await expect(w.asAttestor.attestReserve(200n, asOf))
        .to.be.revertedWithCustomError(w.yen, "ReserveAttestedOutOfOrder")
        .withArgs(asOf, at);
    }
    expect([...(await w.yen.reserve())]).to.deep.equal([100n, BigInt(at), BigInt(DAY)]);
  });

  it("given a later moment, replaces the attestation, with more or with less", async () => {
    const w = await load();
    for (const yen of [100n, 500n, 0n, 2n ** 64n - 1n]) {
      const asOf = await w.now();
      await expect(w.asAttestor.attestReserve(yen, asOf))
        .to.emit(w.yen, "ReserveAttested")
        .withArgs(yen, asOf, w.attestor);
      expect([...(await w.yen.reserve())]).to.deep.equal([yen, BigInt(asOf), BigInt(DAY)]);
      await w.networkHelpers.time.increase(1);
    }
  });
});

describe("mint", () => {
  it("POWER-1: given a caller that is no yen operator, refuses it, the attestor too", async () => {
    const w = await load();
    await w.asAttestor.attestReserve(100n, await w.now());
    for (const caller of [w.thief, w.attestor, w.admin, w.a]) {
      await expect(w.yen.connect(caller).mint(w.a, 1n, DEPOSIT))
        .to.be.revertedWithCustomError(w.yen, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });

  it("YEN-1: given no attestation ever, mints nothing", async () => {
    const w = await load();
    await expect(w.asOperator.mint(w.a, 1n, DEPOSIT))
      .to.be.revertedWithCustomError(w.yen, "ReserveNotFresh")
      .withArgs(0n, DAY);
  });

  it("YEN-1: given an attestation, mints until it is as old as allowed, and not a second longer", async () => {
    const w = await load();
    const { takeSnapshot, time } = w.networkHelpers;
    const asOf = await w.now();
    await w.asAttestor.attestReserve(100n, asOf);
    const before = await takeSnapshot();
    await time.setNextBlockTimestamp(asOf + DAY + 1);
    await expect(w.asOperator.mint(w.a, 1n, DEPOSIT))
      .to.be.revertedWithCustomError(w.yen, "ReserveNotFresh")
      .withArgs(asOf, DAY);
    await before.restore();
    await time.setNextBlockTimestamp(asOf + DAY);
    await expect(w.asOperator.mint(w.a, 1n, DEPOSIT)).to.emit(w.yen, "YenMinted");
    await expectTotals(w.yen, w.everyone);
  });

  it("YEN-1: given an old moment attested just now, counts the moment, not the attesting", async () => {
    const w = await load();
    const asOf = (await w.now()) - DAY - 60;
    await w.asAttestor.attestReserve(100n, asOf);
    await expect(w.asOperator.mint(w.a, 1n, DEPOSIT))
      .to.be.revertedWithCustomError(w.yen, "ReserveNotFresh")
      .withArgs(asOf, DAY);
  });

  it("YEN-1: given a reserve, mints up to it, and not one yen more", async () => {
    const w = await load();
    await w.asAttestor.attestReserve(100n, await w.now());
    await expect(w.asOperator.mint(w.a, 101n, DEPOSIT))
      .to.be.revertedWithCustomError(w.yen, "ReserveExceeded")
      .withArgs(100n, 101n);
    await w.asOperator.mint(w.a, 40n, DEPOSIT);
    await expect(w.asOperator.mint(w.b, 61n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "ReserveExceeded")
      .withArgs(100n, 101n);
    await w.asOperator.mint(w.b, 60n, PAYOUT);
    expect(await w.yen.totalSupply()).to.equal(100n);
    await expectTotals(w.yen, w.everyone);
  });

  it("YEN-1: given a reserve attested below the supply, mints nothing, and takes nothing away", async () => {
    const w = await funded();
    await w.asAttestor.attestReserve(99n, await w.now());
    await expect(w.asOperator.mint(w.a, 1n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "ReserveExceeded")
      .withArgs(99n, 101n);
    expect(await w.yen.totalSupply()).to.equal(100n);
  });

  it("YEN-1: given redemptions under way, counts them until they are paid", async () => {
    const { w, id } = await underWay();
    await expect(w.asOperator.mint(w.b, 1n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "ReserveExceeded")
      .withArgs(100n, 101n);
    await w.asOperator.confirmRedemption(id);
    await w.networkHelpers.time.increase(1);
    await w.asAttestor.attestReserve(41n, await w.now());
    await expect(w.asOperator.mint(w.b, 2n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "ReserveExceeded")
      .withArgs(41n, 42n);
    await w.asOperator.mint(w.b, 1n, PAYOUT);
    await expectTotals(w.yen, w.everyone);
  });

  it("YEN-1: given a redemption paid since the attestation, counts the reserve without it", async () => {
    const { w, id } = await underWay();
    await w.asOperator.confirmRedemption(id);
    await expect(w.asOperator.mint(w.b, 1n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "ReserveExceeded")
      .withArgs(40n, 41n);
  });

  it("YEN-1: given a deposit reference that minted, refuses it for ever, whatever became of the yen", async () => {
    const w = await funded();
    await w.asAttestor.attestReserve(1_000n, await w.now());
    const again = async () =>
      await expect(w.asOperator.mint(w.b, 1n, DEPOSIT))
        .to.be.revertedWithCustomError(w.yen, "DepositAlreadyMinted")
        .withArgs(DEPOSIT);
    await again();
    await w.yen.connect(w.a).redeem(100n, PAYOUT);
    await w.asOperator.confirmRedemption(redemptionId(w, w.a.address, 1));
    await again();
    await w.networkHelpers.time.increase(365 * DAY);
    await again();
    expect(await w.yen.isDepositMinted(DEPOSIT)).to.equal(true);
  });

  it("YEN-1: given a mint that was refused, leaves its deposit reference for another time", async () => {
    const w = await load();
    await w.asAttestor.attestReserve(100n, await w.now());
    await expect(w.asOperator.mint(w.a, 101n, DEPOSIT)).to.revert(w.ethers);
    await expect(w.asOperator.mint(w.thief, 1n, DEPOSIT)).to.revert(w.ethers);
    expect(await w.yen.isDepositMinted(DEPOSIT)).to.equal(false);
    await w.asOperator.mint(w.a, 100n, DEPOSIT);
    await expectTotals(w.yen, w.everyone);
  });

  it("when it goes to the zero address or to a wallet without a working pass, refuses it", async () => {
    const w = await load();
    await w.asAttestor.attestReserve(100n, await w.now());
    await expect(w.asOperator.mint(ZeroAddress, 1n, DEPOSIT))
      .to.be.revertedWithCustomError(w.yen, "ERC20InvalidReceiver")
      .withArgs(ZeroAddress);
    await expect(w.asOperator.mint(w.thief, 1n, DEPOSIT))
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.thief, 0n);
  });

  it("given no yen or no deposit reference, refuses it", async () => {
    const w = await load();
    await w.asAttestor.attestReserve(100n, await w.now());
    for (const [yen, reference] of [[0n, DEPOSIT] as const, [1n, ZeroHash] as const]) {
      await expect(w.asOperator.mint(w.a, yen, reference))
        .to.be.revertedWithCustomError(w.yen, "DepositEmpty")
        .withArgs(yen, reference);
    }
  });

  it("when the yen exceed any reserve, refuses them", async () => {
    const w = await funded();
    await w.asAttestor.attestReserve(2n ** 64n - 1n, await w.now());
    await expect(w.asOperator.mint(w.a, 2n ** 64n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "ReserveExceeded")
      .withArgs(2n ** 64n - 1n, 2n ** 64n + 100n);
    await expect(w.asOperator.mint(w.a, MaxUint256, PAYOUT)).to.revert(w.ethers);
  });

  it("when it is sound, mints yen and says so, with the deposit and the operator", async () => {
    const w = await load();
    await w.asAttestor.attestReserve(100n, await w.now());
    const sent = w.asOperator.mint(w.a, 100n, DEPOSIT);
    await expect(sent).to.emit(w.yen, "YenMinted").withArgs(w.a, 100n, DEPOSIT, w.yenOperator);
    await expect(sent).to.emit(w.yen, "Transfer").withArgs(ZeroAddress, w.a, 100n);
    expect(await w.yen.isDepositMinted(DEPOSIT)).to.equal(true);
    await expectTotals(w.yen, w.everyone);
  });

  it("when the pass is of any category and residence, mints: money is for every working pass", async () => {
    const w = await load();
    await w.granted([w.c], { residence: USA });
    await w.minted(w.c, 5n);
    await w.yen.connect(w.c).transfer(w.a, 5n);
    await expectTotals(w.yen, w.everyone);
  });
});

describe("redeem", () => {
  it("when nothing is to be paid out, refuses it", async () => {
    const w = await funded();
    await expect(w.yen.connect(w.a).redeem(0n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "HoldOfNothing")
      .withArgs(redemptionId(w, w.a.address, 1));
  });

  it("when it exceeds the balance, or what other redemptions left, refuses it", async () => {
    const { w } = await underWay();
    await expect(w.yen.connect(w.a).redeem(101n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "ERC20InsufficientBalance")
      .withArgs(w.a, 100n, 101n);
    await expect(w.yen.connect(w.a).redeem(41n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "UnitsNotFree")
      .withArgs(w.a, 40n, 41n);
  });

  it("ELIG-2: given a wallet whose pass was revoked, expired, or never was, refuses it", async () => {
    const w = await funded();
    await w.pass.connect(w.guardian).revoke(w.a, REASON);
    await expect(w.yen.connect(w.a).redeem(1n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.a, 5n);
    await expect(w.yen.connect(w.thief).redeem(1n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.thief, 0n);
    await w.networkHelpers.time.increase(20 * 365 * DAY);
    await expect(w.yen.connect(w.b).redeem(1n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.b, 3n);
  });

  it("HOLD-1: when it is sound, holds the yen on the holder's account and names the payout", async () => {
    const w = await funded();
    const id = redemptionId(w, w.a.address, 1);
    const sent = w.yen.connect(w.a).redeem(60n, PAYOUT);
    await expect(sent).to.emit(w.yen, "RedemptionRequested").withArgs(id, w.a, 60n, PAYOUT);
    await expect(sent)
      .to.emit(w.yen, "HoldPlaced")
      .withArgs(...placed(id, redemptionOrder(w.a.address, 60n, 1)));
    expect(await w.yen.balanceOf(w.a)).to.equal(100n);
    expect(await w.yen.freeOf(w.a)).to.equal(40n);
    await expect(w.yen.connect(w.a).transfer(w.b, 41n))
      .to.be.revertedWithCustomError(w.yen, "UnitsNotFree")
      .withArgs(w.a, 40n, 41n);
    await expectTotals(w.yen, w.everyone);
  });

  it("when the same is asked twice, makes two redemptions", async () => {
    const { w, id } = await underWay();
    await w.yen.connect(w.a).redeem(10n, PAYOUT);
    const second = redemptionId(w, w.a.address, 2);
    await w.asOperator.confirmRedemption(id);
    expect([...(await w.yen.holdOf(second))]).to.deep.equal([w.a.address, 10n]);
    expect(await w.yen.heldOf(w.a)).to.equal(10n);
    await expectTotals(w.yen, w.everyone);
  });

  it("EXIT-1: given a paused token, works, and so do payment and return; transfers do not", async () => {
    const w = await funded();
    await w.networkHelpers.time.increase(1);
    await w.asAttestor.attestReserve(200n, await w.now());
    await w.yen.connect(w.pauser).pause();
    await expect(w.yen.connect(w.a).transfer(w.b, 1n)).to.be.revertedWithCustomError(
      w.yen,
      "TokenPaused",
    );
    await expect(w.asOperator.mint(w.a, 1n, PAYOUT)).to.be.revertedWithCustomError(
      w.yen,
      "TokenPaused",
    );
    await w.yen.connect(w.a).redeem(60n, PAYOUT);
    await w.yen.connect(w.a).redeem(30n, PAYOUT);
    await w.asOperator.confirmRedemption(redemptionId(w, w.a.address, 1));
    await w.asOperator.returnRedemption(redemptionId(w, w.a.address, 2), REASON);
    expect(await w.yen.balanceOf(w.a)).to.equal(40n);
    await expectTotals(w.yen, w.everyone);
  });

  it("EXIT-1: given an attestation that is old, or a reserve below the supply, works all the same", async () => {
    const w = await funded();
    await w.asAttestor.attestReserve(0n, await w.now());
    await w.networkHelpers.time.increase(30 * DAY);
    await w.yen.connect(w.a).redeem(100n, PAYOUT);
    await w.asOperator.confirmRedemption(redemptionId(w, w.a.address, 1));
    expect(await w.yen.totalSupply()).to.equal(0n);
    await expectTotals(w.yen, w.everyone);
  });
});

describe("confirmRedemption and returnRedemption", () => {
  it("POWER-1: given a caller that is no yen operator, refuse it, the holder and the attestor too", async () => {
    const { w, id } = await underWay();
    for (const caller of [w.thief, w.a, w.attestor, w.admin]) {
      for (const go of [
        () => w.yen.connect(caller).confirmRedemption(id),
        () => w.yen.connect(caller).returnRedemption(id, REASON),
      ]) {
        await expect(go())
          .to.be.revertedWithCustomError(w.yen, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    }
  });

  it("given no such redemption, or one that is done, refuse it", async () => {
    const { w, id } = await underWay();
    await w.yen.connect(w.a).redeem(10n, PAYOUT);
    const second = redemptionId(w, w.a.address, 2);
    await w.asOperator.confirmRedemption(id);
    await w.asOperator.returnRedemption(second, REASON);
    for (const done of [id, second, ZeroHash, DEPOSIT]) {
      for (const go of [
        () => w.asOperator.confirmRedemption(done),
        () => w.asOperator.returnRedemption(done, REASON),
      ]) {
        await expect(go()).to.be.revertedWithCustomError(w.yen, "NoSuchRedemption").withArgs(done);
      }
    }
    expect(await w.yen.balanceOf(w.a)).to.equal(40n);
  });

  it("when the bank has paid, the yen end", async () => {
    const { w, id } = await underWay();
    const sent = w.asOperator.confirmRedemption(id);
    await expect(sent).to.emit(w.yen, "RedemptionPaid").withArgs(id, w.a, 60n, w.yenOperator);
    await expect(sent).to.emit(w.yen, "HoldReleased").withArgs(id, w.a, 60n);
    await expect(sent).to.emit(w.yen, "Transfer").withArgs(w.a, ZeroAddress, 60n);
    expect(await w.yen.balanceOf(w.a)).to.equal(40n);
    expect(await w.yen.totalSupply()).to.equal(40n);
    await expectTotals(w.yen, w.everyone);
  });

  it("given yen frozen meanwhile, the payment unfreezes exactly the part taken, and says so first", async () => {
    const { w, id } = await underWay();
    await w.asOperator.freezeYen(w.a, 70n, REASON, DEPOSIT);
    const sent = w.asOperator.confirmRedemption(id);
    await expect(sent).to.emit(w.yen, "Frozen").withArgs(w.a, 40n);
    expect(await eventsOf(w.yen, sent)).to.deep.equal([
      ...["RedemptionPaid", "HoldReleased", "Frozen", "Transfer"],
    ]);
    expect(await w.yen.balanceOf(w.a)).to.equal(40n);
    expect(await w.yen.frozenOf(w.a)).to.equal(40n);
    expect(await w.yen.freeOf(w.a)).to.equal(0n);
    await expectTotals(w.yen, w.everyone);
  });

  it("given as few frozen as are left to the holder, the payment unfreezes nothing", async () => {
    const { w, id } = await underWay();
    await w.asOperator.freezeYen(w.a, 40n, REASON, DEPOSIT);
    expect(await eventsOf(w.yen, w.asOperator.confirmRedemption(id))).to.deep.equal([
      ...["RedemptionPaid", "HoldReleased", "Transfer"],
    ]);
    expect(await w.yen.frozenOf(w.a)).to.equal(40n);
    await expectTotals(w.yen, w.everyone);
  });

  it("when the bank could not pay, the yen are free again", async () => {
    const { w, id } = await underWay();
    const sent = w.asOperator.returnRedemption(id, REASON);
    await expect(sent)
      .to.emit(w.yen, "RedemptionReturned")
      .withArgs(id, w.a, 60n, REASON, w.yenOperator);
    await expect(sent).to.emit(w.yen, "HoldReleased").withArgs(id, w.a, 60n);
    await w.yen.connect(w.a).transfer(w.b, 100n);
    await expectTotals(w.yen, w.everyone);
  });

  it("EXIT-1: given a pass that was revoked meanwhile, the bank's payment ends the yen all the same", async () => {
    const { w, id } = await underWay();
    await w.pass.connect(w.guardian).revoke(w.a, REASON);
    await w.asOperator.confirmRedemption(id);
    expect(await w.yen.balanceOf(w.a)).to.equal(40n);
    await expectTotals(w.yen, w.everyone);
  });

  it("ELIG-2: given a pass that was revoked meanwhile, returned yen stay where they are", async () => {
    const { w, id } = await underWay();
    await w.pass.connect(w.guardian).revoke(w.a, REASON);
    await w.asOperator.returnRedemption(id, REASON);
    expect(await w.yen.freeOf(w.a)).to.equal(100n);
    await expect(w.yen.connect(w.a).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.a, 5n);
  });
});

describe("The yen token's switches", () => {
  it("POWER-1: given a caller without the role, are refused", async () => {
    const w = await load();
    for (const caller of [w.thief, w.yenOperator, w.attestor, w.registrar]) {
      for (const go of [
        () => w.yen.connect(caller).pause(),
        () => w.yen.connect(caller).unpause(),
        () => w.yen.connect(caller).setFreshness(1),
      ]) {
        await expect(go())
          .to.be.revertedWithCustomError(w.yen, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    }
  });

  it("given the pauser, stop at once; given the unpauser, end the stop only after its delay", async () => {
    const w = await funded();
    await expect(w.yen.connect(w.pauser).pause())
      .to.emit(w.yen, "PauseChanged")
      .withArgs(true, w.pauser);
    expect(await w.yen.isPaused()).to.equal(true);
    const { delay, id, send } = await announce(w, w.unpauser, w.yen, "unpause", []);
    expect(delay).to.equal(3_600);
    await expect(send())
      .to.be.revertedWithCustomError(w.authority, "AccessManagerNotReady")
      .withArgs(id);
    await w.networkHelpers.time.increase(delay);
    await expect(send()).to.emit(w.yen, "PauseChanged").withArgs(false, w.unpauser);
    await w.yen.connect(w.a).transfer(w.b, 1n);
    await expectTotals(w.yen, w.everyone);
  });

  it("YEN-1: given a freshness of zero, refuse it, at deployment too", async () => {
    const w = await load();
    await expect(announced(w, w.admin, w.yen, "setFreshness", [0]))
      .to.be.revertedWithCustomError(w.yen, "FreshnessOutOfRange")
      .withArgs(0n);
    const deploying = new YenToken__factory(w.deployer).deploy(
      ...([w.platform.authority, w.platform.pass, await w.yen.annex(), "Yen", "JPY", 0] as const),
    );
    await expect(deploying)
      .to.be.revertedWithCustomError(w.yen, "FreshnessOutOfRange")
      .withArgs(0n);
  });

  it("YEN-1: given a shorter freshness from the admin after its delay, mints only by it", async () => {
    const w = await funded();
    await expect(announced(w, w.admin, w.yen, "setFreshness", [60]))
      .to.emit(w.yen, "FreshnessChanged")
      .withArgs(60n);
    const asOf = await w.now();
    await w.asAttestor.attestReserve(200n, asOf);
    await w.networkHelpers.time.setNextBlockTimestamp(asOf + 61);
    await expect(w.asOperator.mint(w.a, 1n, PAYOUT))
      .to.be.revertedWithCustomError(w.yen, "ReserveNotFresh")
      .withArgs(asOf, 60n);
  });
});
