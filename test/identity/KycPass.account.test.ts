import { expect } from "chai";
import { accountKeepingTypedData } from "../../sdk/encode/accountKeepingTypedData.ts";
import { signedKeeping, suspended } from "../support/lists.ts";
import { load } from "../support/load.ts";
import {
  byAdmin,
  REASON,
  reclassified,
  revoked,
  STATUS,
  standingOf,
  windowPasses,
} from "../support/passes.ts";
import { signerOf } from "../support/signerOf.ts";
import { DAY, type World, world } from "../support/world.ts";

async function onePass() {
  const w = await world();
  await w.granted([w.a]);
  return w;
}

async function kept(w: World, ...changes: Parameters<typeof signedKeeping>[2][]) {
  const { keeping, attestations } = await signedKeeping(w, w.a, ...changes);
  return await w.pass.keepAccount(keeping, attestations);
}

const keeperOf = async (w: World) => [...(await w.pass.accountOf(w.a.address))];

describe("Naming the broker that keeps an account", () => {
  it("is refused for a wallet without a working state: none, revoked, suspended", async () => {
    const w = await load(onePass);
    await w.granted([w.b]);
    await revoked(w, w.b);
    await suspended(w, w.a);
    for (const wallet of [w.a, w.b, w.c]) {
      const { keeping, attestations } = await signedKeeping(w, wallet);
      await expect(w.pass.keepAccount(keeping, attestations))
        .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
        .withArgs(wallet.address);
    }
  });

  it("is refused given another number, after its deadline, and by too few officers", async () => {
    const w = await load(onePass);
    const { keeping, attestations } = await signedKeeping(w, w.a);
    await expect(w.pass.keepAccount({ ...keeping, seq: 2 }, attestations))
      .to.be.revertedWithCustomError(w.pass, "WrongSeq")
      .withArgs(w.a.address, 1, 2);
    await expect(w.pass.keepAccount(keeping, [attestations[0]!]))
      .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
      .withArgs(1, 2);
    await w.networkHelpers.time.setNextBlockTimestamp(keeping.deadline + 1);
    await expect(w.pass.keepAccount(keeping, attestations))
      .to.be.revertedWithCustomError(w.pass, "AttestationExpired")
      .withArgs(keeping.deadline);
  });

  it("is refused given a signature over anything else than what is sent", async () => {
    const w = await load(onePass);
    const { keeping, attestations } = await signedKeeping(w, w.a);
    for (const forged of [
      { ...keeping, broker: 8 },
      { ...keeping, own: true },
      { ...keeping, deadline: keeping.deadline + 1 },
    ]) {
      const data = accountKeepingTypedData(w.chainId, w.platform.pass, forged);
      await expect(w.pass.keepAccount(forged, attestations))
        .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
        .withArgs(1, w.officers[0]!.address, signerOf(data, attestations[0]!));
    }
  });

  it("counts against the officers' quota of the day", async () => {
    const w = await load(onePass);
    await byAdmin(w, w.pass, "setSettings", [2, DAY, 1, 1]);
    const today = Math.floor(((await w.now()) + 9 * 3_600) / DAY);
    await kept(w);
    await expect(kept(w))
      .to.be.revertedWithCustomError(w.pass, "OfficerQuotaSpent")
      .withArgs(1, 1, today);
  });

  it("holds after the veto window, to the second, and changes nothing else of the pass", async () => {
    const w = await load(onePass);
    const before = await w.pass.standing(w.a.address);
    const sent = await kept(w, { broker: 7, own: true });
    const validFrom = (await w.now()) + w.platformFile.passes.vetoWindow;
    await expect(sent)
      .to.emit(w.pass, "AccountKept")
      .withArgs(w.a.address, 7, true, validFrom, 0x0201);
    expect(await keeperOf(w)).to.deep.equal([0n, false]);
    await w.networkHelpers.time.increaseTo(validFrom - 1);
    expect(await keeperOf(w)).to.deep.equal([0n, false]);
    await w.networkHelpers.time.increaseTo(validFrom);
    expect(await keeperOf(w)).to.deep.equal([7n, true]);
    expect(await w.pass.standing(w.a.address)).to.equal(before);
    expect(await w.pass.seqOf(w.a.address)).to.equal(2n);
  });

  it("keeps the broker before until the next one's window is over, and takes nobody again", async () => {
    const w = await load(onePass);
    await kept(w, { broker: 7 });
    await windowPasses(w);
    await kept(w, { broker: 9, own: true });
    expect(await keeperOf(w)).to.deep.equal([7n, false]);
    await kept(w, { broker: 0 });
    expect(await keeperOf(w), "one that waited is replaced").to.deep.equal([7n, false]);
    await windowPasses(w);
    expect(await keeperOf(w)).to.deep.equal([0n, false]);
  });

  it("is vetoed inside the window: the broker before stays, the pass works on", async () => {
    const w = await load(onePass);
    await kept(w, { broker: 7 });
    await windowPasses(w);
    await kept(w, { broker: 9, own: true });
    const veto = () => w.pass.connect(w.guardian).veto(w.a.address, REASON);
    await expect(veto())
      .to.emit(w.pass, "PassVetoed")
      .withArgs(w.a.address, REASON, w.guardian.address)
      .and.not.to.emit(w.pass, "Transfer");
    await windowPasses(w);
    expect(await keeperOf(w)).to.deep.equal([7n, false]);
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
    await expect(veto())
      .to.be.revertedWithCustomError(w.pass, "NothingToVeto")
      .withArgs(w.a.address);
  });

  it("is vetoed together with a reclassification that waits beside it", async () => {
    const w = await load(onePass);
    await kept(w, { broker: 7 });
    await reclassified(w, w.a, { residence: 840 });
    await w.pass.connect(w.guardian).veto(w.a.address, REASON);
    await windowPasses(w);
    expect(await keeperOf(w)).to.deep.equal([0n, false]);
    expect((await standingOf(w, w.a)).residence).to.equal(392n);
  });

  it("gives the broker no power over the wallet", async () => {
    const w = await load(onePass);
    await w.granted([w.b]);
    await kept(w, { broker: 2 });
    await windowPasses(w);
    await w.desk.issue(w.bond, w.a.address, 5n, REASON);
    await expect(w.bond.connect(w.b).transferFrom(w.a.address, w.b.address, 1n))
      .to.be.revertedWithCustomError(w.bond, "ERC20InsufficientAllowance")
      .withArgs(w.b.address, 0, 1);
  });
});
