import { id as hashOf, ZeroHash } from "ethers";
import {
  accruedInterest,
  type BondTerms,
  bondTermsHash,
  formatDate,
  formatYen,
  type JstDate,
  jstDateEnd,
  offeringId,
  offeringTerms,
  signTypedData,
  tradeTypedData,
} from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import type { Person } from "./people.ts";
import { DAY_SECONDS, type Stage, VERB } from "./stage.ts";
import { TEXTS } from "./texts.ts";

const OFFERED_DAYS = 25;
const TRADED_AFTER = 94;
const PLEDGED_AFTER = 109;
const ENTRIES_AT_ONCE = 3;
const ISSUED = 4n;

/** The bond's terms are fixed, the bonds sold against yen; later one is traded and one pledged. */
export async function offered(play: Stage): Promise<void> {
  const { tell, classFile, everybody, address, bonds, act, done, passTo, schedule } = play;
  const { bond } = classFile;
  if (bond === undefined) return;
  const { lang } = tell;
  const terms = bondTermsHash(address, schedule.bond, schedule.periods);
  let gas = await act(VERB.lend, { to: play.platform.bonds, document: terms });
  gas += await done(bonds.register(address, schedule.bond, [...schedule.periods]));
  tell.told(TEXTS.registered, { periods: schedule.periods.length }, gas);

  const opens = bond.issued - OFFERED_DAYS;
  await passTo(opens);
  tell.heading(TEXTS.offering, { date: formatDate(opens, lang) });
  await subscribed(play, bond);

  await passTo(bond.issued + TRADED_AFTER);
  await traded(play, bond, everybody.d, everybody.a);
  await passTo(bond.issued + PLEDGED_AFTER);
  await pledged(play, everybody.f, everybody.bank);
}

async function subscribed(play: Stage, bond: BondTerms): Promise<void> {
  const { chain, tell, classFile, everybody, relayer, address, offering, desk, done } = play;
  const { lang } = tell;
  const face = classFile.unit.face ?? 0n;
  const now = await chain.now();
  const terms = offeringTerms(classFile, address, {
    ...{ opens: now, closes: jstDateEnd(bond.issued - 1) - 6 * 3_600 },
    ...{ issueBy: jstDateEnd(bond.issued), method: "pro-rata" },
    proceedsTo: everybody.issuer.address,
  });
  const id = offeringId(terms);
  await done(desk.lendIssue(address, play.platform.offering, id));
  await done(offering.open(terms));
  let sum = 0n;
  const investors = Object.values(everybody).filter(({ subscribes }) => subscribes > 0n);
  for (const { wallet, address: of_, name, subscribes } of investors) {
    await play.minted(of_, subscribes * face * 2n);
    const gas = await done(offering.connect(wallet).subscribe(terms, subscribes));
    sum += subscribes;
    const yen = formatYen(subscribes * face);
    tell.told(TEXTS.subscribed, { who: name, units: subscribes, yen }, gas);
  }
  tell.told(TEXTS.allotted, { subscribed: sum, offered: terms.most });

  await play.passTo(bond.issued);
  let gas = 0n;
  for (let calls = 0; calls < investors.length; calls++) {
    if ((await offering.accountOf(id)).phase === ISSUED) break;
    gas += await done(offering.connect(relayer).issue(terms, ENTRIES_AT_ONCE));
  }
  const account = await offering.accountOf(id);
  ensure(account.issued === terms.most, "not all bonds were issued");
  tell.told(
    TEXTS.issued,
    {
      ...{ date: formatDate(bond.issued, lang), units: account.issued },
      yen: formatYen(account.paid),
    },
    gas,
  );
}

async function traded(play: Stage, bond: BondTerms, seller: Person, buyer: Person): Promise<void> {
  const { chain, tell, classFile, address, platform, dvp, done } = play;
  const face = classFile.unit.face ?? 0n;
  const time = await chain.now();
  const settles: JstDate = bond.issued + TRADED_AFTER;
  const accrued = accruedInterest({ bond, schedule: classFile.schedule }, settles, face);
  const amount = face + accrued.yen;
  const trade = {
    ...{ seller: seller.address, buyer: buyer.address, security: address, units: 1n },
    ...{ cash: platform.yen, amount, settleFrom: time, settleBy: time + DAY_SECONDS },
    ...{ sellerNonce: 1n, buyerNonce: 1n, termsEpoch: Number(await play.token.termsEpoch()) },
    ...{ cycle: ZeroHash, partialAllowed: false, commonReference: ZeroHash },
  };
  const data = tradeTypedData(platform.chainId, platform.dvp, trade);
  const signatures = [
    await signTypedData(seller.wallet, data),
    await signTypedData(buyer.wallet, data),
  ] as const;
  const gas = await done(dvp.settle(trade, ...signatures));
  tell.told(
    TEXTS.traded,
    {
      ...{ date: formatDate(settles, tell.lang), seller: seller.name, buyer: buyer.name },
      ...{ yen: formatYen(amount), accrued: formatYen(accrued.yen), days: accrued.days },
    },
    gas,
  );
}

async function pledged(play: Stage, who: Person, bank: Person): Promise<void> {
  const { tell, address, desk, token, done, act } = play;
  const document = hashOf("pledge");
  let gas = await done(
    desk.pledgeUnits(address, who.address, 1n, bank.address, document, document),
  );
  const [placed] = (await token.queryFilter(token.filters.HoldPlaced())).slice(-1);
  const hold = placed?.args.id ?? ZeroHash;
  gas += await act(VERB.namePayee, {
    ...{ wallet: who.address, to: bank.address, holds: [{ id: hold, units: 0n }] },
  });
  tell.told(TEXTS.pledged, { who: who.name, bank: bank.name }, gas);
}
