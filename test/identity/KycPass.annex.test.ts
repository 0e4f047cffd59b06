import { readFileSync } from "node:fs";
import { expect } from "chai";
import { FunctionFragment, Interface, type InterfaceAbi, ZeroAddress } from "ethers";
import { artifacts } from "hardhat";
import { IKycPass__factory, KycPass__factory, PassAnnex__factory } from "../../sdk/contracts.ts";
import { emptyValues } from "../support/emptyValues.ts";
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

const functionsOf = (abi: InterfaceAbi) =>
  new Interface(abi).fragments.filter((fragment) => FunctionFragment.isFragment(fragment));

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
    const core = functionsOf(KycPass__factory.abi).map((fragment) => fragment.format());
    const annex = functionsOf(PassAnnex__factory.abi).map((fragment) => fragment.format());
    const whole = functionsOf(IKycPass__factory.abi).map((fragment) => fragment.format());
    const shared = [
      "authority()",
      "eip712Domain()",
      "isConsumingScheduledOp()",
      "setAuthority(address)",
    ];
    expect(core.filter((name) => annex.includes(name))).to.have.members(shared);
    const both = new Set([...core, ...annex]);
    expect(whole.filter((name) => !both.has(name))).to.deep.equal([]);
    expect([...both].filter((name) => !whole.includes(name))).to.deep.equal([]);
  });

  it("have no selector in common with each other by accident", () => {
    const selectors = functionsOf(IKycPass__factory.abi).map(({ selector }) => selector);
    expect(new Set(selectors).size).to.equal(selectors.length);
  });

  it("keep the same state at the same places, as the compiler lays it out", async () => {
    const layouts = await Promise.all(
      ["KycPass", "PassAnnex"].map(async (name) => {
        const id = await artifacts.getBuildInfoId(`contracts/identity/${name}.sol:${name}`);
        const path = await artifacts.getBuildInfoOutputPath(id!);
        const { output } = JSON.parse(readFileSync(path!, "utf8"));
        const sources: Record<string, { ast: Node }> = output.sources;
        return stateOf(sources, name);
      }),
    );
    expect(layouts[0]).to.have.length.greaterThan(10);
    expect(layouts[1]).to.deep.equal(layouts[0]);
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
    const to = w.platform.pass;
    await expect(w.thief.sendTransaction({ to, data: "0x12345678" })).to.revert(w.ethers);
    await expect(w.thief.sendTransaction({ to, data: "0x" })).to.revert(w.ethers);
    await expect(w.thief.sendTransaction({ to, value: 1n })).to.revert(w.ethers);
  });
});

describe("The annex at its own address", () => {
  it("POWER-1: changes nothing, whoever calls: every function that writes is refused", async () => {
    const w = await load(withAnnex);
    const writes = functionsOf(PassAnnex__factory.abi).filter(
      ({ stateMutability }) => stateMutability === "nonpayable",
    );
    expect(writes.map(({ name }) => name)).to.have.members([
      ...OPEN,
      ...RESTRICTED,
      "setAuthority",
    ]);
    const { to } = { to: w.platform.passAnnex };
    for (const caller of [w.thief, w.admin, w.guardian, w.deployer]) {
      for (const write of writes) {
        const data = new Interface([write]).encodeFunctionData(write, emptyValues(write));
        const sent = expect(caller.sendTransaction({ to, data }), write.name);
        if (OPEN.includes(write.name)) {
          await sent.to.be.revertedWithCustomError(w.annex, "NotInThePass").withArgs();
        } else {
          await sent.to.be
            .revertedWithCustomError(w.annex, "AccessManagedUnauthorized")
            .withArgs(caller.address);
        }
      }
    }
    for (let slot = 0; slot < 20; slot++) {
      expect(BigInt(await w.networkHelpers.getStorageAt(to, slot))).to.equal(0n);
    }
  });

  it("has no authority, so that nobody ever can", async () => {
    const w = await load(withAnnex);
    expect(await w.annex.authority()).to.equal(ZeroAddress);
    expect(await w.annex.classCount()).to.equal(0n);
    expect(await w.annex.officerCount()).to.equal(0n);
  });
});

interface Node {
  readonly nodeType: string;
  readonly id: number;
  readonly name?: string;
  readonly nodes?: Node[];
  readonly constant?: boolean;
  readonly mutability?: string;
  readonly linearizedBaseContracts?: number[];
  readonly typeDescriptions?: { readonly typeString?: string };
}

/** State variables of a contract with all that it inherits, in the order of their places. */
function stateOf(sources: Record<string, { ast: Node }>, name: string): string[] {
  const contracts = Object.values(sources)
    .flatMap(({ ast }) => ast.nodes ?? [])
    .filter(({ nodeType }) => nodeType === "ContractDefinition");
  const byId = new Map(contracts.map((contract) => [contract.id, contract]));
  const self = contracts.find((contract) => contract.name === name)!;
  return [...self.linearizedBaseContracts!]
    .reverse()
    .flatMap((id) => byId.get(id)!.nodes ?? [])
    .filter(
      ({ nodeType, mutability }) => nodeType === "VariableDeclaration" && mutability === "mutable",
    )
    .map((variable) => `${variable.name}: ${variable.typeDescriptions?.typeString}`);
}
