import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { IKycPass__factory, KycPass__factory, PassAnnex__factory } from "../../sdk/contracts.ts";
import {
  expectAllRefused,
  expectNothingElse,
  expectOwnSelectors,
  expectSameState,
  expectWhole,
  writesOf,
} from "../support/halves.ts";
import { load } from "../support/load.ts";
import { REASON } from "../support/passes.ts";
import { CLAIMS_WORD, fieldsOf } from "../support/words.ts";
import { world } from "../support/world.ts";

/** A world with a pass, and the annex called at its own address. */
async function withAnnex() {
  const w = await world();
  await w.granted([w.a, w.b]);
  const annex = IKycPass__factory.connect(w.platform.passAnnex, w.relayer);
  return { ...w, annex };
}

const HALVES = {
  core: "contracts/identity/KycPass.sol:KycPass",
  annex: "contracts/identity/PassAnnex.sol:PassAnnex",
  whole: "contracts/identity/interfaces/IKycPass.sol:IKycPass",
};

/** What may be called by anybody, and is refused at the annex by name. */
const OPEN = [
  ...["grantMany", "keepAccount", "recover", "suspendListed", "reinstateListed"],
  ...["reattestListed", "tellDisowning"],
];
/** What is refused by the authority, which the annex has none of. */
const RESTRICTED = [
  ...["suspend", "veto", "disown", "undoDisowning", "registerMoney", "setFactory"],
  ...["addOfficer", "removeOfficer", "setSettings", "undoDisowningAsAdmin"],
];

describe("The two halves of the pass's code", () => {
  it("together declare what the interface does, and each function once", async () => {
    await expectWhole(HALVES, [
      ...["authority()", "eip712Domain()", "isConsumingScheduledOp()", "setAuthority(address)"],
    ]);
  });

  it("have no selector in common with each other by accident", async () => {
    await expectOwnSelectors(HALVES);
  });

  it("keep the same state at the same places, as the compiler lays it out", async () => {
    await expectSameState(HALVES);
  });

  it("read and write the same state, as each verb's effect is seen by the other's views", async () => {
    const w = await load(withAnnex);
    // Written by the annex, read by the core and the other way round.
    await w.pass.connect(w.guardian).suspend(w.a.address, REASON);
    expect(await w.pass.seqOf(w.a.address)).to.equal(2n);
    expect((await w.pass.attestersOf(w.b.address)).officers).to.deep.equal([1n, 2n]);
    const [granted] = await w.pass.queryFilter(w.pass.filters.PassGranted(w.b.address));
    const { expiry, residence, validFrom } = fieldsOf(CLAIMS_WORD, granted!.args.claims);
    const claims = await w.pass.claimsOf(w.b.address);
    expect([claims.expiry, claims.residence]).to.deep.equal([expiry, residence]);
    expect(await w.pass.validFromOf(w.b.address)).to.equal(validFrom);
  });

  it("name the annex for good, and refuse one without code", async () => {
    const w = await load(withAnnex);
    expect(await w.pass.annex()).to.equal(w.platform.passAnnex);
    const made = new KycPass__factory(w.deployer);
    for (const annex of [ZeroAddress, w.thief.address]) {
      await expect(made.deploy(w.platform.authority, annex, 2, 60, 200, 200))
        .to.be.revertedWithCustomError(w.pass, "NotAContract")
        .withArgs(annex);
    }
  });

  it("answer a call that neither declares with a refusal, and take no money", async () => {
    const w = await load(withAnnex);
    await expectNothingElse(w, w.platform.pass);
  });
});

describe("The annex at its own address", () => {
  it("POWER-1: changes nothing, whoever calls: every function that writes is refused", async () => {
    const w = await load(withAnnex);
    const writes = writesOf(PassAnnex__factory.abi);
    expect(writes.map(({ name }) => name)).to.have.members([
      ...OPEN,
      ...RESTRICTED,
      "setAuthority",
    ]);
    const callers = [w.thief, w.admin, w.guardian, w.deployer];
    await expectAllRefused(w, w.annex, writes, callers, (name, caller) =>
      OPEN.includes(name) ? ["NotInThePass"] : ["AccessManagedUnauthorized", caller],
    );
  });

  it("has no authority, so that nobody ever can", async () => {
    const w = await load(withAnnex);
    expect(await w.annex.authority()).to.equal(ZeroAddress);
    expect(await w.annex.classCount()).to.equal(0n);
    expect(await w.annex.officerCount()).to.equal(0n);
  });
});
