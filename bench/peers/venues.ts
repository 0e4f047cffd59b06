import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, MaxUint256, Wallet, ZeroAddress, ZeroHash } from "ethers";
import { gasOf } from "../../test/bench/support/gasOf.ts";
import { deployAirSwap } from "../../test/support/airSwap.ts";
import type { World } from "../../test/support/world.ts";
import { CONDUITS, compiledPeers, LIBRARIES, SEAPORT } from "./compiledPeers.ts";
import type { Figures } from "./libraryTokens.ts";
import { by, deployPeer, type PeerContract, peerArtifact, roomOf } from "./peerArtifact.ts";

const COW = "@cowprotocol/contracts/lib/contracts";
const UNITS = 3n;
const PRICE = 100n;
/** Far past every block of a run. */
const NEVER = 4_000_000_000;
/** Trades of the measured batch, and parties on each side of it. */
const BATCH = 100;
const SIDE = 8;

/** A party of trades at a venue; keys that the chain does not know sign off it. */
type Party = Pick<Wallet, "address" | "signTypedData">;

interface Deal {
  readonly seller: Party;
  readonly buyer: Party;
  readonly number: number;
}

/** Two tokens without rules, held by everybody who trades. */
interface Pair {
  readonly security: PeerContract;
  readonly cash: PeerContract;
}

/** Venues that exchange two tokens, by the peer's id. */
export async function venues(w: World): Promise<Readonly<Record<string, Figures>>> {
  const parties = Array.from({ length: 2 * SIDE }, (_, i) => new Wallet(id(`venue party ${i}`)));
  const pair = await tokens(w, [w.a, w.b, ...parties]);
  return {
    airSwap: await airSwap(w, pair.security, pair.cash, [w.a, w.b]),
    airSwapOverKessai: await airSwapOverKessai(w),
    seaport: await seaport(w, pair, parties),
    cow: await cow(w, pair, parties),
  };
}

async function tokens(w: World, holders: readonly { address: string }[]): Promise<Pair> {
  const artifact = compiledPeers(LIBRARIES).OpenZeppelinToken!;
  const [security, cash] = [
    await deployPeer(w.deployer, artifact),
    await deployPeer(w.deployer, artifact),
  ];
  for (const { address } of holders) {
    await security.mint(address, 1_000_000n);
    await cash.mint(address, 1_000_000_000n);
  }
  return { security, cash };
}

async function airSwap(
  w: World,
  security: { readonly target: unknown },
  cash: { readonly target: unknown },
  [maker, taker]: readonly [HardhatEthersSigner, HardhatEthersSigner],
): Promise<Figures> {
  const venue = await deployAirSwap(w.deployer, w.chainId, w.deployer);
  await approve(w, security, maker, venue.address);
  await approve(w, cash, taker, venue.address);
  let dvpSigned = 0;
  // The second order of the same maker: his numbers were used before.
  for (let nonce = 1n; nonce <= 2n; nonce += 1n) {
    const order = {
      ...{ nonce, expiry: NEVER, signerWallet: maker.address, protocolFee: 0 },
      ...{ signerToken: security.target as string, signerAmount: UNITS },
      ...{ senderWallet: taker.address, senderToken: cash.target as string },
      senderAmount: UNITS * PRICE,
    };
    const signature = await venue.sign(maker, order);
    dvpSigned = await gasOf(venue.swap(taker, order, signature));
  }
  return { dvpOneSignature: dvpSigned };
}

/** The same venue, over a class and yen of Kessai's. */
async function airSwapOverKessai(w: World): Promise<Figures> {
  const token = await w.openClass();
  for (const holder of [w.b, w.c]) {
    await w.desk.issue(token, holder, 50n, id("issue"));
    await w.minted(holder, 1_000_000n);
  }
  return await airSwap(w, token, w.yen, [w.b, w.c]);
}

async function seaport(w: World, pair: Pair, parties: readonly Party[]): Promise<Figures> {
  const conduits = await deployPeer(w.deployer, compiledPeers(CONDUITS).ConduitController!);
  const venue = await deployPeer(w.deployer, compiledPeers(SEAPORT).Seaport!, conduits);
  await allowAll(w, pair, parties, venue.target);
  const domain = {
    ...{ name: "Seaport", version: "1.6", chainId: w.chainId },
    verifyingContract: venue.target,
  };
  const item = (token: PeerContract, amount: bigint) => ({
    ...{ itemType: 1, token: token.target, identifierOrCriteria: 0n },
    ...{ startAmount: amount, endAmount: amount },
  });
  const order = async (party: Party, gives: object, takes: object, number: number) => {
    const parameters = {
      ...{ offerer: party.address, zone: ZeroAddress, offer: [gives] },
      consideration: [{ ...takes, recipient: party.address }],
      ...{ orderType: 0, startTime: 0, endTime: NEVER, zoneHash: ZeroHash, salt: number },
      ...{ conduitKey: ZeroHash, totalOriginalConsiderationItems: 1 },
    };
    const signed = { ...parameters, counter: 0 };
    return { parameters, signature: await party.signTypedData(domain, SEAPORT_ORDER, signed) };
  };
  const settle = async (deals: readonly Deal[]) => {
    const orders = [];
    const fulfilments = [];
    for (const [place, { seller, buyer, number }] of deals.entries()) {
      const [units, money] = [item(pair.security, UNITS), item(pair.cash, UNITS * PRICE)];
      orders.push(await order(seller, units, money, number));
      orders.push(await order(buyer, money, units, number));
      const [one, other] = [2 * place, 2 * place + 1].map((at) => [[at, 0]]);
      fulfilments.push([one, other], [other, one]);
    }
    return await gasOf(
      by(venue, w.relayer).matchOrders(orders, fulfilments, await roomOf(w.deployer)),
    );
  };
  return await settled(pair, parties, settle);
}

async function cow(w: World, pair: Pair, parties: readonly Party[]): Promise<Figures> {
  const solvers = await deployPeer(w.deployer, cowArtifact("GPv2AllowListAuthentication"));
  await solvers.initializeManager(w.deployer);
  await solvers.addSolver(w.relayer);
  const venue = await deployPeer(w.deployer, cowArtifact("GPv2Settlement"), solvers, w.thief);
  // Its own stock of both tokens, as one in use has: otherwise each settlement would begin at none.
  for (const token of [pair.security, pair.cash]) await token.mint(venue, 1_000_000n);
  await allowAll(w, pair, parties, await venue.vaultRelayer());
  const domain = {
    ...{ name: "Gnosis Protocol", version: "v2", chainId: w.chainId },
    verifyingContract: venue.target,
  };
  const tokens = [pair.security.target, pair.cash.target];
  const trade = async (party: Party, sells: 0 | 1, number: number) => {
    const amounts = [UNITS, UNITS * PRICE] as const;
    const common = {
      ...{ receiver: party.address, sellAmount: amounts[sells], buyAmount: amounts[1 - sells]! },
      ...{ validTo: NEVER, appData: id(`order ${number}`), feeAmount: 0n },
    };
    const order = {
      ...common,
      ...{ sellToken: tokens[sells], buyToken: tokens[1 - sells], kind: "sell" },
      ...{ partiallyFillable: false, sellTokenBalance: "erc20", buyTokenBalance: "erc20" },
    };
    const signature = await party.signTypedData(domain, COW_ORDER, order);
    const places = { sellTokenIndex: sells, buyTokenIndex: 1 - sells };
    return { ...common, ...places, flags: 0n, executedAmount: 0n, signature };
  };
  const settle = async (deals: readonly Deal[]) => {
    const trades = [];
    for (const { seller, buyer, number } of deals) {
      trades.push(await trade(seller, 0, number), await trade(buyer, 1, number));
    }
    const prices = [PRICE, 1n];
    const none = [[], [], []];
    return await gasOf(
      by(venue, w.relayer).settle(tokens, prices, trades, none, await roomOf(w.deployer)),
    );
  };
  return await settled(pair, parties, settle);
}

/** One trade of parties who traded before, then a batch in which every seller meets every buyer. */
async function settled(
  { security, cash }: Pair,
  parties: readonly Party[],
  settle: (deals: readonly Deal[]) => Promise<number>,
): Promise<Figures> {
  let number = 0;
  const deal = (place: number): Deal => ({
    seller: parties[place % SIDE]!,
    buyer: parties[SIDE + (Math.floor(place / SIDE) % SIDE)]!,
    number: ++number,
  });
  await settle([deal(0)]);
  const first = parties[0]!.address;
  const before: [bigint, bigint] = [await security.balanceOf(first), await cash.balanceOf(first)];
  const dvpSigned = await settle([deal(0)]);
  const after: [bigint, bigint] = [await security.balanceOf(first), await cash.balanceOf(first)];
  if (before[0] - after[0] !== UNITS || after[1] - before[1] !== UNITS * PRICE) {
    throw new Error("a peer's trade did not move what it should");
  }
  const batch = await settle(Array.from({ length: BATCH }, (_, place) => deal(place)));
  return { dvpSigned, dvpBatch100: Math.ceil(batch / BATCH) };
}

async function allowAll(w: World, pair: Pair, parties: readonly Party[], venue: string) {
  for (const party of parties) {
    for (const token of [pair.security, pair.cash]) await approve(w, token, party, venue);
  }
}

async function approve(
  { ethers, networkHelpers, yen }: World,
  token: { readonly target: unknown },
  { address }: { readonly address: string },
  spender: string,
): Promise<void> {
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 21n);
  const data = yen.interface.encodeFunctionData("approve", [spender, MaxUint256]);
  const call = { from: address, to: token.target, data, gas: "0x100000" };
  await ethers.provider.send("eth_sendTransaction", [call]);
}

function cowArtifact(name: string) {
  return peerArtifact(`${COW}/${name}.json`);
}

const OFFER = [
  { name: "itemType", type: "uint8" },
  { name: "token", type: "address" },
  { name: "identifierOrCriteria", type: "uint256" },
  { name: "startAmount", type: "uint256" },
  { name: "endAmount", type: "uint256" },
];

const SEAPORT_ORDER = {
  OrderComponents: [
    { name: "offerer", type: "address" },
    { name: "zone", type: "address" },
    { name: "offer", type: "OfferItem[]" },
    { name: "consideration", type: "ConsiderationItem[]" },
    { name: "orderType", type: "uint8" },
    { name: "startTime", type: "uint256" },
    { name: "endTime", type: "uint256" },
    { name: "zoneHash", type: "bytes32" },
    { name: "salt", type: "uint256" },
    { name: "conduitKey", type: "bytes32" },
    { name: "counter", type: "uint256" },
  ],
  OfferItem: OFFER,
  ConsiderationItem: [...OFFER, { name: "recipient", type: "address" }],
};

const COW_ORDER = {
  Order: [
    { name: "sellToken", type: "address" },
    { name: "buyToken", type: "address" },
    { name: "receiver", type: "address" },
    { name: "sellAmount", type: "uint256" },
    { name: "buyAmount", type: "uint256" },
    { name: "validTo", type: "uint32" },
    { name: "appData", type: "bytes32" },
    { name: "feeAmount", type: "uint256" },
    { name: "kind", type: "string" },
    { name: "partiallyFillable", type: "bool" },
    { name: "sellTokenBalance", type: "string" },
    { name: "buyTokenBalance", type: "string" },
  ],
};
