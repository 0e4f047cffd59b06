import { createRequire } from "node:module";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import {
  type AddressLike,
  Contract,
  ContractFactory,
  type ContractTransactionResponse,
  type InterfaceAbi,
  Signature,
} from "ethers";

// The bytecode that AirSwap publishes.
const require = createRequire(import.meta.url);
const ARTIFACT = "@airswap/swap-erc20/build/contracts/SwapERC20.sol/SwapERC20.json";

/** What a maker (`signer`) offers and a taker (`sender`) takes; any taker if its wallet is zero. */
export interface Order {
  readonly nonce: bigint;
  /** First Unix second at which it can no longer be taken. */
  readonly expiry: number;
  readonly signerWallet: string;
  readonly signerToken: string;
  readonly signerAmount: bigint;
  /** The contract's, in hundredths of a percent of the maker's amount: he agrees to it. */
  readonly protocolFee: number;
  readonly senderWallet: string;
  readonly senderToken: string;
  readonly senderAmount: bigint;
}

/** AirSwap's SwapERC20 as makers and takers use it. */
export interface AirSwap {
  readonly address: string;
  readonly contract: Contract;
  /** The maker's signature of an order. */
  sign(maker: HardhatEthersSigner, order: Order): Promise<string>;
  /** The taker takes an order; what he buys goes to `recipient`. */
  swap(
    taker: HardhatEthersSigner,
    order: Order,
    signature: string,
    recipient?: AddressLike,
  ): Promise<ContractTransactionResponse>;
  /** The same by the cheaper verb, which pays its fee in any case. */
  swapLight(
    taker: HardhatEthersSigner,
    order: Order,
    signature: string,
  ): Promise<ContractTransactionResponse>;
}

/** Deploys SwapERC20, which takes no fee for `feeWallet` until the deployer sets one. */
export async function deployAirSwap(
  deployer: HardhatEthersSigner,
  chainId: bigint,
  feeWallet: AddressLike,
): Promise<AirSwap> {
  const { abi, bytecode }: { abi: InterfaceAbi; bytecode: string } = require(ARTIFACT);
  const factory = new ContractFactory(abi, bytecode, deployer);
  const deployed = await factory.deploy(0, 0, feeWallet, 0, 0);
  const address = await deployed.getAddress();
  const contract = new Contract(address, abi, deployer);
  const domain = { name: "SWAP_ERC20", version: "4.3", chainId, verifyingContract: address };
  const verb = (taker: HardhatEthersSigner, name: string) =>
    (contract.connect(taker) as Contract).getFunction(name);

  return {
    address,
    contract,
    sign: (maker, order) => maker.signTypedData(domain, ORDER, order),
    swap: async (taker, order, signature, recipient = taker) =>
      await verb(taker, "swap")(recipient, ...valuesOf(order, signature)),
    swapLight: async (taker, order, signature) =>
      await verb(taker, "swapLight")(...valuesOf(order, signature)),
  };
}

function valuesOf(order: Order, signature: string) {
  const { v, r, s } = Signature.from(signature);
  const { nonce, expiry, signerWallet, signerToken, signerAmount, senderToken, senderAmount } =
    order;
  return [
    ...[nonce, expiry, signerWallet, signerToken, signerAmount, senderToken, senderAmount],
    ...[v, r, s],
  ];
}

/** As the contract's ORDER_TYPEHASH has it. */
const ORDER = {
  OrderERC20: [
    { name: "nonce", type: "uint256" },
    { name: "expiry", type: "uint256" },
    { name: "signerWallet", type: "address" },
    { name: "signerToken", type: "address" },
    { name: "signerAmount", type: "uint256" },
    { name: "protocolFee", type: "uint256" },
    { name: "senderWallet", type: "address" },
    { name: "senderToken", type: "address" },
    { name: "senderAmount", type: "uint256" },
  ],
};
