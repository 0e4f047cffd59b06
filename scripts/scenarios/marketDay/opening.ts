import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id as hashOf, MaxUint256, parseEther, Signature } from "ethers";
import {
  attestation,
  type Claims,
  type ClassFile,
  circularGridlock,
  confirm,
  DvpSettlement__factory,
  deployClass,
  deployPlatform,
  ExternalCash__factory,
  Fails__factory,
  Fixing__factory,
  formatYen,
  type Grant,
  grantTypedData,
  IKycPass__factory,
  ISecurityToken__factory,
  IYenToken__factory,
  type JstDate,
  jstDateEnd,
  jstDateOf,
  NetSettlement__factory,
  type PlatformFile,
  permitTypedData,
  RegistrarDesk__factory,
  type ReportedQuantity,
  signTypedData,
} from "../../../sdk/index.ts";
import type { Chain } from "../chain.ts";
import { keyring } from "../keyring.ts";
import type { Teller } from "../teller.ts";
import { Book } from "./book.ts";
import type { Day } from "./makeUp.ts";
import { nameOf, type Party } from "./parties.ts";
import { TEXTS } from "./texts.ts";

const DAY_SECONDS = 86_400;
const JAPAN = 392;
const GRANTS_IN_ONE = 40;

export interface OpeningParameters {
  readonly platformFile: PlatformFile;
  readonly classFile: ClassFile;
  readonly everybody: readonly Party[];
  readonly day: Day;
}

export type Market = Awaited<ReturnType<typeof opening>>;

/** Deploys everything, grants the passes, and lets everybody have what the day begins with. */
export async function opening(chain: Chain, tell: Teller, given: OpeningParameters) {
  const { platformFile, classFile, everybody, day } = given;
  const { roles, passes, issuers } = platformFile;
  const keys = keyring(chain.signers, [
    ...Object.values(roles).flatMap(({ holders }) => holders),
    ...passes.officers,
    ...issuers.flatMap(({ registrars }) => registrars),
  ]);
  const [deployer, relayer] = keys.people(2) as [HardhatEthersSigner, HardhatEthersSigner];
  const people = {
    relayer,
    registrar: keys.of("registrar", issuers[0]?.registrars[0]),
    operator: keys.of("settlement operator", roles.settlementOperator.holders[0]),
    attestors: roles.paymentAttestor.holders.map((each) => keys.of("payment attestor", each)),
    reporters: roles.rateReporter.holders.map((each) => keys.of("rate reporter", each)),
    yenOperator: keys.of("yen operator", roles.yenOperator.holders[0]),
    reserveAttestor: keys.of("reserve attestor", roles.reserveAttestor.holders[0]),
    officers: passes.officers.slice(0, passes.quorum).map((each) => keys.of("officer", each)),
  };

  tell.heading(TEXTS.opening);
  const { platform, gasUsed } = await deployPlatform(deployer, platformFile);
  const { registrar } = people;
  const securities = [];
  for (const letter of ["A", "B", "C"]) {
    const terms = {
      ...classFile,
      code: `${classFile.code}-${letter}`,
      symbol: `${classFile.symbol.slice(0, 10)}${letter}`,
      supply: { ...classFile.supply, cap: 10_000_000n },
    };
    const { token, number } = await deployClass(registrar, platform, platformFile, terms);
    securities.push({ token, number, symbol: terms.symbol });
  }
  tell.told(TEXTS.platform, { classes: securities.length }, gasUsed);

  const pass = IKycPass__factory.connect(platform.pass, relayer);
  const desk = RegistrarDesk__factory.connect(platform.desk, registrar);
  const yen = IYenToken__factory.connect(platform.yen, relayer);
  const tokens = securities.map(({ token }) => ISecurityToken__factory.connect(token, relayer));
  const market = {
    ...{ chain, tell, people, platform, platformFile, securities, tokens, everybody },
    ...{ pass, desk, yen },
    dvp: DvpSettlement__factory.connect(platform.dvp, relayer),
    net: NetSettlement__factory.connect(platform.net, relayer),
    externalCash: ExternalCash__factory.connect(platform.externalCash, relayer),
    fixing: Fixing__factory.connect(platform.fixing, relayer),
    fails: Fails__factory.connect(platform.fails, relayer),
    book: new Book(),
    nonces: new Map<string, bigint>(),
    names: new Map([
      ...everybody.map((party) => [party.address, nameOf(tell, party)] as const),
      ...securities.map(({ token, symbol }) => [token, symbol] as const),
      [platform.yen, platformFile.yen.symbol] as const,
      [platform.externalCash, platformFile.settlement.externalCash.currency] as const,
    ]),
    /** What moved beside trades and charges. */
    others: [] as ReportedQuantity[],
    /** What the bank booked for payments on its own system. */
    booked: [] as ReportedQuantity[],
    /** The trade that was bought in, and what its seller owes for that. */
    boughtIn: undefined as { id: string; difference: bigint } | undefined,
    /** Further files of the day, by name. */
    files: [] as (readonly [name: string, text: string])[],
    circle: circleOf(everybody, securities, platform.yen),
  };
  await grantPasses(market);
  const deposited = await fund(market, day);
  tell.told(TEXTS.funded, { yen: formatYen(deposited) });
  await allow(market);
  await passTo(chain, 9 * 3_600);
  return market;
}

/** The last three wallets are those of the circle; the market's own trades leave them out. */
function circleOf(
  everybody: readonly Party[],
  securities: readonly { readonly token: string }[],
  yen: string,
) {
  const parties = everybody.slice(-3);
  const example = circularGridlock((role, index) => {
    if (role === "cash") return yen;
    return (role === "class" ? securities[index]?.token : parties[index]?.address) ?? "";
  });
  return { parties, example };
}

type Opening = Pick<
  Market,
  | "chain"
  | "tell"
  | "people"
  | "platform"
  | "platformFile"
  | "securities"
  | "tokens"
  | "everybody"
  | "pass"
  | "desk"
  | "yen"
  | "circle"
>;

/** Lets time pass until a time of day in Japan, today or tomorrow. */
export async function passTo(chain: Chain, secondsOfDay: number): Promise<void> {
  const now = await chain.now();
  const today = jstDateEnd(jstDateOf(now)) - DAY_SECONDS + secondsOfDay;
  const seconds = today > now ? today - now : today + DAY_SECONDS - now;
  await chain.pass(seconds);
}

async function grantPasses(market: Opening): Promise<void> {
  const { chain, tell, people, platform, platformFile, securities, everybody, pass } = market;
  const now = await chain.now();
  const until = jstDateOf(now) + 365;
  const items = await Promise.all(
    everybody.map(async ({ address }) => {
      const grant: Grant = {
        wallet: address,
        claims: claims(until),
        classes: [0, ...securities.map(({ number }) => number)],
        seq: 0,
        deadline: now + DAY_SECONDS,
      };
      const data = grantTypedData(platform.chainId, platform.pass, grant);
      const attestations = await Promise.all(
        people.officers.map(async (officer, index) =>
          attestation(index + 1, await signTypedData(officer, data)),
        ),
      );
      return { grant, attestations };
    }),
  );
  let gas = 0n;
  for (let first = 0; first < items.length; first += GRANTS_IN_ONE) {
    const some = items.slice(first, first + GRANTS_IN_ONE);
    const sent = await pass.grantMany(
      some.map(({ grant }) => grant),
      some.map(({ attestations }) => attestations),
    );
    gas += (await confirm(sent)).gasUsed;
  }
  const { vetoWindow } = platformFile.passes;
  await chain.pass(vetoWindow);
  tell.told(TEXTS.passes, { count: everybody.length, hours: vetoWindow / 3_600 }, gas);
}

function claims(until: JstDate): Claims {
  return {
    ...{ residence: JAPAN, taxClass: 0, specifiedUntil: 0, qiiUntil: 0, specialBusinessUntil: 0 },
    ...{ brokerDealerUntil: 0, expiry: until, screenedUntil: until },
  };
}

/** What the brokers trade for themselves, they have as the market says; what clients trade, all of it. */
async function fund(
  { chain, people, platform, tokens, everybody, desk, yen, circle }: Opening,
  { cash: ofBrokers, units: unitsOf, clients, prices }: Day,
): Promise<bigint> {
  const own = everybody.filter(({ client }) => client === 0);
  const cash = new Map<string, bigint>();
  const add = (party: Party | undefined, amount: bigint) => {
    if (party !== undefined) cash.set(party.address, (cash.get(party.address) ?? 0n) + amount);
  };
  for (const [index, amount] of ofBrokers.entries()) add(own[index], amount);
  for (const { buyer, security, units } of clients.trades) {
    add(everybody[buyer], (units * (prices[security] ?? 0n) * 103n) / 100n);
  }
  for (const { party, asset, free } of circle.example.balances) {
    if (asset === platform.yen) cash.set(party, free);
  }
  const total = [...cash.values()].reduce((sum, each) => sum + each, 0n) * 2n;
  await confirm(await yen.connect(people.reserveAttestor).attestReserve(total, await chain.now()));
  for (const [address, amount] of cash) {
    if (amount === 0n) continue;
    await confirm(
      await yen.connect(people.yenOperator).mint(address, amount, hashOf(`deposit of ${address}`)),
    );
  }
  for (const [index, token] of tokens.entries()) {
    const units = new Map<string, bigint>();
    const has = (party: Party | undefined, count: bigint) => {
      if (party !== undefined) units.set(party.address, (units.get(party.address) ?? 0n) + count);
    };
    for (const [party, count] of (unitsOf[index] ?? []).entries()) has(own[party], count);
    for (const [party, count] of (clients.units[index] ?? []).entries()) {
      has(everybody[party], count);
    }
    const asset = await token.getAddress();
    for (const each of circle.example.balances) {
      if (each.asset === asset) units.set(each.party, each.free);
    }
    for (const [address, count] of units) {
      if (count > 0n) await confirm(await desk.issue(token, address, count, hashOf("market day")));
    }
  }
  return total / 2n;
}

/** Standing allowances by permit, so that nobody of them sends a transaction for it. */
async function allow(market: Opening): Promise<void> {
  const { chain, tell, people, platform, tokens, everybody, yen } = market;
  const deadline = BigInt(await chain.now()) + BigInt(DAY_SECONDS);
  let count = 0;
  for (const token of [...tokens, yen]) {
    const address = await token.getAddress();
    const name = await token.name();
    for (const { wallet } of everybody) {
      const spenders = [platform.dvp, platform.net, platform.fails, platform.externalCash];
      for (const [nonce, spender] of spenders.entries()) {
        const permit = {
          ...{ owner: wallet.address, spender, value: MaxUint256, nonce: BigInt(nonce), deadline },
        };
        const data = permitTypedData(platform.chainId, address, name, permit);
        const { v, r, s } = Signature.from(await signTypedData(wallet, data));
        await token["permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"](
          ...([wallet.address, spender, MaxUint256, deadline, v, r, s] as const),
        );
        count += 1;
      }
    }
  }
  for (const { address } of everybody) {
    await people.relayer.sendTransaction({ to: address, value: parseEther("1") });
  }
  tell.told(TEXTS.permits, { count });
}
