import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { load } from "../support/load.ts";
import {
  claimsOf,
  REASON,
  reclassified,
  revoked,
  rewriteClaims,
  STATUS,
  standingOf,
  windowPasses,
} from "../support/passes.ts";
import { fieldsOf, HOLDER_WORD } from "../support/words.ts";
import { world } from "../support/world.ts";

/** A world where A's pass works and B's, with a word in yen and the bond, is in its veto window. */
async function oneWorksOneWaits() {
  const w = await world();
  await w.granted([w.a], {}, [1]);
  const { grant, attestations } = await w.signedGrant(w.b.address, {}, [0, 1]);
  await w.pass.grant(grant, attestations);
  const windowEnds = (await w.now()) + w.platformFile.passes.vetoWindow;
  const veto = (wallet: { address: string }) =>
    w.pass.connect(w.guardian).veto(wallet.address, REASON);
  return { ...w, windowEnds, veto };
}

describe("Vetoing", () => {
  it("is refused to everybody but a pass guardian", async () => {
    const w = await load(oneWorksOneWaits);
    for (const stranger of [w.thief, w.officers[0]!, w.admin, w.b]) {
      await expect(w.pass.connect(stranger).veto(w.b.address, REASON))
        .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    }
  });

  it("is refused for a wallet without a pass, never granted or vetoed before", async () => {
    const w = await load(oneWorksOneWaits);
    await w.veto(w.b);
    for (const wallet of [w.b, w.c]) {
      await expect(w.veto(wallet))
        .to.be.revertedWithCustomError(w.pass, "NothingToVeto")
        .withArgs(wallet.address);
    }
  });

  describe("given a new pass", () => {
    it("is refused from the second on in which the pass works", async () => {
      const w = await load(oneWorksOneWaits);
      await w.networkHelpers.time.setNextBlockTimestamp(w.windowEnds);
      await expect(w.veto(w.b))
        .to.be.revertedWithCustomError(w.pass, "NothingToVeto")
        .withArgs(w.b.address);
    });

    it("ends it in the last second of the window", async () => {
      const w = await load(oneWorksOneWaits);
      await w.networkHelpers.time.setNextBlockTimestamp(w.windowEnds - 1);
      await expect(w.veto(w.b))
        .to.emit(w.pass, "PassVetoed")
        .withArgs(w.b.address, REASON, w.guardian.address)
        .and.to.emit(w.pass, "Transfer")
        .withArgs(w.b.address, ZeroAddress, BigInt(w.b.address));
      await windowPasses(w);
      expect((await standingOf(w, w.b)).status).to.equal(STATUS.revoked);
      expect(await w.pass.seqOf(w.b.address)).to.equal(2n);
    });

    it("takes its words back from the tokens, which would have worked by themselves", async () => {
      const w = await load(oneWorksOneWaits);
      await w.veto(w.b);
      await windowPasses(w);
      for (const token of [w.yen, w.bond]) {
        const word = fieldsOf(HOLDER_WORD, await token.wordOf(w.b.address));
        expect(word).to.include({ from: 0n, until: 0n, epoch: 0n, mayGain: 0n, enrolled: 1n });
      }
    });

    it("ends it also while a change waits, and the change with it", async () => {
      const w = await load(oneWorksOneWaits);
      await reclassified(w, w.b, { residence: 840 });
      await w.veto(w.b);
      expect(await w.pass.balanceOf(w.b.address)).to.equal(0n);
      expect((await claimsOf(w, w.b)).residence).to.equal(392);
    });
  });

  describe("given a reclassification that waits", () => {
    it("is refused from the second on in which the change counts", async () => {
      const w = await load(oneWorksOneWaits);
      await reclassified(w, w.a, { residence: 840 });
      const counts = (await w.now()) + w.platformFile.passes.vetoWindow;
      await w.networkHelpers.time.increaseTo(counts);
      await expect(w.veto(w.a))
        .to.be.revertedWithCustomError(w.pass, "NothingToVeto")
        .withArgs(w.a.address);
      expect((await claimsOf(w, w.a)).residence).to.equal(840);
    });

    it("drops the change in the last second, and the pass works on", async () => {
      const w = await load(oneWorksOneWaits);
      await reclassified(w, w.a, { residence: 840, taxClass: 1 });
      const counts = (await w.now()) + w.platformFile.passes.vetoWindow;
      await w.networkHelpers.time.setNextBlockTimestamp(counts - 1);
      await expect(w.veto(w.a))
        .to.emit(w.pass, "PassVetoed")
        .withArgs(w.a.address, REASON, w.guardian.address)
        .and.not.to.emit(w.pass, "Transfer");
      await windowPasses(w);
      expect(await claimsOf(w, w.a)).to.include({ residence: 392, taxClass: 0 });
      expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
      expect(await w.pass.seqOf(w.a.address)).to.equal(3n);
    });

    it("keeps what was lowered at once", async () => {
      const w = await load(oneWorksOneWaits);
      const until = 25_000;
      await reclassified(w, w.a, { qiiUntil: until });
      await windowPasses(w);
      await reclassified(w, w.a, { qiiUntil: 0, residence: 840 });
      await w.veto(w.a);
      await windowPasses(w);
      expect(await claimsOf(w, w.a)).to.include({ qiiUntil: 0, residence: 392 });
    });

    it("can be done once", async () => {
      const w = await load(oneWorksOneWaits);
      await reclassified(w, w.a, { residence: 840 });
      await w.veto(w.a);
      await expect(w.veto(w.a))
        .to.be.revertedWithCustomError(w.pass, "NothingToVeto")
        .withArgs(w.a.address);
    });

    it("never fails for want of a number: at the maximum it stays there", async () => {
      const w = await load(oneWorksOneWaits);
      await windowPasses(w);
      await rewriteClaims(w, w.b, { seq: 65_534 });
      await reclassified(w, w.b, { residence: 840 });
      await w.veto(w.b);
      expect(await w.pass.seqOf(w.b.address)).to.equal(65_535n);
      expect((await standingOf(w, w.b)).status).to.equal(STATUS.working);
    });
  });

  describe("given a pass that works and no change that waits", () => {
    it("is refused: a pass at work is revoked", async () => {
      const w = await load(oneWorksOneWaits);
      await expect(w.veto(w.a))
        .to.be.revertedWithCustomError(w.pass, "NothingToVeto")
        .withArgs(w.a.address);
      await revoked(w, w.a);
    });
  });
});
