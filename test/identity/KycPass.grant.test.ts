import { expect } from "chai";
import { Wallet, ZeroAddress } from "ethers";
import { KycPass__factory } from "../../sdk/contracts.ts";
import { attestation } from "../../sdk/encode/attestation.ts";
import { grantTypedData } from "../../sdk/encode/grantTypedData.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { load } from "../support/load.ts";
import {
  byAdmin,
  claimsOf,
  reclassified,
  renewed,
  revoked,
  rewriteClaims,
  rewriteRoster,
  STATUS,
  signedRevocation,
  standingOf,
  windowPasses,
} from "../support/passes.ts";
import { signerOf } from "../support/signerOf.ts";
import { CLAIMS_WORD, fieldsOf, HOLDER_WORD, withFields } from "../support/words.ts";
import { DAY, GENERAL, JAPAN, type World, world } from "../support/world.ts";

/** A world where A and B each have a working pass. */
async function twoPasses() {
  const w = await world();
  await w.granted([w.a, w.b]);
  return w;
}

/** A world where each officer may attest one grant a day. */
async function quotaOfOne() {
  const w = await world();
  await byAdmin(w, w.pass, "setSettings", [2, w.platformFile.passes.vetoWindow, 1, 2_000]);
  return w;
}

/** A world with nine officers: the three of the platform file, then six more keys. */
async function nineOfficers() {
  const w = await world();
  const keys = Array.from({ length: 6 }, (_, i) => new Wallet(`0x${String(i + 1).repeat(64)}`));
  for (const { address } of keys) await byAdmin(w, w.pass, "addOfficer", [address]);
  const officers = [...w.officers, ...keys];

  /** A grant attested by the first officers. */
  async function grantBy(wallet: string, count: number) {
    const { grant } = await w.signedGrant(wallet);
    const data = grantTypedData(w.chainId, w.platform.pass, grant);
    const attestations = await Promise.all(
      officers
        .slice(0, count)
        .map(async (key, i) => attestation(i + 1, await signTypedData(key, data))),
    );
    return { grant, attestations };
  }

  return { ...w, grantBy };
}

/** The same grant with other fields, signed anew by two officers. */
async function signedWith(
  w: World,
  { grant }: Awaited<ReturnType<World["signedGrant"]>>,
  changes: Partial<typeof grant>,
) {
  const changed = { ...grant, ...changes };
  const data = grantTypedData(w.chainId, w.platform.pass, changed);
  return { grant: changed, attestations: await w.attested(data) };
}

describe("Granting a pass", () => {
  describe("given a wallet without a pass", () => {
    it("refuses the zero address", async () => {
      const w = await load(world);
      const { grant, attestations } = await w.signedGrant(ZeroAddress);
      await expect(w.pass.grant(grant, attestations)).to.be.revertedWithCustomError(
        w.pass,
        "WalletZero",
      );
    });

    it("refuses a grant from the second after its deadline on", async () => {
      const w = await load(world);
      const { grant, attestations } = await w.signedGrant(w.a.address);
      await w.networkHelpers.time.setNextBlockTimestamp(grant.deadline + 1);
      await expect(w.pass.grant(grant, attestations))
        .to.be.revertedWithCustomError(w.pass, "AttestationExpired")
        .withArgs(grant.deadline);
    });

    it("takes a grant in the very second of its deadline", async () => {
      const w = await load(world);
      const { grant, attestations } = await w.signedGrant(w.a.address);
      await w.networkHelpers.time.setNextBlockTimestamp(grant.deadline);
      await w.pass.grant(grant, attestations);
      expect(await w.pass.balanceOf(w.a.address)).to.equal(1n);
    });

    it("refuses a number that is not the wallet's present one", async () => {
      const w = await load(world);
      const signed = await w.signedGrant(w.a.address);
      const { grant, attestations } = await signedWith(w, signed, { seq: 1 });
      await expect(w.pass.grant(grant, attestations))
        .to.be.revertedWithCustomError(w.pass, "WrongSeq")
        .withArgs(w.a.address, 0, 1);
    });

    for (const claims of [
      { residence: 0 },
      { residence: 1000 },
      { taxClass: 16 },
      { residence: 65_535, taxClass: 255 },
    ]) {
      it(`refuses claims out of range: ${JSON.stringify(claims)}`, async () => {
        const w = await load(world);
        const { grant, attestations } = await w.signedGrant(w.a.address, claims);
        await expect(w.pass.grant(grant, attestations))
          .to.be.revertedWithCustomError(w.pass, "ClaimsOutOfRange")
          .withArgs(claims.residence ?? JAPAN, claims.taxClass ?? 0);
      });
    }

    for (const field of ["expiry", "screenedUntil"] as const) {
      it(`refuses ${field} of yesterday, in Japan, and takes today's`, async () => {
        const w = await load(world);
        const today = jstDateOf(await w.now());
        const late = await w.signedGrant(w.a.address, { [field]: today - 1 });
        await expect(w.pass.grant(late.grant, late.attestations))
          .to.be.revertedWithCustomError(w.pass, "DatePast")
          .withArgs(today - 1);
        const { grant, attestations } = await w.signedGrant(w.a.address, { [field]: today });
        await w.pass.grant(grant, attestations);
        expect((await claimsOf(w, w.a))[field]).to.equal(today);
      });
    }

    it("refuses fewer attestations than the quorum", async () => {
      const w = await load(world);
      const { grant, attestations } = await w.signedGrant(w.a.address);
      await expect(w.pass.grant(grant, attestations.slice(0, 1)))
        .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
        .withArgs(1, 2);
      await expect(w.pass.grant(grant, []))
        .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
        .withArgs(0, 2);
    });

    it("refuses more than eight attestations", async () => {
      const { pass, a, grantBy } = await load(nineOfficers);
      const { grant, attestations } = await grantBy(a.address, 9);
      await expect(pass.grant(grant, attestations))
        .to.be.revertedWithCustomError(pass, "TooManyAttestations")
        .withArgs(9, 8);
    });

    for (const [named, numbers, culprit] of [
      ["one officer twice", [1, 1], 1],
      ["officers in descending order", [2, 1], 1],
    ] as const) {
      it(`refuses ${named}`, async () => {
        const w = await load(world);
        const { grant } = await w.signedGrant(w.a.address);
        const data = grantTypedData(w.chainId, w.platform.pass, grant);
        await expect(w.pass.grant(grant, await w.attested(data, numbers)))
          .to.be.revertedWithCustomError(w.pass, "AttestationsNotAscending")
          .withArgs(culprit);
      });
    }

    it("refuses officer 0, who is none", async () => {
      const w = await load(world);
      const { grant, attestations } = await w.signedGrant(w.a.address);
      const [first, second] = attestations;
      await expect(w.pass.grant(grant, [{ ...first!, officer: 0 }, second!]))
        .to.be.revertedWithCustomError(w.pass, "AttestationsNotAscending")
        .withArgs(0);
    });

    it("refuses a number that no officer has", async () => {
      const w = await load(world);
      const { grant, attestations } = await w.signedGrant(w.a.address);
      const [first, second] = attestations;
      await expect(w.pass.grant(grant, [first!, { ...second!, officer: 4 }]))
        .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
        .withArgs(4);
    });

    it("refuses an officer who was removed", async () => {
      const w = await load(world);
      await byAdmin(w, w.pass, "removeOfficer", [2]);
      const { grant, attestations } = await w.signedGrant(w.a.address);
      await expect(w.pass.grant(grant, attestations))
        .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
        .withArgs(2);
    });

    it("refuses a signature that is another officer's", async () => {
      const w = await load(world);
      const { grant, attestations } = await w.signedGrant(w.a.address);
      const [first, second] = attestations;
      await expect(w.pass.grant(grant, [first!, { ...second!, officer: 3 }]))
        .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
        .withArgs(3, w.officers[2]!.address, w.officers[1]!.address);
    });

    it("refuses a signature over anything else than what is sent", async () => {
      const w = await load(world);
      const { grant, attestations } = await w.signedGrant(w.a.address, {}, [1]);
      const claims = grant.claims;
      for (const forged of [
        { ...grant, wallet: w.thief.address },
        { ...grant, classes: [] },
        { ...grant, classes: [1, 1] },
        { ...grant, deadline: grant.deadline + 1 },
        { ...grant, claims: { ...claims, residence: 840 } },
        { ...grant, claims: { ...claims, taxClass: 1 } },
        { ...grant, claims: { ...claims, specifiedUntil: claims.expiry } },
        { ...grant, claims: { ...claims, qiiUntil: claims.expiry } },
        { ...grant, claims: { ...claims, specialBusinessUntil: claims.expiry } },
        { ...grant, claims: { ...claims, brokerDealerUntil: claims.expiry } },
        { ...grant, claims: { ...claims, expiry: claims.expiry + 1 } },
        { ...grant, claims: { ...claims, screenedUntil: claims.screenedUntil + 1 } },
      ]) {
        await expect(w.pass.grant(forged, attestations))
          .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
          .withArgs(
            1,
            w.officers[0]!.address,
            signerOf(grantTypedData(w.chainId, w.platform.pass, forged), attestations[0]!),
          );
      }
    });

    for (const number of [2, 47, 48, 512, 513, 65_535]) {
      it(`refuses to enrol it in class ${number}, which there is not`, async () => {
        const w = await load(world);
        const { grant, attestations } = await w.signedGrant(w.a.address, {}, [1, number]);
        await expect(w.pass.grant(grant, attestations))
          .to.be.revertedWithCustomError(w.pass, "NotAClass")
          .withArgs(ZeroAddress, number);
      });
    }

    it("tells the world of the pass, as ERC-721, ERC-5192, ERC-5484 and in its own words", async () => {
      const w = await load(world);
      const until = GENERAL.expiry - 100;
      const { grant, attestations } = await w.signedGrant(
        w.a.address,
        { residence: 840, taxClass: 15, specifiedUntil: until, brokerDealerUntil: until },
        [1],
      );
      const at = (await w.now()) + 100;
      await w.networkHelpers.time.setNextBlockTimestamp(at);
      const claims = withFields(CLAIMS_WORD, 0n, {
        investorId: 1,
        validFrom: at + w.platformFile.passes.vetoWindow,
        attestedAt: at,
        expiry: GENERAL.expiry,
        screenedUntil: GENERAL.screenedUntil,
        categoriesUntil: until,
        categories: 0b1001,
        residence: 840,
        taxClass: 15,
        state: 1,
        firstPass: 1,
        officers: 0x0201,
        seq: 1,
        classes: 0b10,
      });
      const ends = BigInt(until) | (BigInt(until) << 48n);
      const tokenId = BigInt(w.a.address);
      await expect(w.pass.connect(w.thief).grant(grant, attestations))
        .to.emit(w.pass, "Transfer")
        .withArgs(ZeroAddress, w.a.address, tokenId)
        .and.to.emit(w.pass, "Locked")
        .withArgs(tokenId)
        .and.to.emit(w.pass, "Issued")
        .withArgs(ZeroAddress, w.a.address, tokenId, 0)
        .and.to.emit(w.pass, "PassGranted")
        .withArgs(w.a.address, 1, claims, ends, 0x0201);
      expect(await w.pass.seqOf(w.a.address)).to.equal(1n);
      expect(await w.pass.investorIdOf(w.a.address)).to.equal(1n);
    });

    it("makes the pass wait for the whole veto window, and then works by itself", async () => {
      const w = await load(world);
      const { grant, attestations } = await w.signedGrant(w.a.address);
      await w.pass.grant(grant, attestations);
      const from = (await w.now()) + w.platformFile.passes.vetoWindow;
      await w.networkHelpers.mine();
      await w.networkHelpers.time.increaseTo(from - 1);
      expect((await standingOf(w, w.a)).status).to.equal(STATUS.inVetoWindow);
      await w.networkHelpers.time.increaseTo(from);
      expect(await standingOf(w, w.a)).to.include({
        investorId: 1n,
        from: BigInt(from),
        until: BigInt(jstDateEnd(GENERAL.expiry) - 1),
        categories: 0n,
        residence: BigInt(JAPAN),
        status: STATUS.working,
      });
    });

    it("numbers investors one after the other", async () => {
      const w = await load(world);
      await w.granted([w.b, w.c, w.a]);
      const numbers = await Promise.all(
        [w.b, w.c, w.a, w.thief].map(({ address }) => w.pass.investorIdOf(address)),
      );
      expect(numbers).to.deep.equal([1n, 2n, 3n, 0n]);
    });

    it("makes its word in each named class, which counts from the end of the window", async () => {
      const w = await load(world);
      const second = await w.openClass();
      const { grant, attestations } = await w.signedGrant(w.a.address, {}, [0, 2, 1, 2]);
      await w.pass.grant(grant, attestations);
      const from = (await w.now()) + w.platformFile.passes.vetoWindow;
      for (const token of [w.yen, w.bond, second]) {
        expect(fieldsOf(HOLDER_WORD, await token.wordOf(w.a.address))).to.include({
          balance: 0n,
          from: BigInt(from),
          until: BigInt(jstDateEnd(GENERAL.expiry) - 1),
          epoch: 1n,
          mayGain: 1n,
          enrolled: 1n,
        });
      }
      expect(
        await Promise.all([0, 1, 2, 3].map((number) => w.pass.isEnrolled(w.a.address, number))),
      ).to.deep.equal([true, true, true, false]);
    });

    it("keeps categories that end on different dates, each with its own", async () => {
      const w = await load(world);
      const today = jstDateOf(await w.now());
      const changes = {
        specifiedUntil: today + 30,
        qiiUntil: today + 20,
        specialBusinessUntil: 0,
        brokerDealerUntil: today + 10,
      };
      await w.granted([w.a], changes);
      expect(await claimsOf(w, w.a)).to.deep.equal({ ...GENERAL, ...changes });
      for (const [day, categories, until] of [
        [today + 9, 0b1011n, today + 10],
        [today + 11, 0b0011n, today + 20],
        [today + 21, 0b0001n, today + 30],
        [today + 31, 0n, GENERAL.expiry],
      ] as const) {
        await w.networkHelpers.time.increaseTo(jstDateEnd(day) - 1);
        expect(await standingOf(w, w.a), `day ${day - today}`).to.include({
          categories,
          until: BigInt(jstDateEnd(until) - 1),
          status: STATUS.working,
        });
      }
    });

    for (const count of [2, 3, 8]) {
      it(`takes ${count} attestations and names all who gave them`, async () => {
        const { pass, a, grantBy } = await load(nineOfficers);
        const { grant, attestations } = await grantBy(a.address, count);
        await pass.grant(grant, attestations);
        const [granted] = await pass.queryFilter(pass.filters.PassGranted(a.address));
        const numbers = Array.from({ length: count }, (_, i) => BigInt(i + 1) << BigInt(8 * i));
        expect(granted!.args.officers).to.equal(numbers.reduce((all, each) => all | each));
        expect(fieldsOf(CLAIMS_WORD, granted!.args.claims)).to.include({
          officers: 0x0201n,
          moreOfficers: count > 2 ? 1n : 0n,
        });
      });
    }
  });

  describe("given a wallet with a pass", () => {
    it("refuses a second one, in the window too", async () => {
      const w = await load(twoPasses);
      for (const wallet of [w.a, w.c]) {
        if (wallet === w.c) {
          const first = await w.signedGrant(wallet.address);
          await w.pass.grant(first.grant, first.attestations);
        }
        const { grant, attestations } = await w.signedGrant(wallet.address);
        await expect(w.pass.grant(grant, attestations))
          .to.be.revertedWithCustomError(w.pass, "PassAlreadyHeld")
          .withArgs(wallet.address);
      }
    });

    it("refuses one after it expired: it is renewed", async () => {
      const w = await load(twoPasses);
      await w.networkHelpers.time.increaseTo(jstDateEnd(GENERAL.expiry));
      const later = { expiry: GENERAL.expiry + 365, screenedUntil: GENERAL.expiry + 365 };
      const { grant, attestations } = await w.signedGrant(w.a.address, later);
      await expect(w.pass.grant(grant, attestations))
        .to.be.revertedWithCustomError(w.pass, "PassAlreadyHeld")
        .withArgs(w.a.address);
    });
  });

  describe("given a wallet whose pass was revoked", () => {
    it("keeps investor number and classes, replaces all the rest, and waits the window anew", async () => {
      const w = await load(world);
      const soon = jstDateOf(await w.now()) + 400;
      await w.granted([w.b, w.a], { specifiedUntil: soon, qiiUntil: soon + 1 }, [0, 1]);
      await reclassified(w, w.a, { residence: 840 });
      await revoked(w, w.a);
      const { grant, attestations } = await w.signedGrant(w.a.address, {
        taxClass: 3,
        qiiUntil: soon,
      });
      await w.pass.grant(grant, attestations);
      const at = await w.now();
      const granted = await w.pass.queryFilter(w.pass.filters.PassGranted(w.a.address));
      expect(fieldsOf(CLAIMS_WORD, granted[1]!.args.claims)).to.deep.equal({
        investorId: 2n,
        validFrom: BigInt(at + w.platformFile.passes.vetoWindow),
        attestedAt: BigInt(at),
        expiry: BigInt(GENERAL.expiry),
        screenedUntil: BigInt(GENERAL.screenedUntil),
        categoriesUntil: BigInt(soon),
        categories: 2n,
        residence: BigInt(JAPAN),
        taxClass: 3n,
        state: 1n,
        endsDiffer: 0n,
        changeWaits: 0n,
        moreClasses: 0n,
        moreOfficers: 0n,
        severalWallets: 0n,
        firstPass: 0n,
        otherFlags: 0n,
        officers: 0x0201n,
        seq: 4n,
        classes: 0b11n,
        free: 0n,
      });
      expect((await standingOf(w, w.a)).status).to.equal(STATUS.inVetoWindow);
      await windowPasses(w);
      expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
    });
  });

  describe("given a wallet whose pass was revoked, and a window shorter by now", () => {
    it("works later than the pass before would have, which a revocation names by that time", async () => {
      const w = await load(world);
      const first = await w.signedGrant(w.a.address);
      await w.pass.grant(first.grant, first.attestations);
      const before = await w.pass.validFromOf(w.a.address);
      const { revocation, attestations } = await signedRevocation(w, w.a);
      await revoked(w, w.a);
      await rewriteRoster(w, { vetoWindow: 3600 });
      const again = await w.signedGrant(w.a.address);
      await w.pass.grant(again.grant, again.attestations);
      expect(await w.pass.validFromOf(w.a.address)).to.equal(before + 1n);
      await expect(w.pass.revokeByQuorum(revocation, attestations))
        .to.be.revertedWithCustomError(w.pass, "WrongPass")
        .withArgs(w.a.address, before + 1n, before);
    });
  });

  describe("given a wallet whose number is at its maximum", () => {
    it("is refused for good, and the pass still ends at a revocation", async () => {
      const w = await load(twoPasses);
      await rewriteClaims(w, w.a, { seq: 65_535 });
      await revoked(w, w.a);
      expect(await w.pass.seqOf(w.a.address)).to.equal(65_535n);
      const { grant, attestations } = await w.signedGrant(w.a.address);
      await expect(w.pass.grant(grant, attestations))
        .to.be.revertedWithCustomError(w.pass, "SeqAtMaximum")
        .withArgs(w.a.address);
    });
  });

  describe("given all investor numbers were given", () => {
    it("refuses a new investor and takes a known one", async () => {
      const w = await load(twoPasses);
      await revoked(w, w.a);
      await rewriteRoster(w, { lastInvestorId: 0xffff_fffe });
      const newcomer = await w.signedGrant(w.c.address);
      await expect(
        w.pass.grant(newcomer.grant, newcomer.attestations),
      ).to.be.revertedWithCustomError(
        KycPass__factory.connect(w.platform.pass),
        "InvestorNumbersSpent",
      );
      const { grant, attestations } = await w.signedGrant(w.a.address);
      await w.pass.grant(grant, attestations);
      expect(await w.pass.investorIdOf(w.a.address)).to.equal(1n);
    });
  });

  describe("given officers who may attest one grant a day", () => {
    it("refuses the second, names who is at the limit, and counts each officer for himself", async () => {
      const w = await load(quotaOfOne);
      const first = await w.signedGrant(w.a.address);
      await w.pass.grant(first.grant, first.attestations);
      const { grant, attestations } = await w.signedGrant(w.b.address);
      const data = grantTypedData(w.chainId, w.platform.pass, grant);
      const today = jstDateOf(await w.now());
      await expect(w.pass.grant(grant, attestations))
        .to.be.revertedWithCustomError(w.pass, "OfficerQuotaSpent")
        .withArgs(1, 1, today);
      await expect(w.pass.grant(grant, await w.attested(data, [2, 3])))
        .to.be.revertedWithCustomError(w.pass, "OfficerQuotaSpent")
        .withArgs(2, 1, today);
      expect(await w.pass.balanceOf(w.b.address)).to.equal(0n);
    });

    it("starts anew at midnight in Japan, not a second before", async () => {
      const w = await load(quotaOfOne);
      const first = await w.signedGrant(w.a.address);
      await w.pass.grant(first.grant, first.attestations);
      const { grant, attestations } = await w.signedGrant(w.b.address);
      const today = jstDateOf(await w.now());
      const midnight = jstDateEnd(today);
      await w.networkHelpers.time.setNextBlockTimestamp(midnight - 1);
      await expect(w.pass.grant(grant, attestations))
        .to.be.revertedWithCustomError(w.pass, "OfficerQuotaSpent")
        .withArgs(1, 1, today);
      await w.networkHelpers.time.setNextBlockTimestamp(midnight);
      await w.pass.grant(grant, attestations);
      expect(await w.pass.balanceOf(w.b.address)).to.equal(1n);
      const third = await w.signedGrant(w.c.address);
      await expect(w.pass.grant(third.grant, third.attestations))
        .to.be.revertedWithCustomError(w.pass, "OfficerQuotaSpent")
        .withArgs(1, 1, today + 1);
    });

    it("counts reclassifications too, but no renewal and no revocation", async () => {
      const w = await load(quotaOfOne);
      const first = await w.signedGrant(w.a.address);
      await w.pass.grant(first.grant, first.attestations);
      await w.networkHelpers.time.increase(DAY);
      await renewed(w, w.a, { expiry: GENERAL.expiry + 1 });
      await renewed(w, w.a, { expiry: GENERAL.expiry + 2 });
      await reclassified(w, w.a, { taxClass: 1 });
      const today = jstDateOf(await w.now());
      await expect(reclassified(w, w.a, { taxClass: 2 }))
        .to.be.revertedWithCustomError(w.pass, "OfficerQuotaSpent")
        .withArgs(1, 1, today);
      await windowPasses(w);
      await renewed(w, w.a, { expiry: GENERAL.expiry });
    });

    it("gives a new officer on a removed one's seat the whole day's count", async () => {
      const w = await load(quotaOfOne);
      const newcomer = Wallet.createRandom();
      // Announced ahead, so that both take effect on one day.
      const admin = w.pass.connect(w.admin);
      for (const [name, args] of [
        ["removeOfficer", [1]],
        ["addOfficer", [newcomer.address]],
      ] as const) {
        const data = w.pass.interface.encodeFunctionData(name as "removeOfficer", args as [number]);
        await w.authority.connect(w.admin).schedule(w.platform.pass, data, 0);
      }
      const day = jstDateOf((await w.now()) + w.platformFile.roles.admin.delay) + 1;
      await w.networkHelpers.time.increaseTo(jstDateEnd(day - 1) + 60);
      const first = await w.signedGrant(w.a.address);
      await w.pass.grant(first.grant, first.attestations);
      await admin.removeOfficer(1);
      await admin.addOfficer(newcomer.address);

      const { grant } = await w.signedGrant(w.b.address);
      const data = grantTypedData(w.chainId, w.platform.pass, grant);
      await w.pass.grant(grant, [
        ...(await w.attested(data, [3])),
        attestation(4, await signTypedData(newcomer, data)),
      ]);
      expect(await w.pass.balanceOf(w.b.address)).to.equal(1n);
    });
  });
});
