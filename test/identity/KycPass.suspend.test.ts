import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { suspensionTypedData } from "../../sdk/encode/suspensionTypedData.ts";
import { expectBalances } from "../support/balances.ts";
import { disowned, signedSuspension, suspended } from "../support/lists.ts";
import { load } from "../support/load.ts";
import {
  byAdmin,
  REASON,
  reclassified,
  renewed,
  revoked,
  rewriteClaims,
  STATUS,
  signedRenewal,
  signedRevocation,
  standingOf,
  windowPasses,
} from "../support/passes.ts";
import { signerOf } from "../support/signerOf.ts";
import { fieldsOf, HOLDER_WORD } from "../support/words.ts";
import { GENERAL, type World, world } from "../support/world.ts";

/** A world where A, B and C have working passes, A and B units of the bond, A also yen. */
async function holders() {
  const w = await world();
  await w.granted([w.a, w.b, w.c]);
  const reference = encodeBytes32String("first issue");
  await w.desk.issue(w.bond, w.a.address, 60n, reference);
  await w.desk.issue(w.bond, w.b.address, 40n, reference);
  await w.minted(w.a, 1_000n);
  return w;
}

const statusOf = async (w: World, wallet: { address: string }) =>
  (await standingOf(w, wallet)).status;

/** ELIG-2: nothing moves to or from A by its key, and what it has stays its own. */
async function expectNothingMoves({ a, b, bond, yen }: World) {
  for (const token of [bond, yen]) {
    await expect(token.connect(a).transfer(b.address, 1n), "ELIG-2")
      .to.be.revertedWithCustomError(token, "PassNotWorking")
      .withArgs(a.address, STATUS.suspended);
    await expect(token.connect(b).transfer(a.address, token === bond ? 1n : 0n), "ELIG-2")
      .to.be.revertedWithCustomError(token, "PassNotWorking")
      .withArgs(a.address, STATUS.suspended);
  }
  await expectBalances(bond, [
    [a, 60n],
    [b, 40n],
  ]);
  await expectBalances(yen, [[a, 1_000n]]);
}

describe("Suspending a pass", () => {
  describe("when a pass guardian does", () => {
    it("POWER-1: is refused to everybody else, officers and admin included", async () => {
      const w = await load(holders);
      for (const stranger of [w.thief, w.officers[0]!, w.admin, w.pauser, w.registrar, w.a]) {
        await expect(w.pass.connect(stranger).suspend(w.a.address, REASON))
          .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
          .withArgs(stranger.address);
      }
    });

    it("is refused for a wallet without a pass, and for one suspended already", async () => {
      const w = await load(holders);
      await revoked(w, w.b);
      await suspended(w, w.a);
      for (const wallet of [w.a, w.b, w.thief]) {
        await expect(suspended(w, wallet))
          .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
          .withArgs(wallet.address);
      }
    });

    it("ELIG-2: stops the wallet at once in every token, and leaves the pass its wallet's", async () => {
      const w = await load(holders);
      await expect(suspended(w, w.a))
        .to.emit(w.pass, "PassSuspended")
        .withArgs(w.a.address, REASON, w.guardian.address)
        .and.not.to.emit(w.pass, "Transfer");
      expect(await standingOf(w, w.a)).to.include({
        ...{ status: STATUS.suspended, investorId: 1n, from: 0n, until: 0n },
        ...{ categories: 0n, residence: 0n },
      });
      expect(await w.pass.balanceOf(w.a.address)).to.equal(1n);
      expect(await w.pass.ownerOf(w.a.address)).to.equal(w.a.address);
      expect(await w.pass.seqOf(w.a.address)).to.equal(2n);
      for (const token of [w.bond, w.yen]) {
        const word = fieldsOf(HOLDER_WORD, await token.wordOf(w.a.address));
        expect(word).to.include({ until: 0n, from: 0n, epoch: 0n, mayGain: 0n, enrolled: 1n });
      }
      await expectNothingMoves(w);
    });

    it("leaves every other wallet as it was", async () => {
      const w = await load(holders);
      const before = await w.bond.wordOf(w.b.address);
      await suspended(w, w.a);
      expect(await w.bond.wordOf(w.b.address)).to.equal(before);
      await w.bond.connect(w.b).transfer(w.c.address, 15n);
      await expectBalances(w.bond, [
        [w.a, 60n],
        [w.b, 25n],
        [w.c, 15n],
      ]);
    });

    it("works inside the veto window, and the pass can still be vetoed there", async () => {
      const w = await load(holders);
      const { grant, attestations } = await w.signedGrant(w.thief.address);
      await w.pass.grant(grant, attestations);
      await suspended(w, w.thief);
      expect(await statusOf(w, w.thief)).to.equal(STATUS.suspended);
      await w.pass.connect(w.guardian).veto(w.thief.address, REASON);
      await windowPasses(w);
      expect(await statusOf(w, w.thief)).to.equal(STATUS.revoked);
    });

    it("never fails for want of a number: at the maximum it stays there", async () => {
      const w = await load(holders);
      await rewriteClaims(w, w.c, { seq: 65_535 });
      await suspended(w, w.c);
      expect(await w.pass.seqOf(w.c.address)).to.equal(65_535n);
      expect(await statusOf(w, w.c)).to.equal(STATUS.suspended);
    });
  });

  describe("when one officer does, by a list", () => {
    it("is refused given lists of different length", async () => {
      const w = await load(holders);
      const { suspension, attestation } = await signedSuspension(w, [w.a, w.b]);
      await expect(w.pass.suspendListed({ ...suspension, validFroms: [1] }, attestation))
        .to.be.revertedWithCustomError(w.pass, "ListsDiffer")
        .withArgs(2, 1);
    });

    it("is refused after its deadline, and done in its last second", async () => {
      const w = await load(holders);
      const { suspension, attestation } = await signedSuspension(w, [w.a]);
      const { time, takeSnapshot } = w.networkHelpers;
      const { restore } = await takeSnapshot();
      await time.setNextBlockTimestamp(suspension.deadline + 1);
      await expect(w.pass.suspendListed(suspension, attestation))
        .to.be.revertedWithCustomError(w.pass, "AttestationExpired")
        .withArgs(suspension.deadline);
      await restore();
      await time.setNextBlockTimestamp(suspension.deadline);
      await w.pass.suspendListed(suspension, attestation);
    });

    it("is refused given a signature of no officer or over anything else than what is sent", async () => {
      const w = await load(holders);
      const { suspension, attestation } = await signedSuspension(w, [w.a]);
      await expect(w.pass.suspendListed(suspension, { ...attestation, officer: 9 }))
        .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
        .withArgs(9);
      await expect(w.pass.suspendListed(suspension, { ...attestation, officer: 2 }))
        .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
        .withArgs(2, w.officers[1]!.address, w.officers[0]!.address);
      for (const forged of [
        { ...suspension, wallets: [w.b.address] },
        { ...suspension, validFroms: [suspension.validFroms[0]! + 1] },
        { ...suspension, reason: encodeBytes32String("another") },
        { ...suspension, deadline: suspension.deadline + 1 },
        { ...suspension, wallets: [], validFroms: [] },
      ]) {
        const data = suspensionTypedData(w.chainId, w.platform.pass, forged);
        await expect(w.pass.suspendListed(forged, attestation))
          .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
          .withArgs(1, w.officers[0]!.address, signerOf(data, attestation));
      }
    });

    it("is refused to a disowned officer", async () => {
      const w = await load(holders);
      const { suspension, attestation } = await signedSuspension(w, [w.a]);
      const since = await w.now();
      await disowned(w, 1, since);
      await expect(w.pass.suspendListed(suspension, attestation))
        .to.be.revertedWithCustomError(w.pass, "OfficerIsDisowned")
        .withArgs(1, since);
    });

    it("is refused as a whole beyond the officer's list quota of the day", async () => {
      const w = await load(holders);
      await byAdmin(w, w.pass, "setSettings", [2, 86_400, 200, 2]);
      const today = Math.floor(((await w.now()) + 9 * 3_600) / 86_400);
      const all = await signedSuspension(w, [w.a, w.b, w.c]);
      await expect(w.pass.suspendListed(all.suspension, all.attestation))
        .to.be.revertedWithCustomError(w.pass, "ListQuotaSpent")
        .withArgs(1, 2, today);
      expect(await statusOf(w, w.a)).to.equal(STATUS.working);
      const two = await signedSuspension(w, [w.a, w.b]);
      await w.pass.suspendListed(two.suspension, two.attestation);
      expect(await w.pass.listedOf(1)).to.equal(2n);
      const third = await signedSuspension(w, [w.c]);
      await expect(w.pass.suspendListed(third.suspension, third.attestation))
        .to.be.revertedWithCustomError(w.pass, "ListQuotaSpent")
        .withArgs(1, 2, today);
      const byAnother = await signedSuspension(w, [w.c], { officer: 2 });
      await w.pass.suspendListed(byAnother.suspension, byAnother.attestation);
      expect(await w.pass.listedOf(2)).to.equal(1n);
    });

    it("ELIG-2: stops every hit at once, whoever relays it, and names the officer's key", async () => {
      const w = await load(holders);
      const { suspension, attestation } = await signedSuspension(w, [w.a, w.c]);
      const pass = w.pass.connect(w.thief);
      expect(await pass.suspendListed.staticCall(suspension, attestation)).to.equal(2n);
      await expect(pass.suspendListed(suspension, attestation))
        .to.emit(w.pass, "PassSuspended")
        .withArgs(w.a.address, REASON, w.officers[0]!.address)
        .and.to.emit(w.pass, "PassSuspended")
        .withArgs(w.c.address, REASON, w.officers[0]!.address)
        .and.not.to.emit(w.pass, "ClassNotReached");
      await expectNothingMoves(w);
      expect(await statusOf(w, w.c)).to.equal(STATUS.suspended);
      expect(await statusOf(w, w.b)).to.equal(STATUS.working);
    });

    it("leaves out passes not held, suspended already, named twice or others than were signed for", async () => {
      const w = await load(holders);
      await revoked(w, w.c);
      await suspended(w, w.b);
      const wallets = [w.a, w.a, w.b, w.c, w.thief];
      const { suspension, attestation } = await signedSuspension(w, wallets);
      expect(await w.pass.suspendListed.staticCall(suspension, attestation)).to.equal(1n);
      await w.pass.suspendListed(suspension, attestation);
      expect(await w.pass.listedOf(1), "only what was done counts").to.equal(1n);
      expect(await w.pass.suspendListed.staticCall(suspension, attestation), "again").to.equal(0n);

      await w.granted([w.c]);
      await w.pass.suspendListed(suspension, attestation);
      expect(await statusOf(w, w.c), "another pass than was signed for").to.equal(STATUS.working);
    });

    it("can be sent again in parts: what is done is done", async () => {
      const w = await load(holders);
      const { suspension, attestation } = await signedSuspension(w, [w.a, w.b, w.c]);
      await suspended(w, w.b);
      await expect(w.pass.suspendListed(suspension, attestation))
        .to.emit(w.pass, "PassSuspended")
        .withArgs(w.c.address, REASON, w.officers[0]!.address);
      for (const wallet of [w.a, w.b, w.c]) {
        expect(await statusOf(w, wallet)).to.equal(STATUS.suspended);
      }
    });

    it("ELIG-2: is not dodged by a renewal that the wallet kept back and sends first", async () => {
      const w = await load(holders);
      const kept = await signedRenewal(w, w.a, { expiry: GENERAL.expiry + 1 });
      const { suspension, attestation } = await signedSuspension(w, [w.a]);
      await w.pass.connect(w.a).renew(kept.renewal, kept.attestations);
      await w.pass.suspendListed(suspension, attestation);
      expect(await statusOf(w, w.a)).to.equal(STATUS.suspended);
    });
  });

  it("stops renewals and reclassifications, and not a revocation by quorum or guardian", async () => {
    const w = await load(holders);
    await suspended(w, w.a);
    await suspended(w, w.b);
    for (const act of [
      () => renewed(w, w.a, { expiry: GENERAL.expiry + 1 }),
      () => reclassified(w, w.a, { residence: 840 }),
    ]) {
      await expect(act())
        .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
        .withArgs(w.a.address);
    }
    const { grant, attestations } = await w.signedGrant(w.a.address);
    await expect(w.pass.grant(grant, attestations))
      .to.be.revertedWithCustomError(w.pass, "PassAlreadyHeld")
      .withArgs(w.a.address);
    const end = await signedRevocation(w, w.a);
    await w.pass.revokeByQuorum(end.revocation, end.attestations);
    await revoked(w, w.b);
    for (const wallet of [w.a, w.b]) expect(await statusOf(w, wallet)).to.equal(STATUS.revoked);
  });

  it("keeps a reclassification waiting, which the guardian can still veto", async () => {
    const w = await load(holders);
    await reclassified(w, w.a, { residence: 840 });
    await suspended(w, w.a);
    expect(await w.pass.changesAt(w.a.address)).to.be.greaterThan(0n);
    await w.pass.connect(w.guardian).veto(w.a.address, REASON);
    expect(await w.pass.changesAt(w.a.address)).to.equal(0n);
    expect(await statusOf(w, w.a)).to.equal(STATUS.suspended);
  });
});
