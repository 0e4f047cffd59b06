import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type BaseContract,
  Contract,
  ContractFactory,
  type InterfaceAbi,
  type Signer,
} from "ethers";
import { PEERS } from "./installPeers.ts";

/** A contract as its makers compiled it, or as `compiledPeers` did. */
export interface PeerArtifact {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

/** A peer's contract: it has no types of its own here, its calls are checked by what they change. */
// biome-ignore lint/suspicious/noExplicitAny: the peers' ABIs are not part of the project's types
export type PeerContract = BaseContract & Record<string, any> & { readonly target: string };

/** What a peer's package publishes, at a path that begins with the package's name. */
export function peerArtifact(path: string): PeerArtifact {
  return JSON.parse(readFileSync(join(PEERS, "node_modules", path), "utf8"));
}

export async function deployPeer(
  deployer: Signer,
  { abi, bytecode }: PeerArtifact,
  ...args: readonly unknown[]
): Promise<PeerContract> {
  const deployed = await new ContractFactory(abi, bytecode, deployer).deploy(...args);
  await deployed.waitForDeployment();
  return deployed as PeerContract;
}

/** A contract that another one deployed. */
export function peerAt(address: string, { abi }: PeerArtifact, signer: Signer): PeerContract {
  return new Contract(address, abi, signer) as BaseContract as PeerContract;
}

/** As much gas as one transaction may have: EIP-7825's, or more on a chain that is let have it. */
export async function roomOf({ provider }: Signer): Promise<{ readonly gasLimit: bigint }> {
  const block = await provider?.getBlock("latest");
  return { gasLimit: (block?.gasLimit ?? 0n) > 10n ** 9n ? 10n ** 9n : 16_777_216n };
}

/** The same contract, called by somebody else. */
export function by(contract: PeerContract, signer: Signer): PeerContract {
  return contract.connect(signer) as PeerContract;
}
