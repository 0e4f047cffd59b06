import { createRequire } from "node:module";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import {
  AbiCoder,
  type Addressable,
  Contract,
  ContractFactory,
  type ContractRunner,
  type ContractTransactionResponse,
  concat,
  type InterfaceAbi,
  type Signer,
  TypedDataEncoder,
  ZeroAddress,
} from "ethers";
import type { TypedData } from "../../sdk/encode/TypedData.ts";

// The artifacts that Safe publishes: LGPL-3.0, so they are deployed by tests and by nothing else.
const require = createRequire(import.meta.url);
const ARTIFACTS = "@safe-global/safe-smart-account/build/artifacts/contracts";

type Owner = Pick<Signer, "signTypedData"> & { readonly address: string };
type Owners = readonly Owner[];

/** A Safe as its owners use it. */
export interface Safe {
  readonly address: string;
  /** The owners' signatures over typed data, as the Safe takes them by ERC-1271. */
  sign<M extends object>(data: TypedData<M>, owners: Owners): Promise<string>;
  /** Makes the Safe call, on these owners' signatures. */
  execute(target: Addressable, data: string, owners: Owners): Promise<ContractTransactionResponse>;
  /** Makes the Safe run another contract's code, on these owners' signatures. */
  executeDelegated: Safe["execute"];
  readonly contract: Contract;
}

/** Deploys a Safe of `owners`, of whom `threshold` must sign. */
export async function deploySafe(
  deployer: HardhatEthersSigner,
  chainId: bigint,
  owners: Owners,
  threshold: number,
): Promise<Safe> {
  const singleton = await deploy("Safe.sol/Safe", deployer);
  const factory = await deploy("proxies/SafeProxyFactory.sol/SafeProxyFactory", deployer);
  const handler = await deploy(
    "handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler",
    deployer,
  );
  const setup = singleton.interface.encodeFunctionData("setup", [
    owners.map(({ address }) => address),
    threshold,
    ...[ZeroAddress, "0x", await handler.getAddress()],
    ...[ZeroAddress, 0, ZeroAddress],
  ]);
  const create = factory.getFunction("createProxyWithNonce");
  const values = [await singleton.getAddress(), setup, 0];
  const address: string = await create.staticCall(...values);
  await create(...values);
  const contract = new Contract(address, singleton.interface, deployer);
  const domain = { chainId, verifyingContract: address };

  const execution =
    (operation: 0 | 1): Safe["execute"] =>
    async (target, data, signers) => {
      const transaction = {
        ...{ to: await target.getAddress(), value: 0, data, operation },
        ...{ safeTxGas: 0, baseGas: 0, gasPrice: 0 },
        ...{ gasToken: ZeroAddress, refundReceiver: ZeroAddress },
      };
      const message = { ...transaction, nonce: await contract.getFunction("nonce")() };
      const signatures = await joined(signers, (owner) =>
        owner.signTypedData(domain, SAFE_TX, message),
      );
      const call = contract.getFunction("execTransaction");
      return await call(...Object.values(transaction), signatures);
    };

  return {
    address,
    contract,
    execute: execution(0),
    executeDelegated: execution(1),
    async sign(data, signers) {
      const digest = TypedDataEncoder.hash(data.domain, data.types, data.message);
      const message = { message: AbiCoder.defaultAbiCoder().encode(["bytes32"], [digest]) };
      return await joined(signers, (owner) => owner.signTypedData(domain, SAFE_MESSAGE, message));
    },
  };
}

/** The library by which a Safe approves a message on chain. */
export async function deploySignMessageLib(deployer: HardhatEthersSigner): Promise<Contract> {
  return await deploy("libraries/SignMessageLib.sol/SignMessageLib", deployer);
}

const SAFE_MESSAGE = { SafeMessage: [{ name: "message", type: "bytes" }] };
const SAFE_TX = {
  SafeTx: [
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "operation", type: "uint8" },
    { name: "safeTxGas", type: "uint256" },
    { name: "baseGas", type: "uint256" },
    { name: "gasPrice", type: "uint256" },
    { name: "gasToken", type: "address" },
    { name: "refundReceiver", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
};

/** A Safe takes its owners' signatures in the order of their addresses. */
async function joined(owners: Owners, sign: (owner: Owner) => Promise<string>): Promise<string> {
  const ordered = [...owners].sort((x, y) => (BigInt(x.address) < BigInt(y.address) ? -1 : 1));
  return concat(await Promise.all(ordered.map(sign)));
}

async function deploy(artifact: string, runner: ContractRunner): Promise<Contract> {
  const { abi, bytecode }: { abi: InterfaceAbi; bytecode: string } = require(
    `${ARTIFACTS}/${artifact}.json`,
  );
  const deployed = await new ContractFactory(abi, bytecode, runner).deploy();
  return new Contract(await deployed.getAddress(), abi, runner);
}
