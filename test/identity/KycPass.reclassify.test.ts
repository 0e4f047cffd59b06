import { expect } from "chai";
import { reclassificationTypedData } from "../../sdk/encode/reclassificationTypedData.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { load } from "../support/load.ts";
import {
  byAdmin,
  claimsOf,
  REASON,
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
import { fieldsOf, HOLDER_WORD } from "../support/words.ts";
import { GENERAL, world } from "../support/world.ts";

const QII = 0b0010n;
const SPECIFIED = 0b0001n;

/** A world where A is specified and QII for a year and has a word in yen and the bond; B is general. */
async function qiiAndGeneral() {
  const w = await world();
  const today = jstDateOf(await w.now());
  const year = today + 365;
  await w.granted([w.a], { specifiedUntil: year, qiiUntil: year }, [0, 1]);
  await w.granted([w.b], {}, [1]);
  return { ...w, today, year };
}

describe("Reclassifying a pass", () => {
  describe("given a wallet without a pass", () => {
    it("is refused, never granted or revoked", async () => {
      const w = await load(qiiAndGeneral);
      await revoked(w, w.a);
      for (const wallet of [w.a, w.c]) {
        await expect(reclassified(w, wallet, GENERAL))
          .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
          .withArgs(wallet.address);
      }
    });
  });

  describe("given a wallet with a pass", () => {
    it("refuses one after its deadline", async () => {
      const w = await load(qiiAndGeneral);
      const { reclassification, attestations } = await signedReclassification(w, w.a);
      await w.networkHelpers.time.setNextBlockTimestamp(reclassification.deadline + 1);
      await expect(w.pass.reclassify(reclassification, attestations))
        .to.be.revertedWithCustomError(w.pass, "AttestationExpired")
        .withArgs(reclassification.deadline);
    });

    it("refuses a number that is not its present one", async () => {
      const w = await load(qiiAndGeneral);
      const { reclassification, attestations } = await signedReclassification(
        w,
        w.a,
        {},
        { seq: 7 },
      );
      await expect(w.pass.reclassify(reclassification, attestations))
        .to.be.revertedWithCustomError(w.pass, "WrongSeq")
        .withArgs(w.a.address, 1, 7);
    });

    it("refuses the last number", async () => {
      const w = await load(qiiAndGeneral);
      await rewriteClaims(w, w.a, { seq: 65_535 });
      await expect(reclassified(w, w.a, { taxClass: 1 }))
        .to.be.revertedWithCustomError(w.pass, "SeqAtMaximum")
        .withArgs(w.a.address);
    });

    for (const [claims, residence, taxClass] of [
      [{ residence: 0 }, 0, 0],
      [{ residence: 1000 }, 1000, 0],
      [{ taxClass: 16 }, 392, 16],
    ] as const) {
      it(`refuses claims out of range: ${JSON.stringify(claims)}`, async () => {
        const w = await load(qiiAndGeneral);
        await expect(reclassified(w, w.a, claims))
          .to.be.revertedWithCustomError(w.pass, "ClaimsOutOfRange")
          .withArgs(residence, taxClass);
      });
    }

    for (const field of ["expiry", "screenedUntil"] as const) {
      it(`refuses another ${field}, sooner or later: dates are renewed`, async () => {
        const w = await load(qiiAndGeneral);
        for (const days of [-1, 1]) {
          await expect(reclassified(w, w.a, { [field]: GENERAL[field] + days }))
            .to.be.revertedWithCustomError(w.pass, "DatesNotTheirOwn")
            .withArgs(GENERAL.expiry, GENERAL.screenedUntil);
        }
      });
    }

    it("takes a category from a pass that expired, so that a renewal does not bring it back", async () => {
      const w = await load(qiiAndGeneral);
      await renewed(w, w.a, { expiry: w.year });
      await w.networkHelpers.time.increaseTo(jstDateEnd(w.year));
      await reclassified(w, w.a, { qiiUntil: 0 });
      await renewed(w, w.a, { expiry: w.year + 365 });
      expect((await standingOf(w, w.a)).categories).to.equal(0n);
    });

    it("refuses what a grant refuses of attestations", async () => {
      const w = await load(qiiAndGeneral);
      const { reclassification, attestations } = await signedReclassification(w, w.a);
      const [first, second] = attestations;
      await expect(w.pass.reclassify(reclassification, [first!]))
        .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
        .withArgs(1, 2);
      await expect(w.pass.reclassify(reclassification, Array(9).fill(first!)))
        .to.be.revertedWithCustomError(w.pass, "TooManyAttestations")
        .withArgs(9, 8);
      await expect(w.pass.reclassify(reclassification, [first!, first!]))
        .to.be.revertedWithCustomError(w.pass, "AttestationsNotAscending")
        .withArgs(1);
      await expect(w.pass.reclassify(reclassification, [first!, { ...second!, officer: 9 }]))
        .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
        .withArgs(9);
      const claims = { ...reclassification.claims, taxClass: 2 };
      const forged = { ...reclassification, claims };
      const data = reclassificationTypedData(w.chainId, w.platform.pass, forged);
      await expect(w.pass.reclassify(forged, attestations))
        .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
        .withArgs(1, w.officers[0]!.address, signerOf(data, first!));
    });

    describe("when a category is lost or shortened", () => {
      it("is so at once, and the tokens are told", async () => {
        const w = await load(qiiAndGeneral);
        const at = (await w.now()) + 10;
        const { reclassification, attestations } = await signedReclassification(
          w,
          w.a,
          { specifiedUntil: w.today + 100, qiiUntil: 0 },
          { officers: [1, 2, 3] },
        );
        await w.networkHelpers.time.setNextBlockTimestamp(at);
        const { claims } = reclassification;
        await expect(w.pass.connect(w.thief).reclassify(reclassification, attestations))
          .to.emit(w.pass, "PassReclassified")
          .withArgs(
            w.a.address,
            (told: unknown[]) => told.map(Number).join() === Object.values(claims).join(),
            at,
            0x030201,
          );
        expect(await claimsOf(w, w.a)).to.deep.equal(claims);
        expect(await standingOf(w, w.a)).to.include({
          categories: SPECIFIED,
          until: BigInt(jstDateEnd(w.today + 100) - 1),
          status: STATUS.working,
        });
        expect(await w.pass.seqOf(w.a.address)).to.equal(2n);
        for (const token of [w.yen, w.bond]) {
          const word = fieldsOf(HOLDER_WORD, await token.wordOf(w.a.address));
          expect(word).to.include({ until: 0n, mayGain: 0n, enrolled: 1n });
        }
      });

      it("leaves no window in which to veto", async () => {
        const w = await load(qiiAndGeneral);
        await reclassified(w, w.a, { specifiedUntil: 0, qiiUntil: 0 });
        await expect(w.pass.connect(w.guardian).veto(w.a.address, REASON))
          .to.be.revertedWithCustomError(w.pass, "NothingToVeto")
          .withArgs(w.a.address);
      });
    });

    describe("when a category is gained or lengthened, or residence or tax class change", () => {
      for (const [named, change] of [
        ["a category gained", { brokerDealerUntil: GENERAL.expiry }],
        ["a category lengthened", { qiiUntil: GENERAL.expiry }],
        ["another residence", { residence: 840 }],
        ["another tax class", { taxClass: 5 }],
      ] as const) {
        it(`lets ${named} wait for the veto window and count from then by itself`, async () => {
          const w = await load(qiiAndGeneral);
          const before = await claimsOf(w, w.a);
          const at = (await w.now()) + 10;
          const from = at + w.platformFile.passes.vetoWindow;
          const { reclassification, attestations } = await signedReclassification(w, w.a, change);
          await w.networkHelpers.time.setNextBlockTimestamp(at);
          await expect(w.pass.reclassify(reclassification, attestations))
            .to.emit(w.pass, "PassReclassified")
            .withArgs(
              w.a.address,
              (told: unknown[]) =>
                told.map(Number).join() === Object.values({ ...before, ...change }).join(),
              from,
              0x0201,
            );
          await w.networkHelpers.time.increaseTo(from - 1);
          expect(await claimsOf(w, w.a)).to.deep.equal(before);
          expect((await standingOf(w, w.a)).until, "no answer outlives the window").to.equal(
            BigInt(from - 1),
          );
          await w.networkHelpers.time.increaseTo(from);
          expect(await claimsOf(w, w.a)).to.deep.equal({ ...before, ...change });
        });
      }

      it("lowers at once and raises after the window, in one reclassification", async () => {
        const w = await load(qiiAndGeneral);
        const change = {
          specifiedUntil: w.year + 100,
          qiiUntil: w.today + 50,
          brokerDealerUntil: w.year,
          residence: 702,
        };
        await reclassified(w, w.a, change);
        expect(await claimsOf(w, w.a)).to.deep.equal({
          ...GENERAL,
          specifiedUntil: w.year,
          qiiUntil: w.today + 50,
        });
        await windowPasses(w);
        expect(await claimsOf(w, w.a)).to.deep.equal({ ...GENERAL, ...change });
      });

      it("lets a waiting change be replaced by a later one, which waits its own window", async () => {
        const w = await load(qiiAndGeneral);
        const half = w.platformFile.passes.vetoWindow / 2;
        await reclassified(w, w.a, { residence: 840, taxClass: 4 });
        await w.networkHelpers.time.increase(half);
        await reclassified(w, w.a, { residence: 702 });
        await w.networkHelpers.time.increase(half + 60);
        expect((await claimsOf(w, w.a)).residence, "the first one's time").to.equal(392);
        await w.networkHelpers.time.increase(half);
        expect(await claimsOf(w, w.a)).to.include({ residence: 702, taxClass: 0 });
      });

      it("drops a waiting change when a later one asks for what counts now", async () => {
        const w = await load(qiiAndGeneral);
        await reclassified(w, w.a, { residence: 840 });
        await reclassified(w, w.a, {});
        await windowPasses(w);
        expect((await claimsOf(w, w.a)).residence).to.equal(392);
      });

      it("builds on a change whose window is over", async () => {
        const w = await load(qiiAndGeneral);
        await reclassified(w, w.a, { residence: 840, taxClass: 4, qiiUntil: w.year + 5 });
        await windowPasses(w);
        await reclassified(w, w.a, { taxClass: 9 });
        expect(await claimsOf(w, w.a)).to.include({
          residence: 840,
          taxClass: 4,
          specifiedUntil: w.year,
          qiiUntil: w.year + 5,
        });
        await windowPasses(w);
        expect(await claimsOf(w, w.a)).to.include({
          residence: 840,
          taxClass: 9,
          specifiedUntil: w.year,
          qiiUntil: w.year + 5,
        });
      });

      it("refuses a renewal till then, and one signed before it counts; later it is kept by one", async () => {
        const w = await load(qiiAndGeneral);
        await reclassified(w, w.a, { residence: 840 });
        const validFrom = (await w.now()) + w.platformFile.passes.vetoWindow;
        const early = await signedRenewal(w, w.a, { expiry: GENERAL.expiry + 9 });
        await expect(w.pass.renew(early.renewal, early.attestations))
          .to.be.revertedWithCustomError(w.pass, "ChangeWaits")
          .withArgs(w.a.address, validFrom);
        await windowPasses(w);
        await expect(w.pass.renew(early.renewal, early.attestations))
          .to.be.revertedWithCustomError(w.pass, "WrongSeq")
          .withArgs(w.a.address, early.renewal.seq + 1, early.renewal.seq);
        await renewed(w, w.a, { expiry: GENERAL.expiry + 9 });
        expect(await claimsOf(w, w.a)).to.include({ residence: 840, expiry: GENERAL.expiry + 9 });
      });

      it("has its window by the settings of its day, whatever they become", async () => {
        const w = await load(qiiAndGeneral);
        await byAdmin(w, w.pass, "setSettings", [2, 100, 200, 2_000]);
        await reclassified(w, w.a, { residence: 840 });
        await w.networkHelpers.time.increase(100);
        expect((await claimsOf(w, w.a)).residence).to.equal(840);
      });

      it("does not end the veto window of a new pass", async () => {
        const w = await load(qiiAndGeneral);
        const { grant, attestations } = await w.signedGrant(w.c.address);
        await w.pass.grant(grant, attestations);
        await reclassified(w, w.c, { qiiUntil: w.year });
        expect(await standingOf(w, w.c)).to.include({
          status: STATUS.inVetoWindow,
          categories: 0n,
        });
        await windowPasses(w);
        expect(await standingOf(w, w.c)).to.include({ status: STATUS.working, categories: QII });
      });
    });

    it("answers no longer than the pass itself when a change waits beyond its end", async () => {
      const w = await load(qiiAndGeneral);
      const today = jstDateOf(await w.now());
      await renewed(w, w.b, { expiry: today });
      await reclassified(w, w.b, { taxClass: 1 });
      expect((await standingOf(w, w.b)).until).to.equal(BigInt(jstDateEnd(today) - 1));
    });
  });
});
