import { expect } from "chai";
import { load } from "../support/load.ts";
import { byAdmin, rewriteClaims, STATUS, standingOf, windowPasses } from "../support/passes.ts";
import { DAY, world } from "../support/world.ts";

const key = (n: number) => `0x${n.toString(16).padStart(40, "5")}`;

async function signedGrants(
  w: Awaited<ReturnType<typeof world>>,
  wallets: readonly string[],
  classes: number[] = [],
) {
  const signed = [];
  for (const wallet of wallets) signed.push(await w.signedGrant(wallet, {}, classes));
  return {
    grants: signed.map(({ grant }) => grant),
    attestations: signed.map(({ attestations }) => attestations),
  };
}

describe("Granting many passes in one transaction", () => {
  it("is refused given lists of different length", async () => {
    const w = await load(world);
    const { grants, attestations } = await signedGrants(w, [w.a.address, w.b.address]);
    await expect(w.pass.grantMany(grants, attestations.slice(1)))
      .to.be.revertedWithCustomError(w.pass, "ListsDiffer")
      .withArgs(2, 1);
  });

  it("given none, grants none", async () => {
    const w = await load(world);
    expect(await w.pass.grantMany.staticCall([], [])).to.equal(0n);
  });

  it("grants each as if alone, whoever relays: number, window, words, events", async () => {
    const w = await load(world);
    const wallets = [w.a.address, w.b.address, w.c.address];
    const { grants, attestations } = await signedGrants(w, wallets, [0, 1]);
    const pass = w.pass.connect(w.thief);
    expect(await pass.grantMany.staticCall(grants, attestations)).to.equal(3n);
    await expect(pass.grantMany(grants, attestations)).not.to.emit(w.pass, "GrantRefused");
    const told = await w.pass.queryFilter(w.pass.filters.PassGranted());
    expect(told.map(({ args }) => [args.wallet, args.investorId, args.officers])).to.deep.equal(
      wallets.map((wallet, i) => [wallet, BigInt(i + 1), 0x0201n]),
    );
    for (const wallet of [w.a, w.b, w.c]) {
      expect((await standingOf(w, wallet)).status).to.equal(STATUS.inVetoWindow);
      expect(await w.pass.isEnrolled(wallet.address, 1)).to.equal(true);
    }
    await windowPasses(w);
    expect((await standingOf(w, w.c)).status).to.equal(STATUS.working);
  });

  it("names those that are refused with their reason, and grants the others", async () => {
    const w = await load(world);
    await w.granted([w.b]);
    const wallets = [w.a.address, w.b.address, w.c.address, w.issuer.address];
    const { grants, attestations } = await signedGrants(w, wallets);
    await rewriteClaims(w, w.b, { seq: 1 });
    attestations[3] = [attestations[3]![0]!];
    expect(await w.pass.grantMany.staticCall(grants, attestations)).to.equal(2n);
    const errors = w.pass.interface;
    await expect(w.pass.grantMany(grants, attestations))
      .to.emit(w.pass, "GrantRefused")
      .withArgs(w.b.address, errors.encodeErrorResult("PassAlreadyHeld", [w.b.address]))
      .and.to.emit(w.pass, "GrantRefused")
      .withArgs(w.issuer.address, errors.encodeErrorResult("TooFewAttestations", [1, 2]));
    for (const wallet of [w.a, w.c]) {
      expect((await standingOf(w, wallet)).status).to.equal(STATUS.inVetoWindow);
    }
    expect(await w.pass.investorIdOf(w.c.address), "no number is spent on a refusal").to.equal(3n);
    expect(await w.pass.investorIdOf(w.issuer.address)).to.equal(0n);
  });

  it("given the same list again, refuses each and changes nothing", async () => {
    const w = await load(world);
    const { grants, attestations } = await signedGrants(w, [w.a.address, w.b.address]);
    await w.pass.grantMany(grants, attestations);
    expect(await w.pass.grantMany.staticCall(grants, attestations)).to.equal(0n);
    await w.pass.grantMany(grants, attestations);
    expect(await w.pass.seqOf(w.a.address)).to.equal(1n);
  });

  it("counts each against the officers' quota, and stops at it", async () => {
    const w = await load(world);
    await byAdmin(w, w.pass, "setSettings", [2, DAY, 2, 1]);
    const today = Math.floor(((await w.now()) + 9 * 3_600) / DAY);
    const { grants, attestations } = await signedGrants(w, [key(1), key(2), key(3)]);
    const reason = w.pass.interface.encodeErrorResult("OfficerQuotaSpent", [1, 2, today]);
    await expect(w.pass.grantMany(grants, attestations))
      .to.emit(w.pass, "GrantRefused")
      .withArgs(grants[2]!.wallet, reason);
    expect(await w.pass.investorIdOf(key(2))).to.equal(2n);
    expect(await w.pass.investorIdOf(key(3))).to.equal(0n);
  });
});
