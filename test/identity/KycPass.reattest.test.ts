import { expect } from "chai";
import { attestation as made } from "../../sdk/encode/attestation.ts";
import { reattestationTypedData } from "../../sdk/encode/reattestationTypedData.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import {
  attestersOf,
  disowned,
  reattested,
  signedReattestation,
  suspended,
} from "../support/lists.ts";
import { load } from "../support/load.ts";
import {
  byAdmin,
  reclassified,
  renewed,
  revoked,
  rewriteClaims,
  STATUS,
  signedReclassification,
  signedRenewal,
  standingOf,
  windowPasses,
} from "../support/passes.ts";
import { signerOf } from "../support/signerOf.ts";
import { GENERAL, type World, world } from "../support/world.ts";

/** A world where A and B have passes attested by officers 1 and 2, of three. */
async function twoPasses() {
  const w = await world();
  await w.granted([w.a, w.b]);
  return w;
}

/** The same with a fourth officer, whose key is C's. */
async function fourOfficers() {
  const w = await twoPasses();
  await byAdmin(w, w.pass, "addOfficer", [w.c.address]);
  return withOfficers(w, [...w.officers, w.c]);
}

/** The world, where these keys attest under their numbers. */
function withOfficers<W extends World>(w: W, officers: World["officers"]): W {
  const attested: World["attested"] = async (data, numbers = [1, 2]) =>
    await Promise.all(
      numbers.map(async (n) => made(n, await signTypedData(officers[n - 1]!, data))),
    );
  return { ...w, officers, attested };
}

const statusOf = async (w: World, wallet: { address: string }) =>
  (await standingOf(w, wallet)).status;

describe("Attesting passes anew by a list", () => {
  describe("is refused", () => {
    it("given lists of different length", async () => {
      const w = await load(twoPasses);
      const { reattestation, attestation } = await signedReattestation(w, [w.a, w.b]);
      await expect(w.pass.reattestListed({ ...reattestation, seqs: [1] }, attestation))
        .to.be.revertedWithCustomError(w.pass, "ListsDiffer")
        .withArgs(2, 1);
    });

    it("after its deadline", async () => {
      const w = await load(twoPasses);
      const { reattestation, attestation } = await signedReattestation(w, [w.a]);
      await w.networkHelpers.time.setNextBlockTimestamp(reattestation.deadline + 1);
      await expect(w.pass.reattestListed(reattestation, attestation))
        .to.be.revertedWithCustomError(w.pass, "AttestationExpired")
        .withArgs(reattestation.deadline);
    });

    it("given a number that no officer has, a removed officer or a disowned one", async () => {
      const w = await load(twoPasses);
      const { reattestation, attestation } = await signedReattestation(w, [w.a]);
      for (const officer of [0, 9]) {
        await expect(w.pass.reattestListed(reattestation, { ...attestation, officer }))
          .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
          .withArgs(officer);
      }
      const since = await w.now();
      await disowned(w, 3, since);
      await expect(w.pass.reattestListed(reattestation, attestation))
        .to.be.revertedWithCustomError(w.pass, "OfficerIsDisowned")
        .withArgs(3, since);
      await byAdmin(w, w.pass, "removeOfficer", [3]);
      await expect(w.pass.reattestListed(reattestation, attestation))
        .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
        .withArgs(3);
    });

    it("given a signature over anything else than what is sent", async () => {
      const w = await load(twoPasses);
      const { reattestation, attestation } = await signedReattestation(w, [w.a]);
      for (const forged of [
        { ...reattestation, wallets: [w.b.address] },
        { ...reattestation, seqs: [2] },
        { ...reattestation, wallets: [w.a.address, w.a.address], seqs: [1, 1] },
        { ...reattestation, deadline: reattestation.deadline + 1 },
      ]) {
        const data = reattestationTypedData(w.chainId, w.platform.pass, forged);
        await expect(w.pass.reattestListed(forged, attestation))
          .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
          .withArgs(3, w.officers[2]!.address, signerOf(data, attestation));
      }
    });

    it("beyond the officer's list quota of the day, which starts anew at midnight in Japan", async () => {
      const w = await load(twoPasses);
      await byAdmin(w, w.pass, "setSettings", [2, 86_400, 200, 1]);
      const { reattestation, attestation } = await signedReattestation(w, [w.a, w.b]);
      const today = Math.floor(((await w.now()) + 9 * 3_600) / 86_400);
      await expect(w.pass.reattestListed(reattestation, attestation))
        .to.be.revertedWithCustomError(w.pass, "ListQuotaSpent")
        .withArgs(3, 1, today);
      expect((await attestersOf(w, w.a)).officers, "nothing was done").to.deep.equal([1, 2]);
      await reattested(w, [w.a]);
      expect(await w.pass.listedOf(3)).to.equal(1n);
      await expect(reattested(w, [w.b]))
        .to.be.revertedWithCustomError(w.pass, "ListQuotaSpent")
        .withArgs(3, 1, today);
      await w.networkHelpers.time.increaseTo((today + 1) * 86_400 - 9 * 3_600 - 600);
      expect(await w.pass.listedOf(3)).to.equal(1n);
      await w.networkHelpers.time.increase(600);
      expect(await w.pass.listedOf(3)).to.equal(0n);
      await reattested(w, [w.b]);
      expect(await w.pass.listedOf(3)).to.equal(1n);
    });
  });

  describe("leaves out", () => {
    it("passes that are not held, changed since, or that the officer vouches for already", async () => {
      const w = await load(twoPasses);
      await w.granted([w.issuer]);
      const { reattestation, attestation } = await signedReattestation(
        w,
        [w.a, w.b, w.issuer, w.c],
        { officer: 1 },
      );
      await expect(w.pass.reattestListed(reattestation, attestation)).not.to.emit(
        w.pass,
        "PassReattested",
      );
      const later = await signedReattestation(w, [w.a, w.b, w.issuer, w.c]);
      await renewed(w, w.a, { expiry: GENERAL.expiry - 1 });
      await revoked(w, w.b);
      const { pass } = w;
      expect(await pass.reattestListed.staticCall(later.reattestation, later.attestation)).to.equal(
        1n,
      );
      const sent = pass.reattestListed(later.reattestation, later.attestation);
      await expect(sent).to.emit(pass, "PassReattested").withArgs(w.issuer.address, 3);
      expect((await attestersOf(w, w.a)).officers).to.deep.equal([1, 2]);
      expect(await pass.listedOf(3), "only what was done counts").to.equal(1n);
      expect(await pass.listedOf(1)).to.equal(0n);
    });

    it("a wallet named twice the second time, and a list sent again", async () => {
      const w = await load(twoPasses);
      const { reattestation, attestation } = await signedReattestation(w, [w.a, w.a]);
      const { pass } = w;
      const count = () => pass.reattestListed.staticCall(reattestation, attestation);
      expect(await count()).to.equal(1n);
      await pass.reattestListed(reattestation, attestation);
      expect(await count()).to.equal(0n);
      expect((await attestersOf(w, w.a)).officers).to.deep.equal([1, 2, 3]);
    });

    it("a pass that eight good officers attested", async () => {
      const w = await load(fourOfficers);
      await reattested(w, [w.a], 3);
      const keys = (await w.ethers.getSigners()).slice(15, 20);
      for (const { address } of keys) await byAdmin(w, w.pass, "addOfficer", [address]);
      const all = withOfficers(w, [...w.officers, ...keys]);
      for (let number = 4; number <= 8; number++) await reattested(all, [w.a], number);
      expect((await attestersOf(w, w.a)).officers).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
      const ninth = await signedReattestation(all, [w.a], { officer: 9 });
      expect(
        await w.pass.reattestListed.staticCall(ninth.reattestation, ninth.attestation),
      ).to.equal(0n);
    });
  });

  it("adds the officer behind the last, with the time of the block, and changes nothing else", async () => {
    const w = await load(twoPasses);
    const grantedAt = (await attestersOf(w, w.a)).minedAt[0]!;
    const before = await w.pass.standing(w.a.address);
    const { reattestation, attestation } = await signedReattestation(w, [w.a]);
    await expect(w.pass.connect(w.thief).reattestListed(reattestation, attestation))
      .to.emit(w.pass, "PassReattested")
      .withArgs(w.a.address, 3);
    expect(await attestersOf(w, w.a)).to.deep.equal({
      officers: [1, 2, 3],
      minedAt: [grantedAt, grantedAt, await w.now()],
    });
    expect(await w.pass.standing(w.a.address)).to.equal(before);
    expect(await w.pass.seqOf(w.a.address), "no change of state").to.equal(1n);
  });

  it("puts the officer in the place of a disowned one, and the pass works again", async () => {
    const w = await load(twoPasses);
    await w.networkHelpers.time.increase(100);
    await disowned(w, 2, 1);
    expect(await statusOf(w, w.a)).to.equal(STATUS.unattested);
    await expect(reattested(w, [w.a, w.b]))
      .to.emit(w.pass, "PassReattested")
      .withArgs(w.a.address, 3)
      .and.to.emit(w.pass, "PassReattested")
      .withArgs(w.b.address, 3);
    const now = await w.now();
    for (const wallet of [w.a, w.b]) {
      expect(await attestersOf(w, wallet)).to.deep.equal({ officers: [1, 3], minedAt: [now, now] });
      expect(await statusOf(w, wallet)).to.equal(STATUS.working);
    }
  });

  it("puts the officer in the place of a disowned one among the further ones too", async () => {
    const w = await load(fourOfficers);
    const grantedAt = (await attestersOf(w, w.a)).minedAt[0]!;
    await reattested(w, [w.a], 3);
    await disowned(w, 3, 1);
    await reattested(w, [w.a], 4);
    expect(await attestersOf(w, w.a)).to.deep.equal({
      officers: [1, 2, 4],
      minedAt: [grantedAt, grantedAt, await w.now()],
    });
  });

  it("never counts one officer twice: a good one who is there already takes no other's place", async () => {
    const w = await load(twoPasses);
    await disowned(w, 1, 1);
    expect(await statusOf(w, w.a)).to.equal(STATUS.unattested);
    const { reattestation, attestation } = await signedReattestation(w, [w.a], { officer: 2 });
    expect(await w.pass.reattestListed.staticCall(reattestation, attestation)).to.equal(0n);
    await w.pass.reattestListed(reattestation, attestation);
    expect(await statusOf(w, w.a)).to.equal(STATUS.unattested);
    expect((await attestersOf(w, w.a)).officers).to.deep.equal([1, 2]);
  });

  it("never counts one officer twice, among the further ones and the first two alike", async () => {
    const w = await load(fourOfficers);
    const renewal = await signedRenewal(w, w.a, { officers: [1, 2, 3, 4] });
    await w.pass.renew(renewal.renewal, renewal.attestations);
    for (const number of [1, 3]) await disowned(w, number, 1);
    const { reattestation, attestation } = await signedReattestation(w, [w.a], { officer: 4 });
    expect(await w.pass.reattestListed.staticCall(reattestation, attestation)).to.equal(0n);
    expect(await statusOf(w, w.a), "2 and 4 are a quorum").to.equal(STATUS.working);
    await disowned(w, 2, 1);
    await w.pass.reattestListed(reattestation, attestation);
    expect(await statusOf(w, w.a)).to.equal(STATUS.unattested);
  });

  it("brings no reclassification of disowned officers into force: what was before is attested", async () => {
    const w = await load(twoPasses);
    await reclassified(w, w.a, { residence: 840 });
    await windowPasses(w);
    await disowned(w, 2, 1);
    expect(await statusOf(w, w.a)).to.equal(STATUS.unattested);
    await reattested(w, [w.a]);
    expect(await standingOf(w, w.a)).to.include({ status: STATUS.working, residence: 392n });
  });

  it("leaves a reclassification waiting, whose own officers count from its time on", async () => {
    const w = await load(twoPasses);
    const change = await signedReclassification(w, w.a, { residence: 840 }, { officers: [1, 2] });
    await w.pass.reclassify(change.reclassification, change.attestations);
    await reattested(w, [w.a]);
    expect(await w.pass.changesAt(w.a.address)).to.be.greaterThan(0n);
    await windowPasses(w);
    expect((await attestersOf(w, w.a)).officers).to.deep.equal([1, 2]);
    expect((await standingOf(w, w.a)).residence).to.equal(840n);
  });

  it("leaves a suspended pass suspended", async () => {
    const w = await load(twoPasses);
    await suspended(w, w.a);
    await expect(reattested(w, [w.a]))
      .to.emit(w.pass, "PassReattested")
      .withArgs(w.a.address, 3);
    expect(await statusOf(w, w.a)).to.equal(STATUS.suspended);
  });

  it("does not need a number left: a pass at the last one can be attested", async () => {
    const w = await load(twoPasses);
    await rewriteClaims(w, w.b, { seq: 65_535 });
    await expect(reattested(w, [w.b]))
      .to.emit(w.pass, "PassReattested")
      .withArgs(w.b.address, 3);
  });
});

describe("Renewing a pass whose reclassification is over", () => {
  it("rests on the officers who renew from then on, not on those who reclassified", async () => {
    const w = await load(twoPasses);
    await reclassified(w, w.a, { residence: 840 });
    await windowPasses(w);
    const { renewal, attestations } = await signedRenewal(w, w.a, {
      expiry: GENERAL.expiry + 1,
      officers: [1, 3],
    });
    await w.pass.renew(renewal, attestations);
    const now = await w.now();
    expect(await attestersOf(w, w.a)).to.deep.equal({ officers: [1, 3], minedAt: [now, now] });
    await disowned(w, 3, now);
    expect(await statusOf(w, w.a)).to.equal(STATUS.unattested);
    expect((await standingOf(w, w.a)).until).to.equal(0n);
  });
});
