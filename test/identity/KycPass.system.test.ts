import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import { systemGrantTypedData } from "../../sdk/encode/systemGrantTypedData.ts";
import { ContractWallet__factory } from "../../types/index.js";
import { impersonated } from "../support/impersonated.ts";
import { grantedSystem, signedSystemGrant } from "../support/lists.ts";
import { load } from "../support/load.ts";
import { byAdmin, revoked, STATUS, standingOf, windowPasses } from "../support/passes.ts";
import { signerOf } from "../support/signerOf.ts";
import { expectTotals, holdersOf } from "../support/totals.ts";
import { CLAIMS_WORD, fieldsOf, HOLDER_WORD } from "../support/words.ts";
import { DAY, world } from "../support/world.ts";

const SYSTEM = 2n ** 32n - 1n;
const ISSUE = encodeBytes32String("issue");

/** A world with a vault, which is a contract, and where A and B have working passes. */
async function withVault() {
  const w = await world();
  await w.granted([w.a, w.b]);
  const made = await new ContractWallet__factory(w.deployer).deploy(w.thief.address);
  const vault = { address: await made.getAddress() };
  return { ...w, vault };
}

/** The same with the vault's pass working, in a class for two investors. */
async function withSystemPass() {
  const w = await withVault();
  await grantedSystem(w, w.vault);
  const token = await w.openClass({ maxInvestors: 2 });
  await w.desk.issue(token, w.a.address, 60n, ISSUE);
  const asVault = await impersonated(w, w.vault.address);
  const wallets = [w.a.address, w.b.address, w.c.address, w.vault.address];
  return { ...w, token, asVault, wallets };
}

describe("Granting a system pass", () => {
  it("is refused to a wallet without code, be it a key", async () => {
    const w = await load(withVault);
    for (const wallet of [w.c, { address: ZeroAddress }]) {
      const { systemGrant, attestations } = await signedSystemGrant(w, wallet);
      await expect(w.pass.grantSystem(systemGrant, attestations))
        .to.be.revertedWithCustomError(w.pass, "NotAContract")
        .withArgs(wallet.address);
    }
  });

  it("is refused to a key that delegates to code", async () => {
    const w = await load(withVault);
    const delegation = `0xef0100${w.vault.address.slice(2)}`;
    await w.networkHelpers.setCode(w.c.address, delegation);
    const { systemGrant, attestations } = await signedSystemGrant(w, w.c);
    await expect(w.pass.grantSystem(systemGrant, attestations))
      .to.be.revertedWithCustomError(w.pass, "NotAContract")
      .withArgs(w.c.address);
  });

  it("is refused to an investor's wallet, though its pass was revoked and it is a contract", async () => {
    const w = await load(withVault);
    await w.granted([w.vault]);
    const first = await signedSystemGrant(w, w.vault);
    await expect(w.pass.grantSystem(first.systemGrant, first.attestations))
      .to.be.revertedWithCustomError(w.pass, "PassAlreadyHeld")
      .withArgs(w.vault.address);
    await revoked(w, w.vault);
    const { systemGrant, attestations } = await signedSystemGrant(w, w.vault);
    await expect(w.pass.grantSystem(systemGrant, attestations))
      .to.be.revertedWithCustomError(w.pass, "WalletAlreadyKnown")
      .withArgs(w.vault.address, 3);
  });

  it("is refused by what a grant refuses", async () => {
    const w = await load(withVault);
    const { systemGrant, attestations } = await signedSystemGrant(w, w.vault);
    const { grant } = systemGrant;
    await expect(w.pass.grantSystem({ grant: { ...grant, seq: 3 } }, attestations))
      .to.be.revertedWithCustomError(w.pass, "WrongSeq")
      .withArgs(w.vault.address, 0, 3);
    await expect(w.pass.grantSystem(systemGrant, [attestations[1]!]))
      .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
      .withArgs(1, 2);
    for (const forged of [
      { grant: { ...grant, classes: [1] } },
      { grant: { ...grant, claims: { ...grant.claims, taxClass: 1 } } },
      { grant: { ...grant, deadline: grant.deadline + 1 } },
    ]) {
      const data = systemGrantTypedData(w.chainId, w.platform.pass, forged);
      await expect(w.pass.grantSystem(forged, attestations))
        .to.be.revertedWithCustomError(w.pass, "AttestationInvalid")
        .withArgs(1, w.officers[0]!.address, signerOf(data, attestations[0]!));
    }
    await w.networkHelpers.time.setNextBlockTimestamp(grant.deadline + 1);
    await expect(w.pass.grantSystem(systemGrant, attestations))
      .to.be.revertedWithCustomError(w.pass, "AttestationExpired")
      .withArgs(grant.deadline);
  });

  it("counts against the officers' quota of the day", async () => {
    const w = await load(withVault);
    await byAdmin(w, w.pass, "setSettings", [2, DAY, 1, 1]);
    const today = Math.floor(((await w.now()) + 9 * 3_600) / DAY);
    const first = await signedSystemGrant(w, w.vault);
    await w.pass.grantSystem(first.systemGrant, first.attestations);
    const { systemGrant, attestations } = await signedSystemGrant(w, { address: w.platform.dvp });
    await expect(w.pass.grantSystem(systemGrant, attestations))
      .to.be.revertedWithCustomError(w.pass, "OfficerQuotaSpent")
      .withArgs(1, 1, today);
  });

  it("gives the number of every system pass, spends none, and waits the veto window", async () => {
    const w = await load(withVault);
    const { systemGrant, attestations } = await signedSystemGrant(w, w.vault, {}, { classes: [1] });
    await w.pass.connect(w.thief).grantSystem(systemGrant, attestations);
    const [granted] = await w.pass.queryFilter(w.pass.filters.PassGranted(w.vault.address));
    expect(granted!.args.investorId).to.equal(SYSTEM);
    expect(fieldsOf(CLAIMS_WORD, granted!.args.claims)).to.include({ investorId: SYSTEM });
    expect(await standingOf(w, w.vault)).to.include({
      ...{ status: STATUS.inVetoWindow, investorId: SYSTEM, countedApart: 1n },
    });
    expect(fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.vault.address)).countedApart).to.equal(1n);
    await windowPasses(w);
    expect((await standingOf(w, w.vault)).status).to.equal(STATUS.working);
    await w.granted([w.c]);
    expect(await w.pass.investorIdOf(w.c.address)).to.equal(3n);
    expect(await w.pass.walletsOf(w.vault.address)).to.deep.equal([w.vault.address]);
  });

  it("again after a revocation is a plain grant, and the pass is a system pass still", async () => {
    const w = await load(withVault);
    await grantedSystem(w, w.vault);
    await revoked(w, w.vault);
    const { systemGrant, attestations } = await signedSystemGrant(w, w.vault);
    await expect(w.pass.grantSystem(systemGrant, attestations))
      .to.be.revertedWithCustomError(w.pass, "WalletAlreadyKnown")
      .withArgs(w.vault.address, SYSTEM);
    await w.granted([w.vault]);
    expect(await standingOf(w, w.vault)).to.include({ investorId: SYSTEM, countedApart: 1n });
  });
});

describe("A system wallet in a class", () => {
  it("counts as no investor, gaining, holding and parting, also where no room is left", async () => {
    const w = await load(withSystemPass);
    const { token, vault, asVault } = w;
    await token.connect(w.a).transfer(vault.address, 20n);
    expect(holdersOf(await token.classWord())).to.equal(1);
    await token.connect(w.a).transfer(w.b.address, 10n);
    expect(holdersOf(await token.classWord()), "A and B").to.equal(2);
    await token.connect(w.a).transfer(vault.address, 5n);
    await token.connect(asVault).transfer(w.b.address, 25n);
    expect(await token.balanceOf(vault.address)).to.equal(0n);
    expect(holdersOf(await token.classWord())).to.equal(2);
    await expectTotals(token, w.wallets);
  });

  it("leaves no room behind it: at the most investors, its last units buy nobody in", async () => {
    const w = await load(withSystemPass);
    const { token, vault, asVault } = w;
    await w.granted([w.c]);
    await token.connect(w.a).transfer(vault.address, 20n);
    await token.connect(w.a).transfer(w.b.address, 10n);
    expect(await w.lens.canTransfer(token, vault.address, w.c.address, 20n)).to.equal(false);
    await expect(token.connect(asVault).transfer(w.c.address, 20n))
      .to.be.revertedWithCustomError(token, "TooManyInvestors")
      .withArgs(2);
    expect(await w.lens.canTransfer(token, w.a.address, vault.address, 1n)).to.equal(true);
  });

  it("lets the last units of an investor go to it: one investor less", async () => {
    const w = await load(withSystemPass);
    await w.token.connect(w.a).transfer(w.vault.address, 60n);
    expect(holdersOf(await w.token.classWord())).to.equal(0);
    await w.token.connect(w.asVault).transfer(w.b.address, 60n);
    expect(holdersOf(await w.token.classWord())).to.equal(1);
    await expectTotals(w.token, w.wallets);
  });

  it("ELIG-1: is held to the class's policy like any other wallet", async () => {
    const w = await load(withVault);
    await grantedSystem(w, w.vault, { residence: 840 });
    await w.desk.issue(w.bond, w.a.address, 5n, ISSUE);
    await expect(w.bond.connect(w.a).transfer(w.vault.address, 1n))
      .to.be.revertedWithCustomError(w.bond, "MayNotGain")
      .withArgs(w.vault.address, 0, 840);
  });
});
