import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, ZeroHash } from "ethers";
import { BondLifecycle__factory, type SecurityToken } from "../../../../sdk/contracts.ts";
import { rulesWord } from "../../../../sdk/encode/rulesWord.ts";
import { jstDateEnd } from "../../../../sdk/format/jstDateEnd.ts";
import { parseJstDate } from "../../../../sdk/format/parseJstDate.ts";
import { plainOf } from "../../../support/plainOf.ts";
import { type ChainChanges, DAY } from "../../../support/world.ts";
import { DOCUMENT, ISSUE, life, POWER } from "./life.ts";

/** A rate of 1, and the whole of a face. */
export const ONE = 10n ** 13n;
export const CALENDAR = encodeBytes32String("holiday-jp 2.5.1");

/** As IBondLifecycle.Phase. */
export const BOND_PHASE = { none: 0n, running: 1n, redeeming: 2n, redeemed: 3n } as const;

/** NRI's 15th: ¥100,000,000 each, 1.483 % a year, half-yearly, interest from the day after the payment date. */
export const NRI = {
  face: 100_000_000n,
  rate: 148_300_000_000n,
  perYear: 2,
  interestFrom: parseJstDate("2027-09-15"),
  index: ZeroHash,
  margin: 0n,
  mostRate: 0n,
  callableFrom: 0,
  noticeDays: 0,
  callPrice: 0,
  graceDays: 5,
  listed: false,
  calendar: CALENDAR,
  document: DOCUMENT,
};
export const DUES = ["2028-03-14", "2028-09-14", "2029-03-14"].map(parseJstDate);
/** The same, callable from the first due date on at 101 % of the face, thirty days ahead. */
export const CALLABLE = { callableFrom: DUES[0]!, noticeDays: 30, callPrice: 1_010_000 };

export interface Period {
  readonly due: number;
  readonly record: number;
  readonly pays: number;
  readonly days_: number;
  readonly of_: number;
  readonly principal: bigint;
}

/** Regular periods that end on these dates, each paid on it to the holders of three days before. */
export function periodsOf(interestFrom: number, dues: readonly number[]): Period[] {
  return dues.map((due, i) => {
    const days = due - (dues[i - 1] ?? interestFrom - 1);
    const isLast = i === dues.length - 1;
    return {
      ...{ due, record: isLast ? 0 : due - 3, pays: due, days_: days, of_: days },
      principal: isLast ? ONE : 0n,
    };
  });
}

/** A platform with the lifecycle of bonds named at its desk; `registered` makes a bond of it. */
export async function bonds(chain: ChainChanges = {}) {
  const w = await life(chain);
  const lifecycle = await new BondLifecycle__factory(w.registrar).deploy(
    w.platform.authority,
    w.platform.pass,
    w.platform.desk,
    w.platform.distribution,
    w.platform.fixing,
  );
  await w.named(lifecycle, POWER.rescale);
  await w.minted(w.issuer, 2_000_000_000n);
  const byIssuer = lifecycle.connect(w.issuer);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);

  const all = [w.a.address, w.b.address, w.c.address];

  const bondTerms = (changes: object = {}) => ({ ...NRI, taxTo: w.issuer.address, ...changes });

  /** A bond class without units whose maturity is the last due date. */
  const unissued = async (last = DUES.at(-1)!) =>
    await w.openClass({ rules: rulesWord({ maturity: last }) });

  /** Has two registrar keys lend the lifecycle the class on these terms. */
  async function lentOn(
    token: SecurityToken,
    terms: ReturnType<typeof bondTerms>,
    periods: Period[],
  ) {
    await w.lent(token, lifecycle, await lifecycle.hashOf(token, terms, periods));
  }

  /** A bond that runs, of which A has 1 unit, B 2 and C 3, or as said. */
  async function registered(
    changes: object = {},
    dues = DUES,
    edit = (periods: Period[]) => periods,
    units: readonly [bigint, bigint, bigint] = [1n, 2n, 3n],
  ) {
    const token = await unissued(dues.at(-1));
    const terms = bondTerms(changes);
    const periods = edit(periodsOf(terms.interestFrom, dues));
    await lentOn(token, terms, periods);
    await lifecycle.register(token, terms, periods);
    await issuedTo(token, w.a, units[0]);
    await issuedTo(token, w.b, units[1]);
    await issuedTo(token, w.c, units[2]);
    return { token, terms, periods };
  }

  async function issuedTo(token: SecurityToken, holder: HardhatEthersSigner, units: bigint) {
    await w.desk.issue(token, holder, units, ISSUE);
  }

  /** To ten in the morning of a date in Japan, if it is not later yet. */
  async function onDate(date: number) {
    const ten = jstDateEnd(date) - DAY + 10 * 3_600;
    if ((await w.now()) < ten) await w.networkHelpers.time.increaseTo(ten);
  }

  /** Declares a period's record date and lets it pass; answers its number. */
  async function recordPassed(token: SecurityToken, record: number): Promise<number> {
    await w.desk.declareRecordDate(token, record, DOCUMENT);
    await w.networkHelpers.time.increaseTo(jstDateEnd(record) + 1);
    await token.roll(16n);
    return Number(((await token.classWord()) >> 192n) & 0xffffn);
  }

  /** Pays the next period in, and pushes it to everybody. */
  async function periodPaid(token: SecurityToken, { record }: Period) {
    const { next } = await lifecycle.stateOf(token);
    await byIssuer.payInterest(token, await recordPassed(token, record));
    for (const payment of await lifecycle.paymentsOf(token, next)) {
      if (payment.perUnit !== 0n) await pushed(payment, all);
    }
  }

  /** Brings a bond to the payment date of its last period; all interest before it is paid. */
  async function atTheEnd(token: SecurityToken, periods: readonly Period[]) {
    for (const period of periods.slice(0, -1)) await periodPaid(token, period);
    await onDate(periods.at(-1)!.pays);
  }

  /** Pushes both distributions of the redemption under way. */
  async function paidOut(token: SecurityToken, wallets: readonly string[], holds: string[] = []) {
    const [interest, principal] = await lifecycle.redemptionOf(token);
    if (interest.perUnit !== 0n) await pushed(interest, wallets, holds);
    await pushed(principal, wallets, holds);
  }

  type Terms = Awaited<ReturnType<typeof lifecycle.redemptionOf>>[0];

  /** Pushes a distribution by its terms as the lifecycle has them, on their date at the earliest. */
  async function pushed(terms: Terms, wallets: readonly string[], holds: string[] = []) {
    await onDate(Number(terms.date));
    return await w.distribution.connect(w.relayer).pay(plainOf(terms), [...wallets], holds);
  }

  return {
    ...{ ...w, lifecycle, byIssuer, everyone, all },
    ...{
      bondTerms,
      unissued,
      lentOn,
      registered,
      issuedTo,
      onDate,
      recordPassed,
      periodPaid,
      atTheEnd,
    },
    ...{ paidOut, pushed },
  };
}

export type Bonds = Awaited<ReturnType<typeof bonds>>;
