/** Somebody else's code that the bench deploys, and how. */
export interface Peer {
  readonly name: string;
  /** A floor checks nothing: it shows what a transfer costs without any rule. */
  readonly floor?: true;
  readonly package: string;
  readonly licence: string;
  /** What is deployed, who holds what, what was allowed before. */
  readonly setUp: string;
}

const LIBRARY =
  "compiled with solc 0.8.37 via IR, 12,500 runs, for cancun, as our classes are; " +
  "A has 1,000,000 units, B 1,000, two others 1,000 each; nobody has anything else";
const TREX =
  "suite opened by its own factory from the published artifacts (solc 0.8.17, 200 runs), decimals 0; an identity of his " +
  "own for every investor; A has 1,000,000 units, B 1,000, a third 5; the batch goes to a hundred holders with " +
  "1,000 each; all were registered before. That a transfer to a stranger and one by a frozen holder are refused is checked";
const VENUE =
  "two plain OpenZeppelin tokens that all parties hold, unlimited standing allowances; the second trade of the same " +
  "parties is measured";

/** By id, in the order of the page. */
export const PEERS: Readonly<Record<string, Peer>> = {
  openZeppelin: {
    ...{ name: "OpenZeppelin ERC-20", floor: true },
    ...{ package: "@openzeppelin/contracts 5.7.0", licence: "MIT" },
    setUp: `ERC20 and a mint, nothing else; ${LIBRARY}. Allowance unlimited`,
  },
  solady: {
    ...{ name: "Solady ERC-20", floor: true },
    ...{ package: "solady 0.1.26", licence: "MIT" },
    setUp: `ERC20 and a mint, nothing else; ${LIBRARY}. Allowance unlimited`,
  },
  snapshot: {
    name: "OpenZeppelin ERC20Snapshot",
    ...{ package: "@openzeppelin/contracts 4.9.6", licence: "MIT" },
    setUp: `its snapshots and a mint, no rules; ${LIBRARY}. Measured after the second snapshot`,
  },
  votes: {
    name: "OpenZeppelin ERC20Votes",
    ...{ package: "@openzeppelin/contracts 5.7.0", licence: "MIT" },
    setUp: `its checkpoints and a mint, no rules; ${LIBRARY}. Everybody delegated to himself, so that past balances can be asked`,
  },
  tRex: {
    name: "T-REX, bare",
    ...{ package: "@tokenysolutions/t-rex 4.1.6, @onchain-id/solidity 2.2.1", licence: "GPL-3.0" },
    setUp: `no claim topic, no module: ${TREX}. Delivery against payment by its DVDTransferManager, for a plain OpenZeppelin token: the seller's allowance is finite, the buyer's unlimited; one asks, the other takes; the second time`,
  },
  tRexClaim: {
    name: "T-REX, one claim",
    ...{ package: "the same", licence: "GPL-3.0" },
    setUp:
      "as bare, with one claim topic and one trusted issuer; each identity has a signed claim without data",
  },
  tRexModules: {
    name: "T-REX, one claim and two modules",
    ...{ package: "the same", licence: "GPL-3.0 (modules: see its notice)" },
    setUp:
      "as with one claim, and CountryRestrict (two countries) and MaxBalance, each behind its proxy",
  },
  airSwap: {
    name: "AirSwap",
    ...{ package: "@airswap/swap-erc20 5.0.0", licence: "MIT" },
    setUp: `SwapERC20 from the published artifact, no fee; ${VENUE}. The maker signs, the taker sends`,
  },
  airSwapOverKessai: {
    name: "AirSwap over Kessai",
    ...{ package: "@airswap/swap-erc20 5.0.0", licence: "MIT" },
    setUp: "the same contract, a class and yen of Kessai's in place of the plain tokens",
  },
  seaport: {
    name: "Seaport 1.6",
    ...{ package: "seaport-core 1.6.6, seaport-types 1.6.3", licence: "MIT" },
    setUp: `compiled with solc 0.8.24 via IR, for the most runs; ${VENUE}. No conduit, zone or fee; each side signs a full order, a third one calls matchOrders; batch of 100: eight sellers, eight buyers`,
  },
  cow: {
    name: "CoW Protocol",
    ...{ package: "@cowprotocol/contracts 1.8.0", licence: "LGPL-3.0-or-later" },
    setUp: `GPv2Settlement from the published artifact; ${VENUE}. The contract keeps a stock of both tokens; each side signs a sell order, a listed solver settles at one price; batch of 100: eight sellers, eight buyers`,
  },
};
