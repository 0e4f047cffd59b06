import {
  type Addressable,
  id as hashOf,
  type Interface,
  isAddressable,
  MaxUint256,
  ZeroAddress,
  ZeroHash,
} from "ethers";
import {
  Authority__factory,
  DvpSettlement__factory,
  deployClass,
  deployPlatform,
  IKycPass__factory,
  ISecurityToken__factory,
  IYenToken__factory,
  POWERS,
  RegistrarDesk__factory,
  readPassStatus,
  readRegister,
  SecurityFactory__factory,
  type SecurityToken,
  signTypedData,
  type Trade,
  tradeTypedData,
} from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import { keyring } from "../keyring.ts";
import type { DrillFiles } from "./drill.ts";
import { BLOCK_SECONDS, type Key } from "./drillChain.ts";
import { office, REASON } from "./office.ts";
import type { Tale } from "./tale.ts";
import { TEXTS } from "./texts.ts";
import { wrapped } from "./wrapped.ts";

const DAY_SECONDS = 86_400;
/** Yen that each investor of the story begins with. */
const YEN = 10_000_000n;
/** What each investor begins with of each class, in lots. */
const LOTS = 4n;

/** A contract whose verbs wait at the AccessManager, or the manager itself. */
type Restricted = Addressable & { readonly interface: Interface };

/** A class on the stage. */
export interface DrillClass {
  readonly symbol: string;
  readonly cap: bigint;
  readonly lot: bigint;
  /** Yen for one unit. */
  readonly price: bigint;
  readonly number: number;
  readonly token: SecurityToken;
}

/** Verbs of a registrar's act, as the desk numbers them. */
export const VERB = {
  ForcedTransfer: 0,
  UnfreezeUnits: 1,
  UnfreezeWallet: 2,
  Recovery: 3,
  Cancellation: 7,
} as const;

export type DrillStage = Awaited<ReturnType<typeof drillStage>>;

/**
 * The stage of every drill: the platform from its file, two classes and yen, and investors A, B and C
 * with working passes, units of both classes, yen, and standing allowances for the settlement contract.
 */
export async function drillStage(tale: Tale, files: DrillFiles) {
  const { platformFile, classFiles, passes, platformPath } = files;
  const { chain, names, t } = tale;
  const { roles, passes: rules, issuers } = platformFile;
  const registrarNames = issuers[0]?.registrars ?? [];
  const keys = keyring(chain.signers, [
    ...Object.values(roles).flatMap(({ holders }) => holders),
    ...rules.officers,
    ...registrarNames,
  ]);
  const [deployer, relayer] = keys.people(2) as [Key, Key];
  const holder = (role: keyof typeof roles, index = 0): Key =>
    keys.of(role, roles[role].holders[index]);
  const people = {
    ...{ deployer, relayer },
    admin: holder("admin"),
    guardian: holder("passGuardian"),
    otherGuardian: holder("passGuardian", 1),
    pauser: holder("pauser"),
    unpauser: holder("unpauser"),
    yenOperator: holder("yenOperator"),
    attestor: holder("reserveAttestor"),
    ruleChanger: holder("ruleChanger"),
    registrar: keys.of("registrar", registrarNames[0]),
    otherRegistrar: keys.of("registrar", registrarNames[1]),
    issuer: await chain.keyOf("issuer"),
    a: await chain.keyOf("investor A"),
    b: await chain.keyOf("investor B"),
    c: await chain.keyOf("investor C"),
    thief: await chain.keyOf("thief"),
  };
  const { issuer, a, b, c, thief } = people;
  names.set(issuer.address, t(TEXTS.issuer));
  names.set(a.address, t(TEXTS.investorA));
  names.set(b.address, t(TEXTS.investorB));
  names.set(c.address, t(TEXTS.investorC));
  names.set(thief.address, t(TEXTS.thiefName));
  names.set(people.guardian.address, t(TEXTS.guardian));
  names.set(people.admin.address, t(TEXTS.admin));
  names.set(people.yenOperator.address, t(TEXTS.yenOperator));
  names.set(people.registrar.address, t(TEXTS.registrar));
  names.set(people.otherRegistrar.address, t(TEXTS.otherRegistrar));
  rules.officers.forEach((officer, index) => {
    names.set(officer, t(TEXTS.officer, { number: index + 1 }));
  });

  const { platform } = await deployPlatform(deployer, platformFile);
  const tokens: DrillClass[] = [];
  for (const classFile of classFiles) {
    const { token, number } = await deployClass(
      people.registrar as (typeof chain.signers)[number],
      platform,
      platformFile,
      classFile,
    );
    names.set(token, classFile.symbol);
    const { cap } = classFile.supply;
    tokens.push({
      ...{ symbol: classFile.symbol, cap, lot: classFile.transfer.lot, number },
      price: BigInt(classFile.type === "bond" ? classFile.unit.face : classFile.unit.issuePrice),
      token: ISecurityToken__factory.connect(token, relayer),
    });
  }
  await chain.startClock();

  const pass = IKycPass__factory.connect(platform.pass, relayer);
  const yen = IYenToken__factory.connect(platform.yen, relayer);
  const desk = RegistrarDesk__factory.connect(platform.desk, people.registrar);
  const dvp = DvpSettlement__factory.connect(platform.dvp, relayer);
  const authority = Authority__factory.connect(platform.authority, people.admin);
  const factory = SecurityFactory__factory.connect(platform.factory, people.registrar);
  names.set(platform.dvp, t(TEXTS.dvp));
  names.set(platform.yen, platformFile.yen.symbol);
  tale.knowsPass(platform.pass);

  const officers = rules.officers.map((address): Key => keys.of("officer", address));
  const kyc = office(chain, platform, pass, officers);
  const quorum = Array.from({ length: rules.quorum }, (_, index) => index + 1);
  const classes = [0, ...tokens.map(({ number }) => number)];

  // The crowd of the investors: wallets that hold a pass and never act.
  const crowd = Array.from({ length: passes }, (_, index) => walletOf(index));
  const investors = [issuer, a, b, c];
  await kyc.grantAll([...investors.map(({ address }) => address), ...crowd], classes, quorum);
  await chain.pass(rules.vetoWindow);

  const supply = YEN * 3n;
  await chain.mined(async () =>
    yen.connect(people.attestor).attestReserve(supply, await chain.now()),
  );
  for (const { address } of [a, b, c]) {
    const deposit = hashOf(`deposit of ${address}`);
    await chain.mined(() => yen.connect(people.yenOperator).mint(address, YEN, deposit));
    for (const { token, lot } of tokens) {
      await chain.mined(() => desk.issue(token, address, lot * LOTS, hashOf("offer")));
    }
  }
  for (const each of [a, b, c]) {
    for (const asset of [yen, ...tokens.map(({ token }) => token)]) {
      await chain.mined(() => asset.connect(each).approve(platform.dvp, MaxUint256));
    }
  }

  const start = wrapped(
    t(TEXTS.stageSet, {
      ...{ chainId: platform.chainId.toString(), time: await tale.time(), seconds: BLOCK_SECONDS },
      ...{ path: platformPath },
      classes: classFiles.map(({ symbol }) => symbol).join(", "),
    }),
    96,
  );
  tale.print(start);

  let nonce = 0n;
  /** A trade of one lot of the first class, signed by both, not yet sent. */
  async function signedTrade(seller: Key, buyer: Key, amount?: bigint) {
    const [first] = tokens as [(typeof tokens)[number]];
    nonce += 1n;
    const now = await chain.now();
    const trade: Trade = {
      seller: seller.address,
      buyer: buyer.address,
      security: await first.token.getAddress(),
      units: first.lot,
      cash: platform.yen,
      amount: amount ?? first.price * first.lot,
      settleFrom: now,
      settleBy: now + DAY_SECONDS * 30,
      sellerNonce: nonce,
      buyerNonce: nonce,
      termsEpoch: Number(await first.token.termsEpoch()),
      cycle: ZeroHash,
      partialAllowed: false,
      commonReference: ZeroHash,
    };
    const data = tradeTypedData(platform.chainId, platform.dvp, trade);
    return [trade, await signTypedData(seller, data), await signTypedData(buyer, data)] as const;
  }

  /** Announces a call for after its role's delay. */
  async function announce(by: Key, target: Restricted, name: string, args: readonly unknown[]) {
    const plain = await Promise.all(
      args.map((each) => (isAddressable(each) ? each.getAddress() : each)),
    );
    const data = target.interface.encodeFunctionData(name, plain);
    return await authority.connect(by).schedule(target, data, 0);
  }

  let acts = 0;
  /** A registrar's act, proposed by one registrar key and approved by the other. */
  async function actOf(
    verb: number,
    { token }: DrillClass,
    wallet: Key,
    { to, units = 0n }: { to?: Key; units?: bigint },
  ) {
    acts += 1;
    return {
      ...{ token: await token.getAddress(), verb, wallet: wallet.address },
      ...{ to: to?.address ?? ZeroAddress, units, holds: [], reason: REASON },
      document: hashOf("order"),
      number: acts,
    };
  }

  /** @param keys the two registrars */
  async function ordered(
    order: Parameters<typeof actOf>,
    [one, other]: readonly [Key, Key] = [people.registrar, people.otherRegistrar],
  ) {
    const act = await actOf(...order);
    return [() => desk.connect(one).propose(act), () => desk.connect(other).approve(act)];
  }

  /** What a wallet owns: units of each class, then yen. */
  async function holdings(...wallets: Key[]): Promise<bigint[]> {
    const assets = [...tokens.map(({ token }) => token), yen];
    return await Promise.all(
      assets.map(async (asset) => {
        const each = await Promise.all(wallets.map(({ address }) => asset.balanceOf(address)));
        return each.reduce((sum, balance) => sum + balance, 0n);
      }),
    );
  }

  return {
    ...{ chain, people, platformFile, platform, tokens, classes, crowd, quorum, rules },
    ...{
      pass,
      yen,
      desk,
      dvp,
      authority,
      factory,
      announce,
      signedTrade,
      holdings,
      actOf,
      ordered,
    },
    office: kyc,
    registrarRole: BigInt(issuers[0]?.registrarRole ?? 0),
    adminDelay: roles.admin.delay,
    roleOf: (role: keyof typeof POWERS) => POWERS[role].role,
    statusOf: (wallet: string) => readPassStatus(chain.provider, platform.pass, wallet),

    /** The proof of every repair: honest holders deliver against payment, and all sums agree. */
    async tradesAgain(seller: Key, buyer: Key): Promise<void> {
      const trade = await signedTrade(seller, buyer);
      const [units] = await holdings(buyer);
      await tale.proves(
        {
          en: `${names.get(seller.address)} and ${names.get(buyer.address)} settle a trade again; in each class and in yen the balances sum to the supply`,
          ja: `${names.get(seller.address)}と${names.get(buyer.address)}の取引が再び決済。各銘柄と円で残高の合計は総数に一致`,
        },
        () => dvp.settle(...trade),
      );
      const [after] = await holdings(buyer);
      ensure(after === (units ?? 0n) + (tokens[0]?.lot ?? 0n), "the honest trade did not deliver");
      for (const asset of [...tokens.map(({ token }) => token), yen]) {
        const rows = await readRegister(chain.provider, await asset.getAddress());
        const sum = rows.reduce((all, { balance }) => all + balance, 0n);
        ensure(sum === (await asset.totalSupply()), "SUM-1: balances and supply differ");
      }
      const owned = await holdings({ address: platform.dvp } as Key);
      ensure(
        owned.every((value) => value === 0n),
        "the settlement contract owns something",
      );
    },
  };
}

/** A wallet of the crowd, whose key nobody needs. */
function walletOf(index: number): string {
  return `0x${hashOf(`Kessai drill: holder ${index}`).slice(-40)}`;
}
