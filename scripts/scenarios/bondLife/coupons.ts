import { id as hashOf } from "ethers";
import {
  distributionTermsOf,
  formatDate,
  formatYen,
  type JstDate,
  jstDateEnd,
  recoveryTypedData,
  reinstatementTypedData,
} from "../../../sdk/index.ts";
import type { PaymentTold } from "../bondLife.ts";
import { ensure } from "../firstSettlement/faults.ts";
import { pushed, readBack, tellPaid } from "./paid.ts";
import { DAY_SECONDS, type Stage, VERB } from "./stage.ts";
import { TEXTS } from "./texts.ts";

const REASON = hashOf("bond life");
const DOCUMENT = hashOf("notice of the record date");
const HOLDERS_BEFORE_KILL = 2;
/** So long before the coupon something happens. */
const DAYS_BEFORE = 40;
/** Days of a payment that is late: more than the days of grace. */
const LATE = 4;

/** All interest but the last, with what happens to holders on the way. */
export async function coupons(play: Stage): Promise<readonly PaymentTold[]> {
  const { tell, schedule } = play;
  const told: PaymentTold[] = [];
  tell.heading(TEXTS.coupons);
  for (const [index, period] of schedule.periods.slice(0, -1).entries()) {
    const number = index + 1;
    await play.passTo(period.record - DAYS_BEFORE);
    await play.done(play.desk.declareRecordDate(play.address, period.record, DOCUMENT));
    await BEFORE[number]?.(play);
    await play.passTo(period.pays);
    const isLate = number === 4;
    if (isLate) await late(play, number, period.pays);
    const terms = await paidIn(play, number, period.record);
    if (isLate) {
      tell.told(TEXTS.cured, { date: formatDate(terms.date, tell.lang), number });
    }
    const gas = await pushed(play, terms, number === 1 ? HOLDERS_BEFORE_KILL : undefined);
    const at = { number, record: period.record, paidOn: terms.date };
    tellPaid(play, await readBack(play, terms, at), gas);
    await AFTER[number]?.(play, terms);
    told.push(await readBack(play, terms, at));
  }
  return told;
}

async function paidIn(play: Stage, number: number, record: JstDate) {
  const { tell, bonds, address, everybody, done, token, yen } = play;
  const [perUnit] = await bonds.dueOf(address);
  const due = ((await token.totalSupply()) * perUnit) / 10n ** 13n;
  const have = await yen.balanceOf(everybody.issuer.address);
  ensure(have >= due, "the issuer lacks yen");
  const gas = await done(bonds.connect(everybody.issuer.wallet).payInterest(address, number));
  const { interest } = await bonds.paymentsOf(address, number - 1);
  const terms = distributionTermsOf(interest);
  tell.told(
    TEXTS.paidIn,
    {
      ...{ date: formatDate(terms.date, tell.lang), number, yen: formatYen(due) },
      record: formatDate(record, tell.lang),
    },
    gas,
  );
  return terms;
}

/** Nobody pays in; a day of grace later anybody says so. */
async function late(play: Stage, number: number, pays: JstDate): Promise<void> {
  const { chain, tell, bonds, address, relayer, done } = play;
  await chain.pass(LATE * DAY_SECONDS);
  const gas = await done(bonds.connect(relayer).markDefault(address));
  tell.told(TEXTS.defaulted, { date: formatDate(pays + LATE, tell.lang), number }, gas);
}

type Happening = (play: Stage) => Promise<void>;

const BEFORE: Readonly<Record<number, Happening>> = {
  async 2({ tell, pass, guardian, everybody: { b }, done }) {
    const gas = await done(pass.connect(guardian).suspend(b.address, REASON));
    tell.told(TEXTS.suspended, { who: b.name }, gas);
  },
  async 3({ tell, everybody: { e } }) {
    tell.told(TEXTS.expired, { who: e.name });
  },
  async 5(play) {
    const {
      chain,
      tell,
      platform,
      pass,
      address,
      everybody: { c, cAgain },
      done,
    } = play;
    const recovery = {
      ...{ lost: c.address, successor: cAgain.address, reason: REASON },
      ...{ seq: Number(await pass.seqOf(c.address)), deadline: await play.deadline() },
    };
    const data = recoveryTypedData(platform.chainId, platform.pass, recovery);
    let gas = await done(pass.recover(recovery, await play.signed(data)));
    await chain.pass(play.platformFile.passes.vetoWindow + 1);
    gas += await play.act(VERB.recovery, { wallet: c.address, to: cAgain.address });
    gas += await done(play.yen.connect(play.yenOperator).recover(c.address));
    ensure((await play.token.balanceOf(c.address)) === 0n, `${address} was not recovered`);
    tell.told(TEXTS.recovered, { who: c.name }, gas);
  },
};

const AFTER: Readonly<
  Record<number, (play: Stage, terms: Awaited<ReturnType<typeof paidIn>>) => Promise<void>>
> = {
  async 2(play, terms) {
    const {
      tell,
      platform,
      pass,
      distribution,
      everybody: { b },
      done,
    } = play;
    const list = {
      ...{ wallets: [b.address], seqs: [Number(await pass.seqOf(b.address))], reason: REASON },
      deadline: await play.deadline(),
    };
    const data = reinstatementTypedData(platform.chainId, platform.pass, list);
    let gas = await done(pass.reinstateListed(list, await play.signed(data)));
    const key = `0x${(await pass.investorIdOf(b.address)).toString(16).padStart(64, "0")}`;
    const [yen] = await distribution.owedOf(await distribution.idOf(terms), key);
    gas += await done(distribution.claim(terms, key));
    tell.told(TEXTS.reinstated, { who: b.name, yen: formatYen(yen) }, gas);
  },
  async 3({ chain, tell, pass, yen, everybody: { e } }) {
    ensure((await yen.balanceOf(e.address)) > 0n, "nothing landed");
    const standing = await pass.claimsOf(e.address);
    ensure(jstDateEnd(Number(standing.expiry)) < (await chain.now()), "the pass has not lapsed");
    tell.told(TEXTS.lapsed, { who: e.name });
  },
};
