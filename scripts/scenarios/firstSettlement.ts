import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, id as hashOf, MaxUint256, ZeroHash } from "ethers";
import {
  attestation,
  type Claims,
  type ClassFile,
  ContractRefusal,
  confirm,
  DvpSettlement__factory,
  deployClass,
  deployPlatform,
  explainError,
  formatDate,
  formatGas,
  formatTime,
  formatUnits,
  formatYen,
  type Grant,
  grantTypedData,
  type InvestorCategory,
  IssuerUnknown,
  type JstDate,
  jstDateOf,
  KycPass__factory,
  type Lang,
  type PlatformFile,
  type Receipt,
  RegistrarDesk__factory,
  readPowers,
  readRegister,
  requireChain,
  type SayValues,
  SecurityToken__factory,
  say,
  signTypedData,
  type TableColumn,
  type Text,
  type Trade,
  table,
  tradeTypedData,
  YenToken__factory,
} from "../../sdk/index.ts";
import type { Chain } from "./chain.ts";
import { TEXTS } from "./firstSettlementTexts.ts";
import { keyring } from "./keyring.ts";

export interface FirstSettlementParameters {
  readonly platformFile: PlatformFile;
  readonly classFile: ClassFile;
  /** How the files are called in what is printed. */
  readonly platformPath: string;
  readonly classPath: string;
  readonly lang: Lang;
  readonly print: (line: string) => void;
}

/** A step did not do what it says. */
export class StoryBroken extends Error {
  override readonly name = "StoryBroken";

  constructor(what: string) {
    super(`The demonstration went wrong: ${what}. Please report this with the output above.`);
  }
}

/** The class settles in a cash token that the story does not have. */
export class CashNotYen extends Error {
  override readonly name = "CashNotYen";

  constructor(cash: string) {
    super(
      `The class settles in the cash token ${cash}; the demonstration has the platform's yen only. ` +
        `Write \`cash: yen\` under \`settlement\` in the class file.`,
    );
  }
}

const DAY_SECONDS = 86_400;
const YEAR_DAYS = 365;
const JAPAN = 392;
const NOTHING = { balance: 0n, free: 0n, held: 0n, frozen: 0n };
/** The price of a unit whose file gives no face, in yen. */
const PRICE_WITHOUT_FACE = 100_000n;
const CATEGORY_CLAIM: Readonly<Partial<Record<InvestorCategory, keyof Claims>>> = {
  specified: "specifiedUntil",
  qii: "qiiUntil",
  "special-business-eligible": "specialBusinessUntil",
  "broker-dealer": "brokerDealerUntil",
};

/**
 * A bond on a public chain, as securities firms have tried it: passes before the offer, yen against
 * deposits, units to the issuer's account and on to investor A by DvP, A sells to B by DvP; then what
 * thieves, strangers and latecomers try. Every step is checked against the chain.
 *
 * @throws before anything is sent: CashNotYen, IssuerUnknown, KeyMissing, AccountsMissing; then
 *   StoryBroken if a step did not do what it says, or whatever a contract refuses
 */
export async function firstSettlement(
  chain: Chain,
  { platformFile, classFile, platformPath, classPath, lang, print }: FirstSettlementParameters,
): Promise<void> {
  if (classFile.settlement.cash !== "yen") throw new CashNotYen(classFile.settlement.cash);

  // -------------------------------------------------------------------- people and words
  const { provider, signers } = chain;
  const roles = platformFile.roles;
  const keys = keyring(signers, [
    ...Object.values(roles).flatMap(({ holders }) => holders),
    ...platformFile.passes.officers,
    ...platformFile.issuers.flatMap(({ registrars }) => registrars),
  ]);
  const registrars = platformFile.issuers.find(({ id }) => id === classFile.issuer)?.registrars;
  if (registrars === undefined) {
    throw new IssuerUnknown(
      classFile.issuer,
      platformFile.issuers.map(({ id }) => id),
    );
  }
  const registrar = keys.of("registrar", registrars[0]);
  const guardian = keys.of("pass guardian", roles.passGuardian.holders[0]);
  const yenOperator = keys.of("yen operator", roles.yenOperator.holders[0]);
  const attestor = keys.of("reserve attestor", roles.reserveAttestor.holders[0]);
  const quorum = platformFile.passes.quorum;
  const officers = platformFile.passes.officers
    .slice(0, quorum)
    .map((address) => keys.of("officer", address));
  const [deployer, relayer, issuer, a, b, stranger, thief] = keys.people(7) as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];

  const t = (text: Text, values: SayValues = {}) => say(text, lang, values);
  const names = new Map([
    [issuer.address, t(TEXTS.issuer)],
    [a.address, t(TEXTS.investorA)],
    [b.address, t(TEXTS.investorB)],
    [stranger.address, t(TEXTS.stranger)],
    [thief.address, t(TEXTS.thief)],
  ]);
  const nameOf = (address: string) => names.get(address) ?? shortened(address);
  const units = (count: bigint) => formatUnits(count, classFile.type, lang, classFile.unit?.face);
  const date = (day: JstDate) => formatDate(day, lang);
  const heading = (text: Text, values: SayValues = {}) => print(`\n${t(text, values)}\n`);
  const ensure = (holds: boolean, what: string) => {
    if (!holds) throw new StoryBroken(what);
  };

  let step = 0;
  const told = (text: Text, values: SayValues, gas?: bigint) => {
    step += 1;
    const number = String(step).padStart(2);
    const cost = gas === undefined ? "" : formatGas(gas);
    print(`${number}  ${cost.padStart(11)}  ${t(text, values)}`);
  };

  // -------------------------------------------------------------------- what is offered
  const { chainId } = await provider.getNetwork();
  print(`${t(TEXTS.title, { name: classFile.name[lang] })}`);
  print(t(TEXTS.chain, { chainId, time: formatTime(await chain.now(), lang) }));
  const bond = classFile.bond;
  print(
    t(TEXTS.terms, {
      units: units(classFile.supply.cap),
      bond:
        bond === undefined
          ? ""
          : t(TEXTS.bond, {
              rate: percent(bond.rate),
              issued: date(bond.issued),
              interest: bond.interest.map(date).join(lang === "ja" ? "、" : ", "),
              due: date(bond.due),
            }),
    }).trim(),
  );

  heading(TEXTS.steps);
  print(`${" ".repeat(4)}${t(TEXTS.gas).padStart(11)}`);

  // -------------------------------------------------------------------- platform and class
  const { platform, gasUsed } = await deployPlatform(deployer, platformFile);
  told(
    TEXTS.platformDeployed,
    { path: platformPath, count: 7, roles: Object.keys(roles).length },
    gasUsed,
  );
  const opened = await deployClass(registrar, platform, platformFile, classFile);
  const { token: security, number: classNumber } = opened;
  const classGas = opened.receipt.gasUsed;
  told(
    TEXTS.classOpened,
    { path: classPath, symbol: classFile.symbol, address: shortened(security) },
    classGas,
  );
  const pass = KycPass__factory.connect(platform.pass, relayer);
  const desk = RegistrarDesk__factory.connect(platform.desk, registrar);
  const yen = YenToken__factory.connect(platform.yen, relayer);
  const token = SecurityToken__factory.connect(security, relayer);
  const dvp = DvpSettlement__factory.connect(platform.dvp, relayer);
  names.set(platform.dvp, t(TEXTS.dvp));
  names.set(security, classFile.symbol);
  names.set(platform.yen, platformFile.yen.symbol);

  const printRegister = async (when: Text) => {
    heading(TEXTS.registerTitle, { when: t(when) });
    const rows = await readRegister(provider, security);
    const supply = await token.totalSupply();
    const total = rows.reduce((sum, { balance }) => sum + balance, 0n);
    ensure(total === supply, `the balances sum to ${total}, the supply is ${supply}`);
    const wallets = [
      ...[issuer, a, b].map(({ address }) => address),
      ...rows.map((row) => row.wallet),
    ];
    const count = (value: bigint) => value.toLocaleString("en-US");
    const cells = await Promise.all(
      [...new Set(wallets)].map(async (wallet) => {
        const row = rows.find((each) => each.wallet === wallet);
        const { balance, free, held, frozen } = row ?? NOTHING;
        const money = formatYen(await yen.balanceOf(wallet));
        return [nameOf(wallet), count(balance), count(free), count(held), count(frozen), money];
      }),
    );
    const sums = [t(TEXTS.total), count(total), "", "", "", formatYen(await yen.totalSupply())];
    print(
      indented(
        [...cells, sums],
        [
          { heading: t(TEXTS.holder) },
          { heading: t(TEXTS.units), align: "right" },
          { heading: t(TEXTS.free), align: "right" },
          { heading: t(TEXTS.held), align: "right" },
          { heading: t(TEXTS.frozen), align: "right" },
          { heading: t(TEXTS.yen), align: "right" },
        ],
      ),
    );
  };

  // -------------------------------------------------------------------- passes, before the offer
  const claims = investorClaims(classFile, jstDateOf(await chain.now()) + YEAR_DAYS);
  let passGas = 0n;
  for (const who of [issuer, a, b]) {
    const grant: Grant = {
      wallet: who.address,
      claims,
      classes: [0, classNumber],
      seq: Number(await pass.seqOf(who.address)),
      deadline: (await chain.now()) + DAY_SECONDS,
    };
    const data = grantTypedData(chainId, platform.pass, grant);
    const attestations = await Promise.all(
      officers.map(async (officer, index) =>
        attestation(index + 1, await signTypedData(officer, data)),
      ),
    );
    const { gasUsed: gas } = await confirm(await pass.grant(grant, attestations));
    passGas = gas;
    told(
      TEXTS.passGranted,
      {
        who: nameOf(who.address),
        quorum,
        officers: platformFile.passes.officers.length,
        expiry: date(claims.expiry),
      },
      gas,
    );
  }
  await chain.pass(platformFile.passes.vetoWindow);
  told(TEXTS.windowPassed, { hours: platformFile.passes.vetoWindow / 3_600 });

  // -------------------------------------------------------------------- yen against deposits
  const lot = classFile.transfer.lot;
  const lots = classFile.supply.cap / lot;
  const offered = lot * (lots < 10n ? lots : 10n);
  const sold = lot * ((offered / lot) * 4n > 10n ? ((offered / lot) * 4n) / 10n : 1n);
  const price = classFile.unit?.face ?? PRICE_WITHOUT_FACE;
  const primaryYen = offered * price;
  const secondaryYen = (sold * price * 1_001n) / 1_000n;
  const deposits: [HardhatEthersSigner, bigint][] = [
    [a, primaryYen],
    [b, secondaryYen * 2n],
  ];
  const reserve = deposits.reduce((sum, [, amount]) => sum + amount, 0n);
  const attested = await confirm(
    await yen.connect(attestor).attestReserve(reserve, await chain.now()),
  );
  told(TEXTS.reserveAttested, { yen: formatYen(reserve) }, attested.gasUsed);
  for (const [who, amount] of deposits) {
    const reference = hashOf(
      `deposit of ${who.address} in block ${await provider.getBlockNumber()}`,
    );
    const minted = await confirm(
      await yen.connect(yenOperator).mint(who.address, amount, reference),
    );
    ensure((await yen.balanceOf(who.address)) === amount, `${nameOf(who.address)} has no yen`);
    told(TEXTS.yenMinted, { yen: formatYen(amount), who: nameOf(who.address) }, minted.gasUsed);
  }
  await printRegister(TEXTS.beforeOffer);

  // -------------------------------------------------------------------- issue and delivery
  heading(TEXTS.steps);
  const issued = await confirm(
    await desk.issue(security, issuer.address, offered, hashOf(classFile.code)),
  );
  told(TEXTS.unitsIssued, { units: units(offered) }, issued.gasUsed);
  const approvals: [HardhatEthersSigner, typeof token | typeof yen, string][] = [
    [issuer, token, classFile.symbol],
    [a, token, classFile.symbol],
    [a, yen, platformFile.yen.symbol],
    [b, yen, platformFile.yen.symbol],
  ];
  for (const [who, asset, what] of approvals) {
    const approved = await confirm(await asset.connect(who).approve(platform.dvp, MaxUint256));
    told(TEXTS.approved, { who: nameOf(who.address), what }, approved.gasUsed);
  }

  let nonce = 0n;
  const signed = async (
    seller: HardhatEthersSigner,
    buyer: HardhatEthersSigner,
    count: bigint,
    amount: bigint,
    lifetime = DAY_SECONDS,
  ) => {
    await requireChain(provider, platform);
    nonce += 1n;
    const now = await chain.now();
    const trade: Trade = {
      seller: seller.address,
      buyer: buyer.address,
      security,
      units: count,
      cash: platform.yen,
      amount,
      settleFrom: now,
      settleBy: now + lifetime,
      sellerNonce: nonce,
      buyerNonce: nonce,
      termsEpoch: Number(await token.termsEpoch()),
      cycle: ZeroHash,
      partialAllowed: false,
      commonReference: encodeBytes32String(`${classFile.symbol} ${nonce}`),
    };
    const data = tradeTypedData(chainId, platform.dvp, trade);
    return {
      trade,
      signatures: [await signTypedData(seller, data), await signTypedData(buyer, data)] as const,
    };
  };
  type Signed = Awaited<ReturnType<typeof signed>>;
  const sent = async ({ trade, signatures }: Signed): Promise<Receipt> =>
    await confirm(await dvp.settle(trade, ...signatures));
  const holdings = async () =>
    JSON.stringify(
      await Promise.all(
        [issuer, a, b, stranger, thief, { address: platform.dvp }].map(async ({ address }) => [
          String(await token.balanceOf(address)),
          String(await yen.balanceOf(address)),
        ]),
      ),
    );

  const settle = async (
    seller: HardhatEthersSigner,
    buyer: HardhatEthersSigner,
    count: bigint,
    amount: bigint,
  ) => {
    const before = await Promise.all([
      token.balanceOf(seller.address),
      token.balanceOf(buyer.address),
      yen.balanceOf(seller.address),
      yen.balanceOf(buyer.address),
    ]);
    const trade = await signed(seller, buyer, count, amount);
    const { gasUsed: gas } = await sent(trade);
    const after = await Promise.all([
      token.balanceOf(seller.address),
      token.balanceOf(buyer.address),
      yen.balanceOf(seller.address),
      yen.balanceOf(buyer.address),
    ]);
    const moved = [-count, count, amount, -amount];
    ensure(
      after.every((value, index) => value === (before[index] ?? 0n) + (moved[index] ?? 0n)),
      "a settled trade moved something else than its two legs",
    );
    told(
      TEXTS.settled,
      {
        seller: nameOf(seller.address),
        buyer: nameOf(buyer.address),
        units: units(count),
        yen: formatYen(amount),
      },
      gas,
    );
    return { trade, gas };
  };
  await settle(issuer, a, offered, primaryYen);
  await printRegister(TEXTS.afterPrimary);
  heading(TEXTS.steps);
  const second = await settle(a, b, sold, secondaryYen);
  await printRegister(TEXTS.afterSecondary);

  // -------------------------------------------------------------------- what is refused
  heading(TEXTS.refusals);
  let refused = 0;
  const refuse = async (attempt: Text, code: string, run: () => Promise<unknown>) => {
    const before = await holdings();
    let reason: string | undefined;
    try {
      await run();
    } catch (error) {
      const explained = explainError(error);
      if (!(explained instanceof ContractRefusal)) throw explained;
      ensure(
        explained.code === code,
        `"${attempt.en}" was refused for ${explained.code} instead of ${code}`,
      );
      reason = explained.in(lang, names);
    }
    ensure(reason !== undefined, `"${attempt.en}" was not refused`);
    ensure((await holdings()) === before, `"${attempt.en}" moved something`);
    refused += 1;
    print(` ${refused}  ${t(attempt)}\n    → ${reason}`);
  };
  const one = lot;
  const unpassed = await signed(a, stranger, one, price);
  await refuse(TEXTS.attemptNoPass, "PassNotWorking", () => sent(unpassed));
  await refuse(TEXTS.attemptThief, "PassNotWorking", async () =>
    confirm(await token.connect(a).transfer(thief.address, one)),
  );
  await refuse(TEXTS.attemptReplay, "NonceUsed", () => sent(second.trade));
  const late = await signed(a, b, one, price, 10);
  await chain.pass(30);
  await refuse(TEXTS.attemptExpired, "TooLate", () => sent(late));
  const overtaken = await signed(a, b, one, price);
  await confirm(
    await pass.connect(guardian).revoke(b.address, encodeBytes32String("screening hit")),
  );
  await refuse(TEXTS.attemptRevoked, "PassNotWorking", () => sent(overtaken));
  await printRegister(TEXTS.atEnd);

  // -------------------------------------------------------------------- powers and summary
  heading(TEXTS.powers);
  const powers = await readPowers(provider, platform, platformFile);
  const isDeployerAdmin = powers.some(({ holder }) => holder === deployer.address);
  ensure(!isDeployerAdmin, "the deployer kept a power");
  print(
    indented(
      [
        [
          t(TEXTS.officers),
          t(TEXTS.keys, { count: platformFile.passes.officers.length }),
          t(TEXTS.atOnce),
          t(TEXTS.officersRow, { quorum, count: platformFile.passes.officers.length }),
        ],
        ...powers.map(({ role, holder, delay, may }) => [
          t(role),
          shortened(holder),
          delay === 0 ? t(TEXTS.atOnce) : t(TEXTS.hours, { hours: delay / 3_600 }),
          t(may),
        ]),
        [t(TEXTS.deployer), shortened(deployer.address), "", t(TEXTS.nothing)],
      ],
      [
        { heading: t(TEXTS.role) },
        { heading: t(TEXTS.key) },
        { heading: t(TEXTS.after), align: "right" },
        { heading: t(TEXTS.may) },
      ],
    ),
  );

  heading(TEXTS.summary);
  const yenSupply = await yen.totalSupply();
  const yenHeld = (await readRegister(provider, platform.yen)).reduce(
    (sum, { balance }) => sum + balance,
    0n,
  );
  ensure(yenHeld === yenSupply && yenSupply <= reserve, "yen held, minted and reserved differ");
  const ownedBySettlement =
    (await token.balanceOf(platform.dvp)) + (await yen.balanceOf(platform.dvp));
  ensure(ownedBySettlement === 0n, "the settlement contract owns something");
  for (const line of [
    t(TEXTS.summaryDeliveries, {
      units1: units(offered),
      yen1: formatYen(primaryYen),
      units2: units(sold),
      yen2: formatYen(secondaryYen),
    }),
    t(TEXTS.summaryRefusals, { count: refused }),
    t(TEXTS.summarySums, { units: units(offered), yen: formatYen(yenSupply) }),
    t(TEXTS.summaryNothingHeld),
    t(TEXTS.summarySaleGas, { gas: formatGas(second.gas) }),
    t(TEXTS.summaryOtherGas, { pass: formatGas(passGas), class: formatGas(classGas) }),
  ]) {
    print(`  ${t({ en: "- ", ja: "・" })}${line}`);
  }
}

/** Claims that the class admits: of its first category and residence, good for a year. */
function investorClaims(classFile: ClassFile, until: JstDate): Claims {
  const { categories, residences } = classFile.holders;
  const category = categories.includes("general") ? undefined : categories[0];
  const claim = category === undefined ? undefined : CATEGORY_CLAIM[category];
  return {
    residence: residences === "any" ? JAPAN : (residences[0]?.numeric ?? JAPAN),
    taxClass: 0,
    specifiedUntil: 0,
    qiiUntil: 0,
    specialBusinessUntil: 0,
    brokerDealerUntil: 0,
    expiry: until,
    screenedUntil: until,
    ...(claim === undefined ? {} : { [claim]: until }),
  };
}

/** A rate a year such as 0.0035 as the percent that a desk says: 0.35. */
function percent(rate: string): string {
  return String(Number((Number(rate) * 100).toFixed(10)));
}

/** A table, two columns in. */
function indented(rows: readonly (readonly string[])[], columns: readonly TableColumn[]): string {
  return table(rows, { columns }).replace(/^/gm, "  ");
}

function shortened(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}
