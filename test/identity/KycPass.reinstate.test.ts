import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { reinstatementTypedData } from "../../sdk/encode/reinstatementTypedData.ts";
import { expectBalances } from "../support/balances.ts";
import {
  attestersOf,
  disowned,
  reinstated,
  signedReinstatement,
  signedSuspension,
  suspended,
} from "../support/lists.ts";
import { load } from "../support/load.ts";
import {
  claimsOf,
  REASON,
  reclassified,
  revoked,
  rewriteClaims,
  STATUS,
  signedRevocation,
  standingOf,
  windowPasses,
} from "../support/passes.ts";
import { signerOf } from "../support/signerOf.ts";
import { type World, world } from "../support/world.ts";

/** A world where A and B have suspended passes and units, and C a working one. */
async function twoSuspended() {
  const w = await world();
  await w.granted([w.a, w.b, w.c]);
  const reference = encodeBytes32String("first issue");
  await w.desk.issue(w.bond, w.a.address, 60n, reference);
  await w.desk.issue(w.bond, w.b.address, 40n, reference);
  await suspended(w, w.a);
  await suspended(w, w.b);
  return w;
}

const statusOf = async (w: World, wallet: { address: string }) =>
  (await standingOf(w, wallet)).status;

describe("Reinstating suspended passes", () => {
  it("is refused given lists of different length, or after its deadline", async () => {
    const w = await load(twoSuspended);
    const { reinstatement, attestations } = await signedReinstatement(w, [w.a, w.b]);
    await expect(w.pass.reinstateListed({ ...reinstatement, seqs: [2] }, attestations))
      .to.be.revertedWithCustomError(w.pass, "ListsDiffer")
      .withArgs(2, 1);
    await w.networkHelpers.time.setNextBlockTimestamp(reinstatement.deadline + 1);
    await expect(w.pass.reinstateListed(reinstatement, attestations))
      .to.be.revertedWithCustomError(w.pass, "AttestationExpired")
      .withArgs(reinstatement.deadline);
  });

  it("POWER-1: is no act of one officer, nor of the guardian, the admin or the holder", async () => {
    const w = await load(twoSuspended);
    const { reinstatement, attestations } = await signedReinstatement(w, [w.a]);
    const [first, second] = attestations;
    for (const by of [w.guardian, w.admin, w.a, w.officers[0]!]) {
      await expect(w.pass.connect(by).reinstateListed(reinstatement, [first!]))
        .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
        .withArgs(1, 2);
      await expect(w.pass.connect(by).reinstateListed(reinstatement, []))
        .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
        .withArgs(0, 2);
    }
    await expect(w.pass.reinstateListed(reinstatement, [first!, first!]))
      .to.be.revertedWithCustomError(w.pass, "AttestationsNotAscending")
      .withArgs(1);
    await expect(w.pass.reinstateListed(reinstatement, [second!, first!]))
      .to.be.revertedWithCustomError(w.pass, "AttestationsNotAscending")
      .withArgs(1);
    await expect(w.pass.reinstateListed(reinstatement, [first!, { ...second!, officer: 9 }]))
      .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
      .withArgs(9);
    await expect(w.pass.reinstateListed(reinstatement, Array(9).fill(first!)))
      .to.be.revertedWithCustomError(w.pass, "TooManyAttestations")
      .withArgs(9, 8);
    expect(await statusOf(w, w.a)).to.equal(STATUS.suspended);
  });

  it("is refused given signatures over anything else than what is sent", async () => {
    const w = await load(twoSuspended);
    const { reinstatement, attestations } = await signedReinstatement(w, [w.a]);
    for (const forged of [
      { ...reinstatement, wallets: [w.b.address] },
      { ...reinstatement, seqs: [3] },
      { ...reinstatement, reason: encodeBytes32String("another") },
      { ...reinstatement, deadline: reinstatement.deadline + 1 },
    ]) {
      const data = reinstatementTypedData(w.chainId, w.platform.pass, forged);
      await expect(w.pass.reinstateListed(forged, attestations))
        .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
        .withArgs(1, w.officers[0]!.address, signerOf(data, attestations[0]!));
    }
  });

  it("is refused given a disowned officer among those who sign", async () => {
    const w = await load(twoSuspended);
    const { reinstatement, attestations } = await signedReinstatement(w, [w.a]);
    const since = await w.now();
    await disowned(w, 2, since);
    await expect(w.pass.reinstateListed(reinstatement, attestations))
      .to.be.revertedWithCustomError(w.pass, "OfficerIsDisowned")
      .withArgs(2, since);
  });

  it("makes every listed pass work at once, whoever relays it, and names the officers", async () => {
    const w = await load(twoSuspended);
    const wallets = [w.a, w.b];
    const { reinstatement, attestations } = await signedReinstatement(w, wallets, {
      officers: [1, 3],
    });
    const pass = w.pass.connect(w.thief);
    expect(await pass.reinstateListed.staticCall(reinstatement, attestations)).to.equal(2n);
    await expect(pass.reinstateListed(reinstatement, attestations))
      .to.emit(w.pass, "PassReinstated")
      .withArgs(w.a.address, REASON, 0x0301)
      .and.to.emit(w.pass, "PassReinstated")
      .withArgs(w.b.address, REASON, 0x0301);
    const now = await w.now();
    for (const wallet of wallets) {
      expect(await statusOf(w, wallet)).to.equal(STATUS.working);
      expect(await attestersOf(w, wallet)).to.deep.equal({ officers: [1, 3], minedAt: [now, now] });
      expect(await w.pass.seqOf(wallet.address)).to.equal(3n);
    }
    await w.bond.connect(w.a).transfer(w.b.address, 20n);
    await expectBalances(w.bond, [
      [w.a, 40n],
      [w.b, 60n],
    ]);
  });

  it("gives the pass another name, so that what was signed to stop the one before stops it no more", async () => {
    const w = await load(twoSuspended);
    await reinstated(w, [w.a]);
    const again = await signedSuspension(w, [w.a]);
    const end = await signedRevocation(w, w.a);
    const before = await w.pass.validFromOf(w.a.address);
    await w.pass.suspendListed(again.suspension, again.attestation);
    await reinstated(w, [w.a]);
    const named = await w.pass.validFromOf(w.a.address);
    expect(named).to.equal(before + 1n);
    expect(await w.pass.suspendListed.staticCall(again.suspension, again.attestation)).to.equal(0n);
    await w.pass.suspendListed(again.suspension, again.attestation);
    expect(await statusOf(w, w.a)).to.equal(STATUS.working);
    await expect(w.pass.revokeByQuorum(end.revocation, end.attestations))
      .to.be.revertedWithCustomError(w.pass, "WrongPass")
      .withArgs(w.a.address, named, before);
  });

  it("leaves out passes that are not suspended, changed since, or at the last number", async () => {
    const w = await load(twoSuspended);
    await revoked(w, w.b);
    const wallets = [w.a, w.a, w.b, w.c, w.thief];
    const { reinstatement, attestations } = await signedReinstatement(w, wallets);
    expect(await w.pass.reinstateListed.staticCall(reinstatement, attestations)).to.equal(1n);
    await w.pass.reinstateListed(reinstatement, attestations);
    expect(await w.pass.reinstateListed.staticCall(reinstatement, attestations)).to.equal(0n);
    await suspended(w, w.a);
    expect(
      await w.pass.reinstateListed.staticCall(reinstatement, attestations),
      "sent again",
    ).to.equal(0n);
    expect(await statusOf(w, w.a)).to.equal(STATUS.suspended);
    expect(await statusOf(w, w.b)).to.equal(STATUS.revoked);

    await rewriteClaims(w, w.c, { seq: 65_535 });
    await suspended(w, w.c);
    const last = await signedReinstatement(w, [w.c]);
    expect(await w.pass.reinstateListed.staticCall(last.reinstatement, last.attestations)).to.equal(
      0n,
    );
  });

  it("brings back the claims as they were, a reclassification over meanwhile included", async () => {
    const w = await load(twoSuspended);
    await reclassified(w, w.c, { residence: 840, taxClass: 3 });
    await suspended(w, w.c);
    await windowPasses(w);
    await reinstated(w, [w.c], [1, 3]);
    expect(await claimsOf(w, w.c)).to.include({ residence: 840, taxClass: 3 });
    expect((await attestersOf(w, w.c)).officers).to.deep.equal([1, 3]);
    expect((await standingOf(w, w.c)).residence).to.equal(840n);
  });

  it("leaves out a pass whose reclassification still waits, until its window is over", async () => {
    const w = await load(twoSuspended);
    await reclassified(w, w.c, { residence: 840 });
    await suspended(w, w.c);
    await reinstated(w, [w.c]);
    expect(await statusOf(w, w.c)).to.equal(STATUS.suspended);
    await windowPasses(w);
    await reinstated(w, [w.c]);
    expect(await standingOf(w, w.c)).to.include({ status: STATUS.working, residence: 840n });
  });

  it("rests on those who reinstate: without them the pass stops", async () => {
    const w = await load(twoSuspended);
    await reinstated(w, [w.a], [2, 3]);
    await disowned(w, 1, 1);
    expect(await statusOf(w, w.a)).to.equal(STATUS.working);
    await disowned(w, 2, await w.now());
    expect(await statusOf(w, w.a)).to.equal(STATUS.working);
    await disowned(w, 2, 1);
    expect(await statusOf(w, w.a)).to.equal(STATUS.unattested);
  });

  it("inside the veto window leaves the pass in it", async () => {
    const w = await load(twoSuspended);
    const { grant, attestations } = await w.signedGrant(w.thief.address);
    await w.pass.grant(grant, attestations);
    await suspended(w, w.thief);
    await reinstated(w, [w.thief]);
    expect(await statusOf(w, w.thief)).to.equal(STATUS.inVetoWindow);
    await w.pass.connect(w.guardian).veto(w.thief.address, REASON);
  });
});
