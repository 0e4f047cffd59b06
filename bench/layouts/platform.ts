import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { computeAddress, id, MaxUint256, type TransactionResponse, ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  Authority__factory,
  DvpSettlement__factory,
  IKycPass__factory,
  ISecurityToken__factory,
  SecurityFactory__factory,
  type SecurityToken,
} from "../../sdk/contracts.ts";
import { attestation } from "../../sdk/encode/attestation.ts";
import { grantTypedData } from "../../sdk/encode/grantTypedData.ts";
import type { Claims } from "../../sdk/encode/passTypes.ts";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { renewalTypedData } from "../../sdk/encode/renewalTypedData.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import type { TypedData } from "../../sdk/encode/TypedData.ts";
import { tradeTypedData } from "../../sdk/encode/tradeTypedData.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";

const JAPAN = 392;
const REGISTRAR_ROLE = 1_000n;
const DAY = 86_400;
/** Classes 1 to 5 are measured; class 6 stands for yen in a DvP. */
const CLASSES = [1, 2, 3, 4, 5, 6] as const;

/** When passes end, before and after they are renewed. */
export const FIRST_END = parseJstDate("2040-03-31");
export const SECOND_END = parseJstDate("2041-03-31");

const CLAIMS: Claims = {
  ...{ residence: JAPAN, taxClass: 0 },
  ...{ specifiedUntil: 0, qiiUntil: 0, specialBusinessUntil: 0, brokerDealerUntil: 0 },
  ...{ expiry: FIRST_END, screenedUntil: FIRST_END },
};

/** The contract behind the classes: the real one, or one of the prototypes. */
export type Implementation = "SecurityToken" | "CachedToken" | "UncachedToken" | "GlobalEpochToken";

/**
 * A fresh chain with one pass and six classes of an implementation, opened by the real factory as
 * ERC-1167 clones with the terms as arguments. No role has a delay; the deployer has them all.
 */
export async function platformOf(name: Implementation) {
  const { ethers, networkHelpers } = await network.create();
  const [deployer, first, second, seller, buyer, other, newcomer, relayer] =
    (await ethers.getSigners()) as [
      ...[HardhatEthersSigner, HardhatEthersSigner, HardhatEthersSigner, HardhatEthersSigner],
      ...[HardhatEthersSigner, HardhatEthersSigner, HardhatEthersSigner, HardhatEthersSigner],
    ];
  const { chainId } = await ethers.provider.getNetwork();
  const authority = await new Authority__factory(deployer).deploy(deployer);
  const passAnnex = await ethers.deployContract("PassAnnex");
  const settings = [2, 1, 2_000];
  const layoutPass = await ethers.deployContract("LayoutPass", [authority, passAnnex, ...settings]);
  const passAddress = await layoutPass.getAddress();
  const pass = IKycPass__factory.connect(passAddress, deployer);
  await pass.addOfficer(first);
  await pass.addOfficer(second);
  const lens = await ethers.deployContract("TokenLens");
  const implementation = await ethers.deployContract(
    name,
    name === "SecurityToken"
      ? [
          pass,
          deployer,
          await ethers.deployContract("SecurityAnnex", [
            pass,
            deployer,
            lens,
            await ethers.deployContract("SecurityActions", [pass, deployer]),
          ]),
        ]
      : [pass],
  );
  const factory = await new SecurityFactory__factory(deployer).deploy(authority, pass);
  await pass.setFactory(factory, true);
  await factory.setImplementation(implementation, true);
  await factory.registerIssuer(REGISTRAR_ROLE, CLASSES.length);
  await authority.grantRole(REGISTRAR_ROLE, deployer, 0);
  const tokens: SecurityToken[] = [];
  for (const number of CLASSES) {
    const terms = {
      ...{ name: `Class ${number}`, symbol: `C${number}`, classType: 0, legalKind: 0 },
      ...{ registrarRole: REGISTRAR_ROLE, cap: 1_000_000_000n, lot: 1n, maxInvestors: 999 },
      lockUp: 0,
      policy: policyWord(["general", "qii"], [JAPAN]),
      rules: 0n,
    };
    const code = id(`class ${number}`);
    const address = await factory.addressOf(implementation, code, terms);
    await factory.open(implementation, code, terms);
    await layoutPass.getFunction("follow")(number, address);
    tokens.push(ISecurityToken__factory.connect(address, deployer));
  }
  const cash = tokens[5]!;
  const dvp = await new DvpSettlement__factory(deployer).deploy(authority, pass, cash, 400_000);
  const dvpAddress = await dvp.getAddress();

  async function attested<M extends object>(data: TypedData<M>) {
    return await Promise.all(
      [first, second].map(async (officer, i) =>
        attestation(i + 1, await signTypedData(officer, data)),
      ),
    );
  }

  /** Gives a pass, and a word in these classes. */
  async function grant({ address: wallet }: { address: string }, classes: number[] = []) {
    const deadline = (await networkHelpers.time.latest()) + DAY;
    const seq = Number(await pass.seqOf(wallet));
    const message = { wallet, claims: CLAIMS, classes, seq, deadline };
    return await pass.grant(message, await attested(grantTypedData(chainId, passAddress, message)));
  }

  async function renew({ address: wallet }: { address: string }) {
    const deadline = (await networkHelpers.time.latest()) + DAY;
    const seq = Number(await pass.seqOf(wallet));
    const dates = { expiry: SECOND_END, screenedUntil: SECOND_END };
    const message = { wallet, ...dates, seq, deadline };
    const data = renewalTypedData(chainId, passAddress, message);
    return await pass.renew(message, await attested(data));
  }

  /** Settles one trade of class 1 against class 6, both signed, sent by a relayer. */
  let nonce = 0n;
  async function settle() {
    const time = await networkHelpers.time.latest();
    const trade = {
      ...{ seller: seller.address, buyer: buyer.address },
      ...{ security: await tokens[0]!.getAddress(), units: 1n },
      ...{ cash: await cash.getAddress(), amount: 100_000n },
      ...{ settleFrom: time, settleBy: time + DAY, sellerNonce: ++nonce, buyerNonce: nonce },
      ...{ termsEpoch: 0, cycle: ZeroHash, partialAllowed: false, commonReference: ZeroHash },
    };
    const data = tradeTypedData(chainId, dvpAddress, trade);
    return await dvp
      .connect(relayer)
      .settle(trade, await signTypedData(seller, data), await signTypedData(buyer, data));
  }

  // Everybody but the newcomer holds some of every class, and has been used before.
  for (const wallet of [seller, buyer, other, newcomer]) await grant(wallet);
  await networkHelpers.time.increase(10);
  for (const wallet of [seller, buyer, other]) {
    for (const token of tokens) {
      await token.mint(wallet, 10_000_000n);
      await token.connect(wallet).approve(dvp, MaxUint256);
      await token.connect(wallet).approve(relayer, MaxUint256);
    }
  }
  await settle();

  return {
    ...{ networkHelpers, pass, layoutPass, tokens, token: tokens[0]!, dvp },
    ...{ deployer, seller, buyer, other, newcomer, relayer },
    ...{ grant, renew, settle },
  };
}

/** An address that nobody used before, the same in every run: its zero bytes count as gas. */
export function stranger(number: number): { address: string } {
  return { address: computeAddress(id(`stranger ${number}`)) };
}

/** Gas that a transaction took. */
export async function gasOf(sent: Promise<Pick<TransactionResponse, "wait">>): Promise<number> {
  const receipt = await (await sent).wait();
  return Number(receipt!.gasUsed);
}
