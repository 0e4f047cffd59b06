import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import { linkTypedData } from "../../sdk/encode/linkTypedData.ts";
import { grantedSystem, linked, signedLink, suspended } from "../support/lists.ts";
import { load } from "../support/load.ts";
import { anyClass } from "../support/mockClasses.ts";
import {
  byAdmin,
  REASON,
  revoked,
  STATUS,
  standingOf,
  type Wallet,
  windowPasses,
} from "../support/passes.ts";
import { signerOf } from "../support/signerOf.ts";
import { CLAIMS_WORD, fieldsOf, HOLDER_WORD } from "../support/words.ts";
import { DAY, GENERAL, world } from "../support/world.ts";

const ISSUE = encodeBytes32String("issue");

/** A world where A and B have working passes, A as investor 1 with units of the bond, B as 2. */
async function twoPasses() {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a.address, 60n, ISSUE);
  return w;
}

const key = (n: number) => ({ address: `0x${n.toString(16).padStart(40, "7")}` });
const isApart = async (token: { wordOf(wallet: string): Promise<bigint> }, { address }: Wallet) =>
  fieldsOf(HOLDER_WORD, await token.wordOf(address)).countedApart === 1n;

describe("Linking a further wallet to an investor", () => {
  it("goes on where the older wallet's pass is stopped, which a stolen key's is first", async () => {
    const w = await load(twoPasses);
    await suspended(w, w.a);
    await revoked(w, w.b);
    for (const [older, wallet] of [
      [w.a, w.c],
      [w.b, w.thief],
    ] as const) {
      const { link, attestations } = await signedLink(w, older, wallet);
      await w.pass.link(link, attestations);
      expect(await w.pass.investorIdOf(wallet)).to.equal(await w.pass.investorIdOf(older));
    }
    expect((await standingOf(w, w.a)).status, "ELIG-2").to.equal(STATUS.suspended);
    expect((await standingOf(w, w.b)).status, "ELIG-2").to.equal(STATUS.revoked);
  });

  describe("is refused", () => {
    it("given nobody known at the older wallet", async () => {
      const w = await load(twoPasses);
      const { link, attestations } = await signedLink(w, w.thief, w.c);
      await expect(w.pass.link(link, attestations))
        .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
        .withArgs(w.thief.address);
    });

    it("given a system pass at the older wallet", async () => {
      const w = await load(twoPasses);
      await grantedSystem(w, { address: w.platform.dvp });
      const { link, attestations } = await signedLink(w, { address: w.platform.dvp }, w.c);
      await expect(w.pass.link(link, attestations))
        .to.be.revertedWithCustomError(w.pass, "SystemPass")
        .withArgs(w.platform.dvp);
    });

    it("given a wallet that has or ever had a pass, the older one's own included", async () => {
      const w = await load(twoPasses);
      await revoked(w, w.b);
      await grantedSystem(w, { address: w.platform.dvp });
      for (const [wallet, number] of [
        [w.a, 1],
        [w.b, 2],
        [{ address: w.platform.dvp }, 2 ** 32 - 1],
      ] as const) {
        const { link, attestations } = await signedLink(w, w.a, wallet);
        await expect(w.pass.link(link, attestations))
          .to.be.revertedWithCustomError(w.pass, "WalletAlreadyKnown")
          .withArgs(wallet.address, number);
      }
    });

    it("given the zero address", async () => {
      const w = await load(twoPasses);
      const { link, attestations } = await signedLink(w, w.a, { address: ZeroAddress });
      await expect(w.pass.link(link, attestations)).to.be.revertedWithCustomError(
        w.pass,
        "WalletZero",
      );
    });

    it("given a ninth wallet", async () => {
      const w = await load(twoPasses);
      const more = Array.from({ length: 7 }, (_, i) => key(i + 1));
      await linked(w, w.a, more);
      expect(await w.pass.walletsOf(w.a.address)).to.have.length(8);
      for (const older of [w.a, more[6]!]) {
        const { link, attestations } = await signedLink(w, older, key(8));
        await expect(w.pass.link(link, attestations))
          .to.be.revertedWithCustomError(w.pass, "TooManyWallets")
          .withArgs(1, 8);
      }
    });

    it("given what a grant refuses: a number that is not the next, a deadline, too few officers, a past date", async () => {
      const w = await load(twoPasses);
      const { link, attestations } = await signedLink(w, w.a, w.c);
      const { grant } = link;
      await expect(w.pass.link({ ...link, grant: { ...grant, seq: 1 } }, attestations))
        .to.be.revertedWithCustomError(w.pass, "WrongSeq")
        .withArgs(w.c.address, 0, 1);
      await expect(w.pass.link(link, [attestations[0]!]))
        .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
        .withArgs(1, 2);
      const past = { ...grant, claims: { ...grant.claims, expiry: 1 } };
      await expect(w.pass.link({ ...link, grant: past }, attestations))
        .to.be.revertedWithCustomError(w.pass, "DatePast")
        .withArgs(1);
      const nowhere = { ...grant, claims: { ...grant.claims, residence: 0 } };
      await expect(w.pass.link({ ...link, grant: nowhere }, attestations))
        .to.be.revertedWithCustomError(w.pass, "ClaimsOutOfRange")
        .withArgs(0, 0);
      await w.networkHelpers.time.setNextBlockTimestamp(grant.deadline + 1);
      await expect(w.pass.link(link, attestations))
        .to.be.revertedWithCustomError(w.pass, "AttestationExpired")
        .withArgs(grant.deadline);
      expect(await w.pass.investorIdOf(w.c.address)).to.equal(0n);
    });

    it("given signatures for another older wallet, another grant, or none", async () => {
      const w = await load(twoPasses);
      const { link, attestations } = await signedLink(w, w.a, w.c);
      for (const forged of [
        { ...link, older: w.b.address },
        { ...link, grant: { ...link.grant, wallet: w.thief.address } },
        { ...link, grant: { ...link.grant, classes: [1] } },
        { ...link, grant: { ...link.grant, deadline: link.grant.deadline + 1 } },
        { ...link, grant: { ...link.grant, claims: { ...GENERAL, taxClass: 1 } } },
      ]) {
        const data = linkTypedData(w.chainId, w.platform.pass, forged);
        await expect(w.pass.link(forged, attestations))
          .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
          .withArgs(1, w.officers[0]!.address, signerOf(data, attestations[0]!));
      }
    });

    it("beyond the officers' quota of the day, which it counts against", async () => {
      const w = await load(twoPasses);
      await byAdmin(w, w.pass, "setSettings", [2, DAY, 1, 1]);
      const today = Math.floor(((await w.now()) + 9 * 3_600) / DAY);
      await linked(w, w.a, []);
      const first = await signedLink(w, w.a, w.c);
      await w.pass.link(first.link, first.attestations);
      const second = await signedLink(w, w.a, w.issuer);
      await expect(w.pass.link(second.link, second.attestations))
        .to.be.revertedWithCustomError(w.pass, "OfficerQuotaSpent")
        .withArgs(1, 1, today + 1);
    });
  });

  it("gives the investor's number, the full veto window, and both wallets the list", async () => {
    const w = await load(twoPasses);
    expect(await w.pass.walletsOf(w.a.address)).to.deep.equal([w.a.address]);
    expect(await w.pass.walletsOf(w.c.address)).to.deep.equal([]);
    const { link, attestations } = await signedLink(w, w.a, w.c, { classes: [0, 1] });
    const sent = await w.pass.connect(w.thief).link(link, attestations);
    const validFrom = (await w.now()) + w.platformFile.passes.vetoWindow;
    await expect(sent)
      .to.emit(w.pass, "WalletLinked")
      .withArgs(w.c.address, w.a.address, 1)
      .and.to.emit(w.pass, "Transfer")
      .withArgs(ZeroAddress, w.c.address, BigInt(w.c.address))
      .and.to.emit(w.pass, "Locked")
      .withArgs(BigInt(w.c.address));
    const [granted] = await w.pass.queryFilter(w.pass.filters.PassGranted(w.c.address));
    expect(granted!.args.investorId).to.equal(1n);
    expect(granted!.args.officers).to.equal(0x0201n);
    expect(fieldsOf(CLAIMS_WORD, granted!.args.claims)).to.include({
      ...{ investorId: 1n, validFrom: BigInt(validFrom), severalWallets: 1n, state: 1n, seq: 1n },
    });
    expect((await standingOf(w, w.c)).status).to.equal(STATUS.inVetoWindow);
    for (const wallet of [w.a, w.c]) {
      expect(await w.pass.investorIdOf(wallet.address)).to.equal(1n);
      expect(await w.pass.walletsOf(wallet.address)).to.deep.equal([w.a.address, w.c.address]);
      expect((await standingOf(w, wallet)).countedApart).to.equal(1n);
    }
    expect((await standingOf(w, w.b)).countedApart, "B alone").to.equal(0n);
    await windowPasses(w);
    expect((await standingOf(w, w.c)).status).to.equal(STATUS.working);
    await w.granted([w.issuer]);
    expect(await w.pass.investorIdOf(w.issuer.address), "no number was spent").to.equal(3n);
  });

  it("tells every class in which the older wallet has a word, and the new one's words are told so from the start", async () => {
    const w = await load(twoPasses);
    await w.minted(w.a, 10n);
    const other = await w.openClass();
    await linked(w, w.a, [w.c], [0, 1]);
    for (const token of [w.yen, w.bond]) {
      expect(await isApart(token, w.a)).to.equal(true);
      expect(await isApart(token, w.c)).to.equal(true);
      expect(await isApart(token, w.b)).to.equal(false);
    }
    await w.desk.issue(other, w.a.address, 1n, ISSUE);
    expect(await isApart(other, w.a), "a word made after the link").to.equal(true);
  });

  it("takes the third wallet from any of the others, and lists them in order", async () => {
    const w = await load(twoPasses);
    await linked(w, w.a, [w.c]);
    await linked(w, w.c, [w.issuer]);
    for (const wallet of [w.a, w.c, w.issuer]) {
      expect(await w.pass.walletsOf(wallet.address)).to.deep.equal([
        ...[w.a.address, w.c.address, w.issuer.address],
      ]);
    }
  });

  it("vetoed leaves nothing behind: neither a place among the wallets nor a number", async () => {
    const w = await load(twoPasses);
    const { link, attestations } = await signedLink(w, w.a, w.c);
    await w.pass.link(link, attestations);
    await w.pass.connect(w.guardian).veto(w.c.address, REASON);
    expect(await w.pass.walletsOf(w.a.address)).to.deep.equal([w.a.address]);
    expect(await w.pass.investorIdOf(w.c.address)).to.equal(0n);
    await w.granted([w.c]);
    expect(await w.pass.investorIdOf(w.c.address)).to.equal(3n);
    expect((await standingOf(w, w.c)).countedApart).to.equal(0n);
  });

  it("survives revocation and re-grant of either wallet", async () => {
    const w = await load(twoPasses);
    await linked(w, w.a, [w.c]);
    for (const wallet of [w.a, w.c]) {
      await revoked(w, wallet);
      await w.granted([wallet]);
      expect(await w.pass.investorIdOf(wallet.address)).to.equal(1n);
      expect(await w.pass.walletsOf(wallet.address)).to.deep.equal([w.a.address, w.c.address]);
      expect((await standingOf(w, wallet)).countedApart).to.equal(1n);
    }
  });

  describe("given a class that does not take the news", () => {
    for (const kind of ["looping", "reverting"] as const) {
      it(`which is ${kind}, links nothing at all`, async () => {
        const w = await load(anyClass);
        await w.granted([w.a]);
        const sound = await w.sound();
        await sound.contract.mend();
        const broken = await w[kind]();
        for (const { contract, number } of [sound, broken]) {
          await contract.enrol(w.a.address, number);
        }
        const { link, attestations } = await signedLink(w, w.a, w.c);
        await expect(w.pass.link(link, attestations))
          .to.be.revertedWithCustomError(w.pass, "LinkNotTold")
          .withArgs(broken.number, broken.token);
        expect(await w.pass.walletsOf(w.a.address)).to.deep.equal([w.a.address]);
        expect(await w.pass.investorIdOf(w.c.address)).to.equal(0n);
        expect((await sound.contract.newsOf(w.a.address)).times).to.equal(0n);

        await broken.contract.mend();
        await w.pass.link(link, attestations);
        for (const { contract } of [sound, broken]) {
          expect((await contract.newsOf(w.a.address)).times).to.equal(1n);
        }
      });
    }

    it("tells classes on every page, and none in which the older wallet has no word", async () => {
      const w = await load(anyClass);
      await w.granted([w.a]);
      const first = await w.sound();
      await w.filledUpTo(48);
      const second = await w.sound();
      await w.filledUpTo(305);
      const last = await w.sound();
      const without = await w.sound();
      for (const { contract, number } of [first, second, last]) {
        await contract.mend();
        await contract.enrol(w.a.address, number);
      }
      await without.contract.mend();
      await linked(w, w.a, [w.c]);
      for (const [{ contract }, times] of [
        [first, 1n],
        [second, 1n],
        [last, 1n],
        [without, 0n],
      ] as const) {
        expect((await contract.newsOf(w.a.address)).times).to.equal(times);
      }
    });
  });
});
