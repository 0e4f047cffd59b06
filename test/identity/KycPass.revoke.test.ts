import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import { revocationTypedData } from "../../sdk/encode/revocationTypedData.ts";
import { expectBalances } from "../support/balances.ts";
import { load } from "../support/load.ts";
import {
  REASON,
  reclassified,
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
import { GENERAL, world } from "../support/world.ts";

/** A world where A and B have working passes and units of the bond, A also yen. */
async function twoHolders() {
  const w = await world();
  await w.granted([w.a, w.b]);
  const reference = encodeBytes32String("first issue");
  await w.desk.issue(w.bond, w.a.address, 60n, reference);
  await w.desk.issue(w.bond, w.b.address, 40n, reference);
  await w.minted(w.a, 1_000n);
  return w;
}

type TwoHolders = Awaited<ReturnType<typeof twoHolders>>;

/** ELIG-2: nothing moves to or from A by its key, and what it has stays its own. */
async function expectNothingMoves(w: TwoHolders) {
  const { a, b, bond, yen } = w;
  for (const [token, holder] of [
    [bond, b],
    [yen, a],
  ] as const) {
    await expect(token.connect(a).transfer(b.address, 1n), "ELIG-2")
      .to.be.revertedWithCustomError(token, "PassNotWorking")
      .withArgs(a.address, STATUS.revoked);
    await expect(token.connect(b).transfer(a.address, holder === b ? 1n : 0n), "ELIG-2")
      .to.be.revertedWithCustomError(token, "PassNotWorking")
      .withArgs(a.address, STATUS.revoked);
  }
  await expectBalances(bond, [
    [a, 60n],
    [b, 40n],
  ]);
  await expectBalances(yen, [[a, 1_000n]]);
}

describe("Revoking a pass", () => {
  describe("when a pass guardian does", () => {
    it("is refused to everybody else, officers and admin included", async () => {
      const w = await load(twoHolders);
      for (const stranger of [w.thief, w.officers[0]!, w.pauser, w.registrar, w.a]) {
        await expect(w.pass.connect(stranger).revoke(w.a.address, REASON))
          .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
          .withArgs(stranger.address);
      }
      await expect(w.pass.connect(w.admin).revoke(w.a.address, REASON))
        .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
        .withArgs(w.admin.address);
    });

    it("is refused for a wallet without a pass, never granted or revoked before", async () => {
      const w = await load(twoHolders);
      await revoked(w, w.a);
      for (const wallet of [w.a, w.c]) {
        await expect(revoked(w, wallet))
          .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
          .withArgs(wallet.address);
      }
    });

    it("ELIG-2: ends the pass at once, in every token", async () => {
      const w = await load(twoHolders);
      const tokenId = BigInt(w.a.address);
      await expect(revoked(w, w.a))
        .to.emit(w.pass, "PassRevoked")
        .withArgs(w.a.address, REASON, w.guardian.address, 0)
        .and.to.emit(w.pass, "Transfer")
        .withArgs(w.a.address, ZeroAddress, tokenId)
        .and.not.to.emit(w.pass, "ClassNotReached");
      expect(await standingOf(w, w.a)).to.include({
        status: STATUS.revoked,
        investorId: 1n,
        from: 0n,
        until: 0n,
        categories: 0n,
        residence: 0n,
      });
      expect(await w.pass.balanceOf(w.a.address)).to.equal(0n);
      expect(await w.pass.seqOf(w.a.address)).to.equal(2n);
      for (const token of [w.bond, w.yen]) {
        const word = fieldsOf(HOLDER_WORD, await token.wordOf(w.a.address));
        expect(word).to.include({ until: 0n, from: 0n, epoch: 0n, mayGain: 0n, enrolled: 1n });
      }
      await expectNothingMoves(w);
    });

    it("leaves every other wallet as it was", async () => {
      const w = await load(twoHolders);
      await w.granted([w.c]);
      const before = await w.bond.wordOf(w.b.address);
      await revoked(w, w.a);
      expect(await w.bond.wordOf(w.b.address)).to.equal(before);
      await w.bond.connect(w.b).transfer(w.c.address, 15n);
      await expectBalances(w.bond, [
        [w.a, 60n],
        [w.b, 25n],
        [w.c, 15n],
      ]);
    });

    it("works inside the veto window, and for a pass that expired", async () => {
      const w = await load(twoHolders);
      const { grant, attestations } = await w.signedGrant(w.c.address);
      await w.pass.grant(grant, attestations);
      await revoked(w, w.c);
      await windowPasses(w);
      expect((await standingOf(w, w.c)).status).to.equal(STATUS.revoked);
      await w.networkHelpers.time.increaseTo(Date.UTC(2041, 0, 1) / 1_000);
      expect((await standingOf(w, w.b)).status).to.equal(STATUS.expired);
      await revoked(w, w.b);
      expect((await standingOf(w, w.b)).status).to.equal(STATUS.revoked);
    });

    it("ends a waiting change with it", async () => {
      const w = await load(twoHolders);
      await reclassified(w, w.a, { residence: 840 });
      await revoked(w, w.a);
      const { grant, attestations } = await w.signedGrant(w.a.address);
      await w.pass.grant(grant, attestations);
      await windowPasses(w);
      expect((await standingOf(w, w.a)).residence).to.equal(392n);
    });
  });

  describe("when a quorum of officers does", () => {
    it("is refused for a wallet without a pass", async () => {
      const w = await load(twoHolders);
      const { revocation, attestations } = await signedRevocation(w, w.c);
      await expect(w.pass.revokeByQuorum(revocation, attestations))
        .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
        .withArgs(w.c.address);
    });

    it("is refused after its deadline", async () => {
      const w = await load(twoHolders);
      const { revocation, attestations } = await signedRevocation(w, w.a);
      await w.networkHelpers.time.setNextBlockTimestamp(revocation.deadline + 1);
      await expect(w.pass.revokeByQuorum(revocation, attestations))
        .to.be.revertedWithCustomError(w.pass, "AttestationExpired")
        .withArgs(revocation.deadline);
    });

    it("is refused for another pass of the wallet than its present one", async () => {
      const w = await load(twoHolders);
      const present = await w.pass.validFromOf(w.a.address);
      const signed = await signedRevocation(w, w.a);
      const other = await signedRevocation(w, w.a, { validFrom: 2 });
      await expect(w.pass.revokeByQuorum(other.revocation, other.attestations))
        .to.be.revertedWithCustomError(w.pass, "WrongPass")
        .withArgs(w.a.address, present, 2);
      await revoked(w, w.a);
      const { grant, attestations } = await w.signedGrant(w.a.address);
      await w.pass.grant(grant, attestations);
      await expect(w.pass.revokeByQuorum(signed.revocation, signed.attestations))
        .to.be.revertedWithCustomError(w.pass, "WrongPass")
        .withArgs(w.a.address, await w.pass.validFromOf(w.a.address), present);
    });

    it("ELIG-2: is not dodged by a renewal that the wallet kept back and sends first", async () => {
      const w = await load(twoHolders);
      const kept = await signedRenewal(w, w.a, { expiry: GENERAL.expiry + 1 });
      const { revocation, attestations } = await signedRevocation(w, w.a);
      await w.pass.connect(w.a).renew(kept.renewal, kept.attestations);
      await w.pass.revokeByQuorum(revocation, attestations);
      expect((await standingOf(w, w.a)).status).to.equal(STATUS.revoked);
    });

    it("refuses what a grant refuses of attestations", async () => {
      const w = await load(twoHolders);
      const { revocation, attestations } = await signedRevocation(w, w.a);
      const [first, second] = attestations;
      await expect(w.pass.revokeByQuorum(revocation, [first!]))
        .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
        .withArgs(1, 2);
      await expect(w.pass.revokeByQuorum(revocation, Array(9).fill(first!)))
        .to.be.revertedWithCustomError(w.pass, "TooManyAttestations")
        .withArgs(9, 8);
      await expect(w.pass.revokeByQuorum(revocation, [first!, first!]))
        .to.be.revertedWithCustomError(w.pass, "AttestationsNotAscending")
        .withArgs(1);
      await expect(w.pass.revokeByQuorum(revocation, [first!, { ...second!, officer: 9 }]))
        .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
        .withArgs(9);
      for (const forged of [
        { ...revocation, reason: encodeBytes32String("another") },
        { ...revocation, deadline: revocation.deadline + 1 },
      ]) {
        await expect(w.pass.revokeByQuorum(forged, attestations))
          .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
          .withArgs(
            1,
            w.officers[0]!.address,
            signerOf(revocationTypedData(w.chainId, w.platform.pass, forged), first!),
          );
      }
    });

    it("ELIG-2: ends the pass at once, whoever relays it, and names the officers", async () => {
      const w = await load(twoHolders);
      const { revocation, attestations } = await signedRevocation(w, w.a, { officers: [1, 2, 3] });
      await expect(w.pass.connect(w.thief).revokeByQuorum(revocation, attestations))
        .to.emit(w.pass, "PassRevoked")
        .withArgs(w.a.address, REASON, w.thief.address, 0x030201)
        .and.to.emit(w.pass, "Transfer")
        .withArgs(w.a.address, ZeroAddress, BigInt(w.a.address));
      expect((await standingOf(w, w.a)).status).to.equal(STATUS.revoked);
      expect(await w.pass.seqOf(w.a.address)).to.equal(2n);
      await expectNothingMoves(w);
    });

    it("never fails for want of a number: at the maximum it stays there", async () => {
      const w = await load(twoHolders);
      await rewriteClaims(w, w.b, { seq: 65_535 });
      const { revocation, attestations } = await signedRevocation(w, w.b);
      await w.pass.revokeByQuorum(revocation, attestations);
      expect(await w.pass.seqOf(w.b.address)).to.equal(65_535n);
      await expect(w.pass.revokeByQuorum(revocation, attestations))
        .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
        .withArgs(w.b.address);
    });
  });
});
