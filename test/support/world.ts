import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  Authority__factory,
  Distribution__factory,
  DvpSettlement__factory,
  ExternalCash__factory,
  Fails__factory,
  Fixing__factory,
  IKycPass__factory,
  ISecurityToken__factory,
  IYenToken__factory,
  NetSettlement__factory,
  RegistrarDesk__factory,
  SecurityFactory__factory,
  TaxTable__factory,
  TokenLens__factory,
} from "../../sdk/contracts.ts";
import { classTerms } from "../../sdk/deploy/classTerms.ts";
import { deployPlatform } from "../../sdk/deploy/deployPlatform.ts";
import { attestation } from "../../sdk/encode/attestation.ts";
import { grantTypedData } from "../../sdk/encode/grantTypedData.ts";
import type { Attestation, Claims } from "../../sdk/encode/passTypes.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import type { TypedData } from "../../sdk/encode/TypedData.ts";
import { type Trade, tradeTypedData } from "../../sdk/encode/tradeTypedData.ts";
import { readClassFile } from "../../sdk/files/readClassFile.ts";
import { readPlatformFile } from "../../sdk/files/readPlatformFile.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { usedAgain } from "./usedAgain.ts";

export const DAY = 86_400;
export const JAPAN = 392;

/** Ten in the morning in Japan, so that no test meets midnight unless it wants to. */
const START = "2027-04-01T01:00:00Z";

/** A general investor in Japan whose pass ends far off. */
export const GENERAL: Claims = {
  residence: JAPAN,
  taxClass: 0,
  specifiedUntil: 0,
  qiiUntil: 0,
  specialBusinessUntil: 0,
  brokerDealerUntil: 0,
  expiry: parseJstDate("2040-03-31"),
  screenedUntil: parseJstDate("2040-03-31"),
};

/** How a test's chain differs from the configured one. */
export interface ChainChanges {
  readonly chainId?: number;
  readonly hardfork?: string;
  readonly blockGasLimit?: bigint;
  /** Gas that one transaction may ask for; false where the rules set no limit. */
  readonly transactionGasCap?: bigint | false;
  /** Of a node in a process of its own, which decides the rest. */
  readonly url?: string;
}

async function deployed({ url, ...chain }: ChainChanges = {}) {
  const connection =
    url === undefined
      ? await network.create({ override: { initialDate: START, ...chain } })
      : await network.create({ network: "localhost", override: { url } });
  if (url !== undefined) waitForBlocks(connection.provider);
  const platformFile = await readPlatformFile("examples/platform.yaml");
  const classFile = await readClassFile("examples/classes/sbi-st-1.yaml");
  const [deployer] = await connection.ethers.getSigners();
  const { platform } = await deployPlatform(deployer!, platformFile);
  return { connection, platform, platformFile, classFile };
}

/**
 * A fresh chain with a platform deployed from examples/platform.yaml, one class opened from
 * examples/classes/sbi-st-1.yaml, and actors named by what they do. A and B are wallets without a
 * pass; `granted` gives one.
 */
export async function world(changes: ChainChanges = {}) {
  const isUsual = Object.keys(changes).length === 0;
  const { connection, platform, platformFile, classFile } = isUsual
    ? await usedAgain(deployed)
    : await deployed(changes);
  const { ethers, networkHelpers } = connection;
  const signers = await ethers.getSigners();
  const byAddress = new Map(signers.map((signer) => [signer.address, signer]));
  const holder = (address: string): HardhatEthersSigner => {
    const signer = byAddress.get(address);
    if (signer === undefined) throw new Error(`No development key for ${address}`);
    return signer;
  };

  const deployer = signers[0]!;
  const { chainId } = platform;
  const role = (name: keyof typeof platformFile.roles) =>
    holder(platformFile.roles[name].holders[0]!);
  const admin = role("admin");
  const guardian = role("passGuardian");
  const secondGuardian = holder(platformFile.roles.passGuardian.holders[1]!);
  const pauser = role("pauser");
  const unpauser = role("unpauser");
  const yenOperator = role("yenOperator");
  const attestor = role("reserveAttestor");
  const settlementOperator = role("settlementOperator");
  const [registrar, secondRegistrar] = platformFile.issuers[0]!.registrars.map(holder) as [
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];
  const officers = platformFile.passes.officers.map(holder);
  const [issuer, a, b, c, thief, relayer] = signers.slice(10) as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];

  const authority = Authority__factory.connect(platform.authority, admin);
  const pass = IKycPass__factory.connect(platform.pass, relayer);
  const desk = RegistrarDesk__factory.connect(platform.desk, registrar);
  const factory = SecurityFactory__factory.connect(platform.factory, registrar);
  const lens = TokenLens__factory.connect(platform.lens, relayer);
  const yen = IYenToken__factory.connect(platform.yen, relayer);
  const dvp = DvpSettlement__factory.connect(platform.dvp, relayer);
  const net = NetSettlement__factory.connect(platform.net, settlementOperator);
  const externalCash = ExternalCash__factory.connect(platform.externalCash, relayer);
  const fixing = Fixing__factory.connect(platform.fixing, relayer);
  const fails = Fails__factory.connect(platform.fails, relayer);
  const taxes = TaxTable__factory.connect(platform.taxes, admin);
  const payingAgent = role("payingAgent");
  const distribution = Distribution__factory.connect(platform.distribution, payingAgent);

  /** Opens a class; without changes it has the example file's terms. */
  let classes = 0;
  async function openClass(changes: Partial<ReturnType<typeof classTerms>> = {}) {
    const terms = { ...classTerms(platformFile, classFile), ...changes };
    const code = ethers.encodeBytes32String(`CLASS-${++classes}`);
    const token = await factory.addressOf(platform.implementation, code, terms);
    await factory.open(platform.implementation, code, terms);
    return ISecurityToken__factory.connect(token, relayer);
  }

  async function now(): Promise<number> {
    return await networkHelpers.time.latest();
  }

  /** The attestations of the officers with these numbers, from 1. */
  async function attested<M extends object>(
    data: TypedData<M>,
    numbers: readonly number[] = [1, 2],
  ): Promise<Attestation[]> {
    return await Promise.all(
      numbers.map(async (officer) =>
        attestation(officer, await signTypedData(officers[officer - 1]!, data)),
      ),
    );
  }

  /** A grant for `wallet`, signed by two officers, not yet sent. */
  async function signedGrant(
    wallet: string,
    changes: Partial<Claims> = {},
    classes: number[] = [],
  ) {
    const grant = {
      wallet,
      claims: { ...GENERAL, ...changes },
      classes,
      seq: Number(await pass.seqOf(wallet)),
      deadline: (await now()) + 30 * DAY,
    };
    return { grant, attestations: await attested(grantTypedData(chainId, platform.pass, grant)) };
  }

  /** Gives wallets a pass and lets the veto window pass. */
  async function granted(
    wallets: readonly { address: string }[],
    changes: Partial<Claims> = {},
    classes: number[] = [],
  ) {
    for (const { address } of wallets) {
      const { grant, attestations } = await signedGrant(address, changes, classes);
      await pass.grant(grant, attestations);
    }
    await networkHelpers.time.increase(platformFile.passes.vetoWindow + 1);
  }

  /** Mints yen inside a reserve attested for it. */
  let deposits = 0;
  async function minted(wallet: { address: string }, amount: bigint) {
    const reserve = (await yen.totalSupply()) + amount;
    await yen.connect(attestor).attestReserve(reserve, await now());
    const deposit = ethers.encodeBytes32String(`deposit ${++deposits}`);
    await yen.connect(yenOperator).mint(wallet.address, amount, deposit);
  }

  /** A gross trade between two signers, both signatures, not yet sent. */
  let nonce = 0n;
  async function signedTrade(
    seller: HardhatEthersSigner,
    buyer: HardhatEthersSigner,
    security: { getAddress(): Promise<string> },
    changes: Partial<Trade> = {},
  ) {
    const time = await now();
    const trade: Trade = {
      seller: seller.address,
      buyer: buyer.address,
      security: await security.getAddress(),
      units: 1n,
      cash: platform.yen,
      amount: 100_000n,
      settleFrom: time,
      settleBy: time + DAY,
      sellerNonce: ++nonce,
      buyerNonce: nonce,
      termsEpoch: 0,
      cycle: ZeroHash,
      partialAllowed: false,
      commonReference: ZeroHash,
      ...changes,
    };
    const data = tradeTypedData(chainId, platform.dvp, trade);
    return {
      trade,
      sellerSignature: await signTypedData(seller, data),
      buyerSignature: await signTypedData(buyer, data),
    };
  }

  const bond = await openClass();

  return {
    ...{ connection, ethers, networkHelpers, platform, platformFile, classFile, chainId },
    ...{ deployer, admin, guardian, pauser, unpauser, yenOperator, attestor, registrar, officers },
    ...{ secondRegistrar, secondGuardian, settlementOperator },
    ...{ issuer, a, b, c, thief, relayer },
    ...{ authority, pass, desk, lens, factory, yen, dvp, net, externalCash, fixing, fails, bond },
    ...{ taxes, payingAgent, distribution },
    ...{ openClass, now, attested, signedGrant, granted, minted, signedTrade },
  };
}

/** A node in a process of its own answers before the transaction is in a block; tests expect it there. */
function waitForBlocks(provider: Awaited<ReturnType<typeof network.create>>["provider"]) {
  const request = provider.request.bind(provider);
  provider.request = async (asked) => {
    const answer = await request(asked);
    if (asked.method !== "eth_sendTransaction") return answer;
    while ((await request({ method: "eth_getTransactionReceipt", params: [answer] })) === null) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return answer;
  };
}

export type World = Awaited<ReturnType<typeof world>>;
