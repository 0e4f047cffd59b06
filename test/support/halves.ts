import { readFileSync } from "node:fs";
import { expect } from "chai";
import { FunctionFragment, Interface, type InterfaceAbi } from "ethers";
import { artifacts } from "hardhat";
import { emptyValues } from "./emptyValues.ts";
import type { World } from "./world.ts";

/** A contract whose code is in two or three, and the interface of all, by their names in the artifacts. */
export interface Halves {
  /** Such as `contracts/identity/KycPass.sol:KycPass`. */
  readonly core: string;
  readonly annex: string;
  /** The third part, if there is one. */
  readonly further?: string;
  readonly whole: string;
}

/** The functions of an interface. */
export function functionsOf(abi: InterfaceAbi): FunctionFragment[] {
  return new Interface(abi).fragments.filter((fragment) => FunctionFragment.isFragment(fragment));
}

/** The functions of an interface that may write. */
export function writesOf(abi: InterfaceAbi): FunctionFragment[] {
  return functionsOf(abi).filter(({ stateMutability }) => stateMutability === "nonpayable");
}

/**
 * That the parts declare what the interface does, each function once and nothing besides.
 *
 * @param shared what several inherit
 */
export async function expectWhole(halves: Halves, shared: readonly string[]) {
  const [inWhole, ...inParts] = await Promise.all(
    [halves.whole, ...partsOf(halves)].map(async (name) => {
      const { abi } = await artifacts.readArtifact(name);
      return functionsOf(abi as InterfaceAbi).map((fragment) => fragment.format());
    }),
  );
  const all = inParts.flat();
  const once = [...new Set(all)];
  const often = once.filter((name) => all.filter((other) => other === name).length > 1);
  expect(often).to.have.members([...shared]);
  expect(once).to.have.members(inWhole!);
}

function partsOf({ core, annex, further }: Halves): string[] {
  return [core, annex, ...(further === undefined ? [] : [further])];
}

/** That no two functions of the whole interface have the same selector. */
export async function expectOwnSelectors({ whole }: Halves) {
  const { abi } = await artifacts.readArtifact(whole);
  const selectors = functionsOf(abi as InterfaceAbi).map(({ selector }) => selector);
  expect(new Set(selectors).size).to.equal(selectors.length);
}

/** That all parts keep the same state at the same places, as the compiler lays it out. */
export async function expectSameState(halves: Halves) {
  const [first, ...others] = await Promise.all(partsOf(halves).map(stateOf));
  expect(first).to.have.length.greaterThan(10);
  for (const layout of others) expect(layout).to.deep.equal(first);
}

/** That a call that no part declares is refused, and money too. */
export async function expectNothingElse({ ethers, thief }: World, to: string) {
  await expect(thief.sendTransaction({ to, data: "0x12345678" })).to.revert(ethers);
  await expect(thief.sendTransaction({ to, data: "0x" })).to.revert(ethers);
  await expect(thief.sendTransaction({ to, value: 1n })).to.revert(ethers);
}

/** How a call is refused. */
export type Refusal = readonly [error: string, ...values: unknown[]];

/**
 * That every function that writes is refused to each caller at the annex's own address, and that
 * nothing is written there.
 *
 * @param refusal how each is refused that is called with values of nothing
 */
export async function expectAllRefused(
  { networkHelpers }: World,
  contract: { readonly interface: Interface; readonly target: unknown },
  writes: readonly FunctionFragment[],
  callers: readonly World["a"][],
  refusal: (name: string, caller: string) => Refusal,
) {
  const to = contract.target as string;
  for (const caller of callers) {
    for (const write of writes) {
      const data = new Interface([write]).encodeFunctionData(write, emptyValues(write));
      const [error, ...values] = refusal(write.name, caller.address);
      await expect(caller.sendTransaction({ to, data }), write.name)
        .to.be.revertedWithCustomError(contract as never, error)
        .withArgs(...values);
    }
  }
  await expectNothingWritten(networkHelpers, to);
}

/** That the first slots of an address are empty. */
export async function expectNothingWritten(
  networkHelpers: World["networkHelpers"],
  address: string,
) {
  for (let slot = 0; slot < 30; slot++) {
    expect(BigInt(await networkHelpers.getStorageAt(address, slot)), `slot ${slot}`).to.equal(0n);
  }
}

interface Node {
  readonly nodeType: string;
  readonly id: number;
  readonly name?: string;
  readonly nodes?: Node[];
  readonly mutability?: string;
  readonly linearizedBaseContracts?: number[];
  readonly typeDescriptions?: { readonly typeString?: string };
}

/** State variables of a contract with all that it inherits, in the order of their places. */
async function stateOf(artifact: string): Promise<string[]> {
  const id = await artifacts.getBuildInfoId(artifact);
  const path = await artifacts.getBuildInfoOutputPath(id!);
  const { output } = JSON.parse(readFileSync(path!, "utf8"));
  const sources: Record<string, { ast: Node }> = output.sources;
  const contracts = Object.values(sources)
    .flatMap(({ ast }) => ast.nodes ?? [])
    .filter(({ nodeType }) => nodeType === "ContractDefinition");
  const byId = new Map(contracts.map((contract) => [contract.id, contract]));
  const name = artifact.split(":")[1];
  const self = contracts.find((contract) => contract.name === name)!;
  return [...self.linearizedBaseContracts!]
    .reverse()
    .flatMap((base) => byId.get(base)!.nodes ?? [])
    .filter(
      ({ nodeType, mutability }) => nodeType === "VariableDeclaration" && mutability === "mutable",
    )
    .map((variable) => `${variable.name}: ${variable.typeDescriptions?.typeString}`);
}
