import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id as hashOf, MaxUint256, parseEther, type TransactionResponse } from "ethers";
import {
  type Attestation,
  attestation,
  BondLifecycle__factory,
  bondTerms,
  type ClassFile,
  confirm,
  Distribution__factory,
  DvpSettlement__factory,
  deployClass,
  deployPlatform,
  type Grant,
  grantTypedData,
  IKycPass__factory,
  ISecurityToken__factory,
  IYenToken__factory,
  type JstDate,
  jstDateEnd,
  jstDateOf,
  linkTypedData,
  Offering__factory,
  type PlatformFile,
  RegistrarDesk__factory,
  signTypedData,
  type TypedData,
} from "../../../sdk/index.ts";
import type { Chain } from "../chain.ts";
import { keyring } from "../keyring.ts";
import type { Teller } from "../teller.ts";
import { type Person, people } from "./people.ts";
import { TEXTS } from "./texts.ts";

export const DAY_SECONDS = 86_400;
const JAPAN = 392;
const FIVE_YEARS = 5 * 365;
const REASON = hashOf("bond life");
const TEN_O_CLOCK = 10 * 3_600;

export interface StageParameters {
  readonly platformFile: PlatformFile;
  readonly classFile: ClassFile;
  /** When E's pass ends. */
  readonly expiresEarly: JstDate;
}

export type Stage = Awaited<ReturnType<typeof stage>>;

/** Deploys everything, grants the passes, and fixes the bond's terms. */
export async function stage(chain: Chain, tell: Teller, given: StageParameters) {
  const { platformFile, classFile, expiresEarly } = given;
  const { roles, passes, issuers } = platformFile;
  const keys = keyring(chain.signers, [
    ...Object.values(roles).flatMap(({ holders }) => holders),
    ...passes.officers,
    ...issuers.flatMap(({ registrars }) => registrars),
  ]);
  const [deployer, relayer] = keys.people(2) as [HardhatEthersSigner, HardhatEthersSigner];
  const [registrar, secondRegistrar] = [0, 1].map((place) =>
    keys.of("registrar", issuers[0]?.registrars[place]),
  ) as [HardhatEthersSigner, HardhatEthersSigner];
  const officers = passes.officers.slice(0, passes.quorum).map((each) => keys.of("officer", each));
  const guardian = keys.of("pass guardian", roles.passGuardian.holders[0]);
  const yenOperator = keys.of("yen operator", roles.yenOperator.holders[0]);
  const reserveAttestor = keys.of("reserve attestor", roles.reserveAttestor.holders[0]);
  const everybody = people(chain.provider, tell);

  const { platform, gasUsed } = await deployPlatform(deployer, platformFile);
  const { token: address, number } = await deployClass(
    registrar,
    platform,
    platformFile,
    classFile,
  );
  tell.told(TEXTS.platform, {}, gasUsed);
  const at = [platform.chainId, platform.pass] as const;
  const pass = IKycPass__factory.connect(platform.pass, relayer);
  const yen = IYenToken__factory.connect(platform.yen, relayer);
  const desk = RegistrarDesk__factory.connect(platform.desk, registrar);
  const token = ISecurityToken__factory.connect(address, relayer);

  /** Sends, waits, and answers the gas. */
  const done = async (sent: Promise<TransactionResponse>) => (await confirm(await sent)).gasUsed;

  /** Lets time pass to ten in the morning of a day in Japan, unless that is over. */
  async function passTo(date: JstDate): Promise<void> {
    const morning = jstDateEnd(date) + 1 - DAY_SECONDS + TEN_O_CLOCK;
    const now = await chain.now();
    if (morning > now) await chain.pass(morning - now);
  }

  async function signed<M extends object>(data: TypedData<M>): Promise<Attestation[]> {
    return await Promise.all(
      officers.map(async (officer, index) =>
        attestation(index + 1, await signTypedData(officer, data)),
      ),
    );
  }

  async function deadline(): Promise<number> {
    return (await chain.now()) + DAY_SECONDS;
  }

  async function grantOf({ address: wallet, taxClass }: Person): Promise<Grant> {
    const until = jstDateOf(await chain.now()) + FIVE_YEARS;
    const expiry = wallet === everybody.e.address ? expiresEarly : until;
    return {
      wallet,
      claims: {
        ...{ residence: JAPAN, taxClass, specifiedUntil: 0, qiiUntil: 0 },
        ...{ specialBusinessUntil: 0, brokerDealerUntil: 0, expiry, screenedUntil: until },
      },
      classes: [0, number],
      seq: Number(await pass.seqOf(wallet)),
      deadline: await deadline(),
    };
  }

  /** Proposes an act by one registrar key, and approves it by another. */
  let acts = 0n;
  async function act(verb: bigint, fields: object): Promise<bigint> {
    const order = {
      ...{ token: address, verb, wallet: ZERO, to: ZERO, units: 0n, holds: [] },
      ...{ reason: REASON, document: REASON, number: ++acts },
      ...fields,
    };
    const gas = await done(desk.propose(order));
    return gas + (await done(desk.connect(secondRegistrar).approve(order)));
  }

  /** Yen that the trust bank got a deposit for. */
  let deposits = 0;
  async function minted(to: string, amount: bigint): Promise<void> {
    const reserve = (await yen.totalSupply()) + amount;
    await done(yen.connect(reserveAttestor).attestReserve(reserve, await chain.now()));
    await done(yen.connect(yenOperator).mint(to, amount, hashOf(`deposit ${++deposits}`)));
  }

  for (const person of Object.values(everybody)) {
    await relayer.sendTransaction({ to: person.address, value: parseEther("1") });
    if (person === everybody.cAgain) continue;
    const grant = await grantOf(person);
    await done(pass.grant(grant, await signed(grantTypedData(...at, grant))));
  }
  const link = { older: everybody.c.address, grant: await grantOf(everybody.cAgain) };
  const gas = await done(pass.link(link, await signed(linkTypedData(...at, link))));
  await chain.pass(passes.vetoWindow + 1);
  tell.told(TEXTS.passes, { count: Object.keys(everybody).length - 2 }, gas);

  for (const { wallet } of Object.values(everybody)) {
    for (const spender of [platform.offering, platform.distribution, platform.dvp]) {
      await done(yen.connect(wallet).approve(spender, MaxUint256));
    }
    await done(token.connect(wallet).approve(platform.dvp, MaxUint256));
  }
  return {
    ...{ chain, tell, platform, platformFile, classFile, relayer, registrar, secondRegistrar },
    ...{ officers, everybody, address, token, pass, yen, desk },
    ...{ done, passTo, signed, deadline, act, minted, at },
    offering: Offering__factory.connect(platform.offering, registrar),
    bonds: BondLifecycle__factory.connect(platform.bonds, registrar),
    distribution: Distribution__factory.connect(platform.distribution, relayer),
    dvp: DvpSettlement__factory.connect(platform.dvp, relayer),
    schedule: bondTerms(classFile, { taxTo: everybody.issuer.address, graceDays: 1 }),
    /** The trust bank's key. */
    yenOperator,
    guardian,
  };
}

export const ZERO = `0x${"0".repeat(40)}`;
/** Places in the desk's list of verbs. */
export const VERB = { recovery: 3n, namePayee: 10n, lend: 11n } as const;
