import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import { recoveryTypedData } from "../../sdk/encode/recoveryTypedData.ts";
import {
  disowned,
  grantedSystem,
  linked,
  recovered,
  reinstated,
  signedRecovery,
  suspended,
} from "../support/lists.ts";
import { load } from "../support/load.ts";
import {
  byAdmin,
  REASON,
  reclassified,
  revoked,
  rewriteClaims,
  STATUS,
  signedRenewal,
  standingOf,
  windowPasses,
} from "../support/passes.ts";
import { signerOf } from "../support/signerOf.ts";
import { DAY, GENERAL, type World, world } from "../support/world.ts";

/** A world where A and C are one investor's wallets, B another's; A has units of the bond and yen. */
async function twoWallets() {
  const w = await world();
  await w.granted([w.a, w.b]);
  await linked(w, w.a, [w.c]);
  await w.desk.issue(w.bond, w.a.address, 60n, encodeBytes32String("issue"));
  await w.minted(w.a, 1_000n);
  return w;
}

const statusOf = async (w: World, wallet: { address: string }) =>
  (await standingOf(w, wallet)).status;
const vetoed = (w: World) => w.pass.connect(w.guardian).veto(w.a.address, REASON);

describe("Recovering a lost wallet", () => {
  describe("is refused", () => {
    it("given a successor without a pass that is held: none, revoked, suspended, recovered itself", async () => {
      const w = await load(twoWallets);
      await linked(w, w.a, [w.issuer, w.officers[0]!]);
      await revoked(w, w.c);
      await suspended(w, w.issuer);
      for (const successor of [w.thief, w.c, w.issuer]) {
        const { recovery, attestations } = await signedRecovery(w, w.a, successor);
        await expect(w.pass.recover(recovery, attestations))
          .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
          .withArgs(successor.address);
      }
      await recovered(w, w.officers[0]!, w.a);
      const { recovery, attestations } = await signedRecovery(w, w.a, w.officers[0]!);
      await expect(w.pass.recover(recovery, attestations))
        .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
        .withArgs(w.officers[0]!.address);
    });

    it("given another investor's wallet, the lost one itself, or a lost wallet that never had a pass", async () => {
      const w = await load(twoWallets);
      for (const [lost, successor, number] of [
        [w.a, w.b, 1],
        [w.a, w.a, 1],
        [w.thief, w.b, 0],
      ] as const) {
        const { recovery, attestations } = await signedRecovery(w, lost, successor);
        await expect(w.pass.recover(recovery, attestations))
          .to.be.revertedWithCustomError(w.pass, "NotThisInvestors")
          .withArgs(successor.address, number);
      }
    });

    it("given a system pass, which is one of many under one number", async () => {
      const w = await load(twoWallets);
      const [dvp, desk] = [{ address: w.platform.dvp }, { address: w.platform.desk }];
      await grantedSystem(w, dvp);
      await grantedSystem(w, desk);
      const { recovery, attestations } = await signedRecovery(w, dvp, desk);
      await expect(w.pass.recover(recovery, attestations))
        .to.be.revertedWithCustomError(w.pass, "SystemPass")
        .withArgs(dvp.address);
    });

    it("given a wallet recovered already, before and after its window", async () => {
      const w = await load(twoWallets);
      await linked(w, w.a, [w.issuer]);
      const first = await signedRecovery(w, w.a, w.c);
      await w.pass.recover(first.recovery, first.attestations);
      for (let i = 0; i < 2; i++) {
        const { recovery, attestations } = await signedRecovery(w, w.a, w.issuer);
        await expect(w.pass.recover(recovery, attestations))
          .to.be.revertedWithCustomError(w.pass, "RecoveredAlready")
          .withArgs(w.a.address, w.c.address);
        await windowPasses(w);
      }
    });

    it("given another number, or the last one, after its deadline, and by too few officers", async () => {
      const w = await load(twoWallets);
      const { recovery, attestations } = await signedRecovery(w, w.a, w.c);
      await expect(w.pass.recover({ ...recovery, seq: 2 }, attestations))
        .to.be.revertedWithCustomError(w.pass, "WrongSeq")
        .withArgs(w.a.address, 1, 2);
      await expect(w.pass.recover(recovery, [attestations[0]!]))
        .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
        .withArgs(1, 2);
      const { restore } = await w.networkHelpers.takeSnapshot();
      await rewriteClaims(w, w.a, { seq: 65_535 });
      const last = await signedRecovery(w, w.a, w.c);
      await expect(w.pass.recover(last.recovery, last.attestations))
        .to.be.revertedWithCustomError(w.pass, "SeqAtMaximum")
        .withArgs(w.a.address);
      await restore();
      await w.networkHelpers.time.setNextBlockTimestamp(recovery.deadline + 1);
      await expect(w.pass.recover(recovery, attestations))
        .to.be.revertedWithCustomError(w.pass, "AttestationExpired")
        .withArgs(recovery.deadline);
    });

    it("given a signature over anything else than what is sent", async () => {
      const w = await load(twoWallets);
      await linked(w, w.a, [w.issuer]);
      const { recovery, attestations } = await signedRecovery(w, w.a, w.c);
      for (const forged of [
        { ...recovery, lost: w.c.address, successor: w.a.address },
        { ...recovery, successor: w.issuer.address },
        { ...recovery, reason: encodeBytes32String("another") },
        { ...recovery, deadline: recovery.deadline + 1 },
      ]) {
        const data = recoveryTypedData(w.chainId, w.platform.pass, forged);
        await expect(w.pass.recover(forged, attestations))
          .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
          .withArgs(1, w.officers[0]!.address, signerOf(data, attestations[0]!));
      }
    });

    it("beyond the officers' quota of the day", async () => {
      const w = await load(twoWallets);
      await byAdmin(w, w.pass, "setSettings", [2, DAY, 1, 1]);
      const today = Math.floor(((await w.now()) + 9 * 3_600) / DAY);
      const spent = await w.signedGrant(w.issuer.address);
      await w.pass.grant(spent.grant, spent.attestations);
      const { recovery, attestations } = await signedRecovery(w, w.a, w.c);
      await expect(w.pass.recover(recovery, attestations))
        .to.be.revertedWithCustomError(w.pass, "OfficerQuotaSpent")
        .withArgs(1, 1, today);
    });
  });

  it("ELIG-2: stops the lost wallet at once in every token, whoever relays it, its successor in the window too", async () => {
    const w = await load(twoWallets);
    const { recovery, attestations } = await signedRecovery(w, w.a, w.c);
    const sent = await w.pass.connect(w.thief).recover(recovery, attestations);
    const validFrom = (await w.now()) + w.platformFile.passes.vetoWindow;
    await expect(sent)
      .to.emit(w.pass, "PassRecovered")
      .withArgs(w.a.address, w.c.address, REASON, validFrom, 0x0201)
      .and.to.emit(w.pass, "Transfer")
      .withArgs(w.a.address, ZeroAddress, BigInt(w.a.address))
      .and.not.to.emit(w.pass, "ClassNotReached");
    for (const token of [w.bond, w.yen]) {
      await expect(token.connect(w.a).transfer(w.b.address, 1n), "ELIG-2")
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(w.a.address, STATUS.recovered);
      await expect(token.connect(w.b).transfer(w.a.address, 0n), "ELIG-2")
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(w.a.address, STATUS.recovered);
    }
    expect(await w.pass.balanceOf(w.a.address)).to.equal(0n);
    expect(await w.pass.investorIdOf(w.a.address)).to.equal(1n);
    expect(await w.pass.seqOf(w.a.address)).to.equal(2n);
    expect(await statusOf(w, w.c)).to.equal(STATUS.working);
  });

  it("names the successor after the veto window, to the second, and for good", async () => {
    const w = await load(twoWallets);
    const { recovery, attestations } = await signedRecovery(w, w.a, w.c);
    await w.pass.recover(recovery, attestations);
    const validFrom = (await w.now()) + w.platformFile.passes.vetoWindow;
    expect(await w.pass.recoveryOf(w.a.address)).to.deep.equal([w.c.address, BigInt(validFrom)]);
    expect(await w.pass.successorOf(w.a.address)).to.equal(ZeroAddress);
    await w.networkHelpers.time.increaseTo(validFrom - 1);
    expect(await w.pass.successorOf(w.a.address)).to.equal(ZeroAddress);
    await w.networkHelpers.time.increaseTo(validFrom);
    expect(await w.pass.successorOf(w.a.address)).to.equal(w.c.address);
    expect(await w.pass.successorOf(w.c.address)).to.equal(ZeroAddress);
    const { grant, attestations: by } = await w.signedGrant(w.a.address);
    await expect(w.pass.grant(grant, by))
      .to.be.revertedWithCustomError(w.pass, "PassAlreadyHeld")
      .withArgs(w.a.address);
    await expect(vetoed(w))
      .to.be.revertedWithCustomError(w.pass, "NothingToVeto")
      .withArgs(w.a.address);
    await expect(revoked(w, w.a))
      .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
      .withArgs(w.a.address);
  });

  it("takes a lost wallet whose pass was suspended, and one whose pass was revoked", async () => {
    const w = await load(twoWallets);
    await linked(w, w.a, [w.issuer]);
    await suspended(w, w.a);
    await revoked(w, w.issuer);
    await expect(recovered(w, w.a, w.c))
      .to.emit(w.pass, "Transfer")
      .withArgs(w.a.address, ZeroAddress, BigInt(w.a.address));
    await expect(recovered(w, w.issuer, w.c)).not.to.emit(w.pass, "Transfer");
    for (const lost of [w.a, w.issuer]) {
      expect(await w.pass.successorOf(lost.address)).to.equal(w.c.address);
      expect(await statusOf(w, lost)).to.equal(STATUS.recovered);
    }
  });

  it("is not undone by a renewal that the thief kept back", async () => {
    const w = await load(twoWallets);
    const kept = await signedRenewal(w, w.a, { expiry: GENERAL.expiry + 1 });
    await recovered(w, w.a, w.c);
    await expect(w.pass.connect(w.a).renew(kept.renewal, kept.attestations))
      .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
      .withArgs(w.a.address);
  });

  it("drops a reclassification that waited", async () => {
    const w = await load(twoWallets);
    await reclassified(w, w.a, { residence: 840 });
    await recovered(w, w.a, w.c);
    expect(await w.pass.changesAt(w.a.address)).to.equal(0n);
    expect((await w.pass.claimsOf(w.a.address)).residence).to.equal(392n);
  });

  describe("vetoed inside its window", () => {
    it("names no successor, and leaves the pass suspended until a quorum reinstates it", async () => {
      const w = await load(twoWallets);
      const { recovery, attestations } = await signedRecovery(w, w.a, w.c);
      await w.pass.recover(recovery, attestations);
      await expect(vetoed(w))
        .to.emit(w.pass, "PassVetoed")
        .withArgs(w.a.address, REASON, w.guardian.address)
        .and.to.emit(w.pass, "Transfer")
        .withArgs(ZeroAddress, w.a.address, BigInt(w.a.address));
      await windowPasses(w);
      expect(await w.pass.successorOf(w.a.address)).to.equal(ZeroAddress);
      expect(await w.pass.recoveryOf(w.a.address)).to.deep.equal([ZeroAddress, 0n]);
      expect(await statusOf(w, w.a)).to.equal(STATUS.suspended);
      expect(await w.pass.seqOf(w.a.address)).to.equal(3n);
      await expect(w.pass.recover(recovery, attestations), "sent again")
        .to.be.revertedWithCustomError(w.pass, "WrongSeq")
        .withArgs(w.a.address, 3, 1);
      await reinstated(w, [w.a]);
      expect(await statusOf(w, w.a)).to.equal(STATUS.working);
      await w.bond.connect(w.a).transfer(w.b.address, 1n);
    });

    it("leaves a pass that was revoked before revoked: only a fresh grant brings it back", async () => {
      const w = await load(twoWallets);
      await revoked(w, w.a);
      const { recovery, attestations } = await signedRecovery(w, w.a, w.c);
      await w.pass.recover(recovery, attestations);
      await expect(vetoed(w)).not.to.emit(w.pass, "Transfer");
      expect(await statusOf(w, w.a)).to.equal(STATUS.revoked);
      expect(await w.pass.balanceOf(w.a.address)).to.equal(0n);
      await reinstated(w, [w.a]);
      expect(await statusOf(w, w.a), "reinstating is for suspended ones").to.equal(STATUS.revoked);
      const { grant, attestations: by } = await w.signedGrant(w.a.address);
      await w.pass.grant(grant, by);
      expect(await statusOf(w, w.a)).to.equal(STATUS.inVetoWindow);
    });
  });

  describe("whose officers are disowned", () => {
    it("counts no more, after its window too, and can then be vetoed", async () => {
      const w = await load(twoWallets);
      const { recovery, attestations } = await signedRecovery(w, w.a, w.c, { officers: [1, 2, 3] });
      await w.pass.recover(recovery, attestations);
      await windowPasses(w);
      await disowned(w, 1, 1);
      expect(await w.pass.successorOf(w.a.address), "2 and 3 are a quorum").to.equal(w.c.address);
      await disowned(w, 2, 1);
      expect(await w.pass.successorOf(w.a.address)).to.equal(ZeroAddress);
      await vetoed(w);
      expect(await statusOf(w, w.a)).to.equal(STATUS.suspended);
    });

    it("counts again when the disowning is taken back", async () => {
      const w = await load(twoWallets);
      await recovered(w, w.a, w.c);
      await disowned(w, 1, 1);
      expect(await w.pass.successorOf(w.a.address)).to.equal(ZeroAddress);
      await w.pass.connect(w.secondGuardian).undoDisowning(1);
      expect(await w.pass.successorOf(w.a.address)).to.equal(w.c.address);
    });
  });
});
