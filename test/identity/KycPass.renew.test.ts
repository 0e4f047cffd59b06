import { expect } from "chai";
import { renewalTypedData } from "../../sdk/encode/renewalTypedData.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { load } from "../support/load.ts";
import {
  byAdmin,
  claimsOf,
  renewed,
  revoked,
  rewriteClaims,
  STATUS,
  signedRenewal,
  standingOf,
} from "../support/passes.ts";
import { signerOf } from "../support/signerOf.ts";
import { fieldsOf, HOLDER_WORD } from "../support/words.ts";
import { DAY, GENERAL, world } from "../support/world.ts";

/** A world where A has a working pass for thirty days and a word in yen and the bond. */
async function passForThirtyDays() {
  const w = await world();
  const today = jstDateOf(await w.now());
  await w.granted([w.a], { expiry: today + 30, screenedUntil: today + 30 }, [0, 1]);
  return { ...w, today };
}

describe("Renewing a pass", () => {
  describe("given a wallet without a pass", () => {
    it("is refused, never granted or revoked", async () => {
      const w = await load(passForThirtyDays);
      await revoked(w, w.a);
      for (const wallet of [w.a, w.b]) {
        const { renewal, attestations } = await signedRenewal(w, wallet, {
          expiry: w.today + 9,
          screenedUntil: w.today + 9,
        });
        await expect(w.pass.renew(renewal, attestations))
          .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
          .withArgs(wallet.address);
      }
    });
  });

  describe("given a wallet with a pass", () => {
    it("refuses a renewal after its deadline", async () => {
      const w = await load(passForThirtyDays);
      const { renewal, attestations } = await signedRenewal(w, w.a);
      await w.networkHelpers.time.setNextBlockTimestamp(renewal.deadline + 1);
      await expect(w.pass.renew(renewal, attestations))
        .to.be.revertedWithCustomError(w.pass, "AttestationExpired")
        .withArgs(renewal.deadline);
    });

    for (const seq of [0, 2]) {
      it(`refuses number ${seq} where 1 is next`, async () => {
        const w = await load(passForThirtyDays);
        const { renewal, attestations } = await signedRenewal(w, w.a, { seq });
        await expect(w.pass.renew(renewal, attestations))
          .to.be.revertedWithCustomError(w.pass, "WrongSeq")
          .withArgs(w.a.address, 1, seq);
      });
    }

    it("refuses the last number, which only a revocation may use", async () => {
      const w = await load(passForThirtyDays);
      await rewriteClaims(w, w.a, { seq: 65_534 });
      await renewed(w, w.a);
      expect(await w.pass.seqOf(w.a.address)).to.equal(65_535n);
      await expect(renewed(w, w.a))
        .to.be.revertedWithCustomError(w.pass, "SeqAtMaximum")
        .withArgs(w.a.address);
    });

    for (const field of ["expiry", "screenedUntil"] as const) {
      it(`refuses ${field} of yesterday and takes today's`, async () => {
        const w = await load(passForThirtyDays);
        const today = jstDateOf(await w.now());
        await expect(renewed(w, w.a, { [field]: today - 1 }))
          .to.be.revertedWithCustomError(w.pass, "DatePast")
          .withArgs(today - 1);
        await renewed(w, w.a, { [field]: today });
        expect((await claimsOf(w, w.a))[field]).to.equal(today);
      });
    }

    it("refuses what a grant refuses of attestations", async () => {
      const w = await load(passForThirtyDays);
      const { renewal, attestations } = await signedRenewal(w, w.a);
      const [first, second] = attestations;
      await expect(w.pass.renew(renewal, [first!]))
        .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
        .withArgs(1, 2);
      await expect(w.pass.renew(renewal, Array(9).fill(first!)))
        .to.be.revertedWithCustomError(w.pass, "TooManyAttestations")
        .withArgs(9, 8);
      await expect(w.pass.renew(renewal, [second!, first!]))
        .to.be.revertedWithCustomError(w.pass, "AttestationsNotAscending")
        .withArgs(1);
      await expect(w.pass.renew(renewal, [first!, { ...second!, officer: 9 }]))
        .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
        .withArgs(9);
    });

    it("refuses a signature over anything else than what is sent", async () => {
      const w = await load(passForThirtyDays);
      const { renewal, attestations } = await signedRenewal(w, w.a);
      for (const forged of [
        { ...renewal, expiry: renewal.expiry + 1 },
        { ...renewal, screenedUntil: renewal.screenedUntil + 1 },
        { ...renewal, deadline: renewal.deadline + 1 },
      ]) {
        await expect(w.pass.renew(forged, attestations))
          .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
          .withArgs(
            1,
            w.officers[0]!.address,
            signerOf(renewalTypedData(w.chainId, w.platform.pass, forged), attestations[0]!),
          );
      }
    });

    it("sets both dates at once, whoever relays it, and raises the number", async () => {
      const w = await load(passForThirtyDays);
      const { renewal, attestations } = await signedRenewal(w, w.a, {
        expiry: w.today + 60,
        screenedUntil: w.today + 50,
        officers: [1, 2, 3],
      });
      await expect(w.pass.connect(w.thief).renew(renewal, attestations))
        .to.emit(w.pass, "PassRenewed")
        .withArgs(w.a.address, w.today + 60, w.today + 50, 0x030201);
      expect(await claimsOf(w, w.a)).to.deep.equal({
        ...GENERAL,
        expiry: w.today + 60,
        screenedUntil: w.today + 50,
      });
      expect(await standingOf(w, w.a)).to.include({
        status: STATUS.working,
        until: BigInt(jstDateEnd(w.today + 50) - 1),
      });
      expect(await w.pass.seqOf(w.a.address)).to.equal(2n);
    });

    it("is told to no token when both dates are as late as before", async () => {
      const w = await load(passForThirtyDays);
      const before = await w.bond.wordOf(w.a.address);
      await renewed(w, w.a);
      await renewed(w, w.a, { expiry: w.today + 60, screenedUntil: w.today + 60 });
      expect(await w.bond.wordOf(w.a.address)).to.equal(before);
    });

    for (const field of ["expiry", "screenedUntil"] as const) {
      it(`is told to the tokens when ${field} comes earlier`, async () => {
        const w = await load(passForThirtyDays);
        await renewed(w, w.a, {
          expiry: w.today + 60,
          screenedUntil: w.today + 60,
          [field]: w.today + 29,
        });
        for (const token of [w.yen, w.bond]) {
          expect(fieldsOf(HOLDER_WORD, await token.wordOf(w.a.address))).to.include({
            until: 0n,
            from: 0n,
            mayGain: 0n,
            enrolled: 1n,
          });
        }
      });
    }

    it("shortens it to today: the last second of today still works, the next does not", async () => {
      const w = await load(passForThirtyDays);
      const today = jstDateOf(await w.now());
      await renewed(w, w.a, { expiry: today });
      await w.networkHelpers.time.increaseTo(jstDateEnd(today) - 1);
      expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
      await w.networkHelpers.time.increaseTo(jstDateEnd(today));
      expect((await standingOf(w, w.a)).status).to.equal(STATUS.expired);
    });

    it("does not end the veto window of a new pass", async () => {
      const w = await load(passForThirtyDays);
      const { grant, attestations } = await w.signedGrant(w.b.address);
      await w.pass.grant(grant, attestations);
      await renewed(w, w.b, { expiry: GENERAL.expiry + 1 });
      expect((await standingOf(w, w.b)).status).to.equal(STATUS.inVetoWindow);
    });
  });

  describe("given a pass that expired or whose screening lapsed", () => {
    for (const [field, status] of [
      ["expiry", STATUS.expired],
      ["screenedUntil", STATUS.screeningLapsed],
    ] as const) {
      it(`works again at once after ${field} is renewed`, async () => {
        const w = await load(passForThirtyDays);
        await renewed(w, w.a, {
          expiry: w.today + 90,
          screenedUntil: w.today + 90,
          [field]: w.today + 30,
        });
        await w.networkHelpers.time.increaseTo(jstDateEnd(w.today + 30));
        expect((await standingOf(w, w.a)).status).to.equal(status);
        await renewed(w, w.a, { [field]: w.today + 60 });
        expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
      });
    }

    it("says expired before it says screening lapsed", async () => {
      const w = await load(passForThirtyDays);
      await w.networkHelpers.time.increase(40 * DAY);
      expect((await standingOf(w, w.a)).status).to.equal(STATUS.expired);
    });
  });

  describe("given an officer who was removed", () => {
    it("refuses the removed, and leaves the pass that he attested", async () => {
      const w = await load(passForThirtyDays);
      await byAdmin(w, w.pass, "removeOfficer", [1]);
      await expect(renewed(w, w.a))
        .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
        .withArgs(1);
      expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
      const { renewal, attestations } = await signedRenewal(w, w.a, { officers: [2, 3] });
      await expect(w.pass.renew(renewal, attestations))
        .to.emit(w.pass, "PassRenewed")
        .withArgs(w.a.address, w.today + 30, w.today + 30, 0x0302);
    });
  });
});
