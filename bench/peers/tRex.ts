import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import {
  AbiCoder,
  getAddress,
  getBytes,
  Interface,
  id,
  keccak256,
  MaxUint256,
  ZeroAddress,
} from "ethers";
import { gasOf } from "../../test/bench/support/gasOf.ts";
import type { World } from "../../test/support/world.ts";
import { compiledPeers, LIBRARIES } from "./compiledPeers.ts";
import type { Figures } from "./libraryTokens.ts";
import { by, deployPeer, peerArtifact, peerAt, roomOf } from "./peerArtifact.ts";

const TREX = "@tokenysolutions/t-rex/artifacts/contracts";
const ONCHAIN_ID = "@onchain-id/solidity/artifacts/contracts";
const TOPIC = 1n;
const JAPAN = 392;

/** What a suite of T-REX asks in a transfer. */
export interface TRexShape {
  readonly claims: boolean;
  readonly modules: boolean;
}

/** T-REX's three shapes by the peer's id. */
const SHAPES: Readonly<Record<string, TRexShape>> = {
  tRex: { claims: false, modules: false },
  tRexClaim: { claims: true, modules: false },
  tRexModules: { claims: true, modules: true },
};

const artifact = (path: string) => {
  const name = path.split("/").at(-1)!;
  return peerArtifact(`${TREX}/${path}.sol/${name}.json`);
};
const identityArtifact = (path: string) => {
  const name = path.split("/").at(-1)!;
  return peerArtifact(`${ONCHAIN_ID}/${path}.sol/${name}.json`);
};

/** Gas of T-REX's published code, by the peer's id. */
export async function tRex(w: World): Promise<Readonly<Record<string, Figures>>> {
  const figures: Record<string, Figures> = {};
  for (const [peer, shape] of Object.entries(SHAPES)) {
    const made = await suite(w, await sharedCode(w.deployer), shape);
    figures[peer] = { ...(await measured(w, made)), ...(await dvd(w, made)) };
  }
  return figures;
}

/** What a chain needs once: implementations, factories, and who signs claims. */
async function sharedCode(deployer: HardhatEthersSigner) {
  const implementations = [];
  for (const path of [
    "token/Token",
    "registry/implementation/ClaimTopicsRegistry",
    "registry/implementation/IdentityRegistry",
    "registry/implementation/IdentityRegistryStorage",
    "registry/implementation/TrustedIssuersRegistry",
    "compliance/modular/ModularCompliance",
  ]) {
    implementations.push((await deployPeer(deployer, artifact(path))).target);
  }
  const authority = await deployPeer(
    deployer,
    artifact("proxy/authority/TREXImplementationAuthority"),
    ...[true, ZeroAddress, ZeroAddress],
  );
  await authority.addAndUseTREXVersion([4, 1, 6], implementations);

  const identity = await deployPeer(deployer, identityArtifact("Identity"), deployer, true);
  const identityAuthority = await deployPeer(
    deployer,
    identityArtifact("proxy/ImplementationAuthority"),
    identity,
  );
  const identities = await deployPeer(
    deployer,
    identityArtifact("factory/IdFactory"),
    identityAuthority,
  );
  const factory = await deployPeer(
    deployer,
    artifact("factory/TREXFactory"),
    authority,
    identities,
    await roomOf(deployer),
  );
  await identities.addTokenFactory(factory);
  const claimIssuer = await deployPeer(deployer, identityArtifact("ClaimIssuer"), deployer);
  return { factory, identities, claimIssuer };
}

type Shared = Awaited<ReturnType<typeof sharedCode>>;

async function suite(
  { deployer }: World,
  { factory, identities, claimIssuer }: Shared,
  { claims, modules }: TRexShape,
) {
  const topics = claims ? [[TOPIC], [claimIssuer.target], [[TOPIC]]] : [[], [], []];
  const bound = modules ? await complianceModules(deployer) : [];
  const details = [
    ...[deployer.address, "Peer", "PEER", 0, ZeroAddress, ZeroAddress],
    ...[[deployer.address], [deployer.address]],
    ...[bound.map(({ module }) => module), bound.map(({ setting }) => setting)],
  ];
  const newClass = await gasOf(
    factory.deployTREXSuite("peer", details, topics, await roomOf(deployer)),
  );
  const token = peerAt(await factory.getToken("peer"), artifact("token/Token"), deployer);
  const registry = peerAt(
    await token.identityRegistry(),
    artifact("registry/implementation/IdentityRegistry"),
    deployer,
  );
  await token.unpause();
  return { claims, newClass, token, registry, identities, claimIssuer, deployer };
}

type Suite = Awaited<ReturnType<typeof suite>>;

async function complianceModules(deployer: HardhatEthersSigner) {
  const modules = [];
  for (const [name, verb, values] of [
    ["CountryRestrictModule", "batchRestrictCountries", [[408, 364]]],
    ["MaxBalanceModule", "setMaxBalance", [100_000_000n]],
  ] as const) {
    const made = artifact(`compliance/modular/modules/${name}`);
    const calls = new Interface(made.abi as never);
    const implementation = await deployPeer(deployer, made);
    const proxy = await deployPeer(
      deployer,
      artifact("compliance/modular/modules/ModuleProxy"),
      ...[implementation, calls.encodeFunctionData("initialize")],
    );
    const setting = calls.encodeFunctionData(verb, [...values]);
    modules.push({ module: proxy.target, setting });
  }
  return modules;
}

/** Everything for an investor until he may receive: his identity, its claim, his registration. */
async function onboarded(w: World, s: Suite, wallet: string): Promise<number> {
  const { identities, claimIssuer, registry, deployer } = s;
  let gas = await gasOf(identities.createIdentity(wallet, wallet));
  const identity: string = await identities.getIdentity(wallet);
  if (s.claims) {
    const digest = keccak256(
      AbiCoder.defaultAbiCoder().encode(["address", "uint256", "bytes"], [identity, TOPIC, "0x"]),
    );
    const signature = await deployer.signMessage(getBytes(digest));
    const own = peerAt(identity, identityArtifact("Identity"), await signerOf(w, wallet));
    gas += await gasOf(own.addClaim(TOPIC, 1, claimIssuer, signature, "0x", ""));
  }
  return gas + (await gasOf(registry.registerIdentity(wallet, identity, JAPAN)));
}

async function measured(w: World, s: Suite): Promise<Figures> {
  const { token, registry, newClass } = s;
  const { a, b, c, issuer, thief, relayer } = w;
  const fresh = walletOf("investor");
  const passGrant = await onboarded(w, s, fresh);
  for (const { address } of [a, b, c, issuer]) await onboarded(w, s, address);
  await token.mint(a, 1_000_000n);
  await token.mint(b, 1_000n);
  await token.mint(issuer, 5n);

  await refused(by(token, a).transfer(thief, 7n), "an unregistered receiver");
  await by(token, a).transfer(b, 7n);
  const transfer = await gasOf(by(token, a).transfer(b, 7n));
  await by(token, a).approve(relayer, MaxUint256);
  const transferFrom = await gasOf(by(token, relayer).transferFrom(a, b, 1n));
  const transferEnrolledNewHolder = await gasOf(by(token, a).transfer(c, 7n));
  const batchTransfer = await batch(w, s);
  const forcedTransfer = await gasOf(token.forcedTransfer(b, a, 5n));
  const freezeUnits = await gasOf(token.freezePartialTokens(b, 100n));
  const freezeWallet = await gasOf(token.setAddressFrozen(b, true));
  await refused(by(token, b).transfer(a, 7n), "a frozen giver");
  await token.setAddressFrozen(b, false);
  // Every class of one issuer may use one registry: what ends him there ends him in all.
  const revokeFiveClasses = await gasOf(registry.deleteIdentity(fresh));
  return {
    ...{
      newClass,
      passGrant,
      passGrantWithWord: passGrant,
      transfer,
      yenTransfer: transfer,
      transferFrom,
    },
    ...{
      transferEnrolledNewHolder,
      batchTransfer,
      transferFirstReceipt: transferEnrolledNewHolder,
      forcedTransfer,
      freezeUnits,
      freezeWallet,
    },
    revokeFiveClasses,
  };
}

/** Per recipient of a hundred registered holders with a thousand units each. */
async function batch(w: World, s: Suite): Promise<number> {
  const holders = Array.from({ length: 100 }, (_, i) => walletOf(`holder${i}`));
  for (const holder of holders) {
    await onboarded(w, s, holder);
    await s.token.mint(holder, 1_000n);
  }
  const sent = by(s.token, w.a).batchTransfer(
    ...[holders, holders.map(() => 7n), await roomOf(w.deployer)],
  );
  const gas = await gasOf(sent);
  if ((await s.token.balanceOf(holders[99])) !== 1_007n)
    throw new Error("the batch did not arrive");
  return Math.ceil(gas / holders.length);
}

/** Delivery against payment by T-REX's own manager: one party asks, the other one takes, the second time. */
async function dvd(w: World, { token }: Suite): Promise<Figures> {
  const { deployer, a, b } = w;
  const cash = await deployPeer(deployer, compiledPeers(LIBRARIES).OpenZeppelinToken!);
  const manager = await deployPeer(deployer, artifact("DVD/DVDTransferManager"));
  for (const { address } of [a, b]) await cash.mint(address, 1_000_000n);
  await by(token, a).approve(manager, 1_000_000n);
  await by(cash, b).approve(manager, MaxUint256);
  let dvpMatched = 0;
  for (let number = 0; number < 2; number += 1) {
    const terms = [a.address, token.target, 3n, b.address, cash.target, 300n] as const;
    const transfer = await manager.calculateTransferID(number, ...terms);
    const [, security, units, ...against] = terms;
    const asked = by(manager, a).initiateDVDTransfer(security, units, ...against);
    dvpMatched = (await gasOf(asked)) + (await gasOf(by(manager, b).takeDVDTransfer(transfer)));
  }
  return { dvpMatched };
}

async function signerOf({ ethers, networkHelpers }: World, wallet: string) {
  await networkHelpers.impersonateAccount(wallet);
  await networkHelpers.setBalance(wallet, 10n ** 21n);
  return await ethers.getSigner(wallet);
}

function walletOf(name: string): string {
  return getAddress(id(name).slice(0, 42));
}

/** A guard that lets anything through would make its figure worthless. */
async function refused(sent: Promise<unknown>, what: string): Promise<void> {
  const went = await sent.then(
    () => true,
    () => false,
  );
  if (went) throw new Error(`T-REX lets ${what} through: its set-up is wrong`);
}
