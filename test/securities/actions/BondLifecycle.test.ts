import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { encodeBytes32String, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { rulesWord } from "../../../sdk/encode/rulesWord.ts";
import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";
import { reinstated, suspended } from "../../support/lists.ts";
import { load } from "../../support/load.ts";
import { plainOf } from "../../support/plainOf.ts";
import { expectTotals } from "../../support/totals.ts";
import { DAY } from "../../support/world.ts";
import {
  BOND_PHASE,
  type Bonds,
  bonds,
  CALLABLE,
  DUES,
  NRI,
  ONE,
  type Period,
  periodsOf,
} from "./support/bonds.ts";
import { DOCUMENT, ISSUE, KIND, PHASE } from "./support/life.ts";

const UNITS = 6n;
const YEAR = 366 * DAY;

/** Interest of a half-year on a bond of NRI's, and its face, as amounts per unit. */
const COUPON = 741_500n * ONE;
const FACE = 100_000_000n * ONE;

/** A bond that runs, with all that its tests share. */
async function running() {
  const w = await bonds();
  return { ...w, ...(await w.registered()) };
}

async function callable() {
  const w = await bonds();
  return { ...w, ...(await w.registered(CALLABLE)) };
}

/** A bond in its last period, at its payment date, with all earlier interest paid in. */
async function ending() {
  const w = await running();
  await w.atTheEnd(w.token, w.periods);
  return w;
}

/** Everything of a bond and of yen, afterwards. */
async function expectWhole(w: Bonds & { token: Awaited<ReturnType<Bonds["unissued"]>> }) {
  await expectTotals(w.token, w.everyone);
  await expectTotals(w.yen, [...w.everyone, w.platform.distribution]);
}

type Ended = Awaited<ReturnType<typeof ending>>;

/** What the redemption owes an investor of its principal. */
async function owedTo(w: Ended, wallet: { readonly address: string }) {
  const terms = plainOf((await w.lifecycle.redemptionOf(w.token))[1]);
  const key = toBeHex(await w.pass.investorIdOf(wallet.address), 32);
  const [yen] = await w.distribution.owedOf(await w.distribution.idOf(terms), key);
  return { terms, key, yen };
}

/** An act over the bond that one registrar key proposes and the other approves. */
async function byTwoKeys(w: Ended, changes: object) {
  const act = {
    ...{ token: w.token, verb: 0n, wallet: ZeroAddress, to: ZeroAddress, units: 0n, holds: [] },
    ...{ reason: ISSUE, document: DOCUMENT, number: 99n },
    ...changes,
  } as never;
  await w.desk.propose(act);
  await w.desk.connect(w.secondRegistrar).approve(act);
}

describe("BondLifecycle.register", () => {
  const periods = periodsOf(NRI.interestFrom, DUES);

  it("is refused to whoever is not the class's registrar, and for a stranger's contract", async () => {
    const w = await load(bonds);
    const token = await w.unissued();
    const terms = w.bondTerms();
    for (const caller of [w.thief, w.admin, w.issuer]) {
      await expect(w.lifecycle.connect(caller).register(token, terms, periods))
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(caller, await token.registrarRole());
    }
    await expect(w.lifecycle.register(w.yen, terms, periods))
      .to.be.revertedWithCustomError(w.desk, "NotAClassOfThePlatform")
      .withArgs(w.yen);
  });

  it("is refused on terms that two registrar keys did not approve, to the last field (POWER-1)", async () => {
    const w = await load(bonds);
    const token = await w.unissued();
    const terms = w.bondTerms();
    const approved = await w.lifecycle.hashOf(token, terms, periods);
    await expect(w.lifecycle.register(token, terms, periods))
      .to.be.revertedWithCustomError(w.lifecycle, "NotLentOnTheseTerms")
      .withArgs(token, approved, ZeroHash);
    await w.lentOn(token, terms, periods);
    const shifted = periods.map((period, i) =>
      i === 1 ? { ...period, pays: period.pays - 1 } : period,
    );
    for (const [other, schedule] of [
      [{ ...terms, rate: terms.rate + 1n }, periods],
      [{ ...terms, taxTo: w.thief.address }, periods],
      [{ ...terms, document: ISSUE }, periods],
      [terms, shifted],
    ] as const) {
      const given = await w.lifecycle.hashOf(token, other, schedule);
      await expect(w.lifecycle.register(token, other, schedule))
        .to.be.revertedWithCustomError(w.lifecycle, "NotLentOnTheseTerms")
        .withArgs(token, given, approved);
    }
  });

  it("is refused once a unit is issued, for a class that is no bond, and a second time", async () => {
    const w = await load(bonds);
    const terms = w.bondTerms();
    const token = await w.unissued();
    await w.lentOn(token, terms, periods);
    await w.issuedTo(token, w.a, 1n);
    await expect(w.lifecycle.register(token, terms, periods))
      .to.be.revertedWithCustomError(w.lifecycle, "UnitsIssuedBefore")
      .withArgs(token, 1n);
    const share = await w.openClass({ classType: 1 });
    await w.lentOn(share, terms, periods);
    await expect(w.lifecycle.register(share, terms, periods))
      .to.be.revertedWithCustomError(w.lifecycle, "NotABond")
      .withArgs(share);
    const { token: known } = await w.registered();
    await expect(w.lifecycle.register(known, terms, periods))
      .to.be.revertedWithCustomError(w.lifecycle, "BondKnown")
      .withArgs(known);
  });

  const FLOATING = { index: encodeBytes32String("TONA"), mostRate: ONE / 10n };
  const malformed: [what: string, changes: object][] = [
    ["no face", { face: 0n }],
    ["a face that no amount per unit can say", { face: 2n ** 64n - 1n }],
    ["no periods in a year, or too many", { perYear: 0 }],
    ["thirteen periods in a year", { perYear: 13 }],
    ["no first day of interest", { interestFrom: 0 }],
    ["a rate above the whole", { rate: ONE + 1n }],
    ["a margin on a fixed rate", { margin: 1n }],
    ["a highest rate of a fixed one", { mostRate: 1n }],
    ["a floating rate without a highest one", { ...FLOATING, mostRate: 0n }],
    ["a highest rate above the whole", { ...FLOATING, mostRate: ONE + 1n }],
    ["a first rate above the highest", { ...FLOATING, mostRate: 1n }],
    ["a call without a price", { ...CALLABLE, callPrice: 0 }],
    ["a call below the face", { ...CALLABLE, callPrice: 999_999 }],
    ["a price without a call", { callPrice: 1_000_000 }],
    ["notice without a call", { noticeDays: 1 }],
    ["nobody to withhold for", { taxTo: ZeroAddress }],
    ["no calendar", { calendar: ZeroHash }],
    ["no document", { document: ZeroHash }],
  ];

  it("is refused with malformed terms", async () => {
    const w = await load(bonds);
    for (const [what, changes] of malformed) {
      const token = await w.unissued();
      const terms = w.bondTerms(changes);
      await w.lentOn(token, terms, periods);
      await expect(w.lifecycle.register(token, terms, periods), what)
        .to.be.revertedWithCustomError(w.lifecycle, "BondMalformed")
        .withArgs(token);
    }
    const token = await w.unissued();
    const unknown = { ...FLOATING, index: encodeBytes32String("LIBOR") };
    await w.lentOn(token, w.bondTerms(unknown), periods);
    await expect(w.lifecycle.register(token, w.bondTerms(unknown), periods))
      .to.be.revertedWithCustomError(w.fixing, "IndexUnknown")
      .withArgs(unknown.index);
  });

  const edited = (place: number, changes: Partial<Period>) =>
    periods.map((period, i) => (i === place ? { ...period, ...changes } : period));
  const [first, second, third] = periods as [Period, Period, Period];
  const crooked: [what: string, periods: Period[], place: number][] = [
    ["a day too few", edited(0, { days_: first.days_ - 1 }), 0],
    ["a day of which no record date can be declared", edited(0, { due: 49_680, days_: 49_680 }), 0],
    ["a gap", edited(1, { due: second.due + 1, days_: second.days_ }), 1],
    ["no progress", edited(1, { due: first.due, days_: 0 }), 1],
    ["more days than the regular period", edited(1, { of_: second.of_ - 1 }), 1],
    [
      "a payment eleven days before it is due",
      edited(1, { pays: second.due - 11, record: second.due - 12 }),
      1,
    ],
    ["a payment eleven days after it is due", edited(1, { pays: second.due + 11 }), 1],
    ["a record date on the payment date", edited(1, { record: second.pays }), 1],
    ["no record date", edited(0, { record: 0 }), 0],
    ["a record date of the last", edited(2, { record: third.pays - 1 }), 2],
    [
      "nothing left for the last",
      [...edited(1, { principal: ONE }).slice(0, 2), { ...third, principal: 0n }],
      2,
    ],
  ];

  it("is refused with a schedule that does not hold together", async () => {
    const w = await load(bonds);
    const terms = w.bondTerms();
    for (const [what, schedule, place] of crooked) {
      const token = await w.unissued();
      await w.lentOn(token, terms, schedule);
      await expect(w.lifecycle.register(token, terms, schedule), what)
        .to.be.revertedWithCustomError(w.lifecycle, "PeriodMalformed")
        .withArgs(place);
    }
    for (const [principal, sum] of [
      [1n, ONE + 1n],
      [ONE, 2n * ONE],
    ] as const) {
      const token = await w.unissued();
      const schedule = edited(0, { principal });
      await w.lentOn(token, terms, schedule);
      await expect(w.lifecycle.register(token, terms, schedule))
        .to.be.revertedWithCustomError(w.lifecycle, "PrincipalNotWhole")
        .withArgs(sum);
    }
    for (const schedule of [[], Array.from({ length: 401 }, () => first)]) {
      const token = await w.unissued();
      await w.lentOn(token, terms, schedule);
      await expect(w.lifecycle.register(token, terms, schedule))
        .to.be.revertedWithCustomError(w.lifecycle, "BondMalformed")
        .withArgs(token);
    }
    const token = await w.unissued(third.due + 1);
    await w.lentOn(token, terms, periods);
    await expect(w.lifecycle.register(token, terms, periods))
      .to.be.revertedWithCustomError(w.lifecycle, "MaturityDiffers")
      .withArgs(third.due + 1, third.due);
  });

  it("keeps the bond and its schedule, and says so; a class without maturity too", async () => {
    const w = await load(bonds);
    const token = await w.openClass({ rules: rulesWord({}) });
    const terms = w.bondTerms();
    await w.lentOn(token, terms, periods);
    const hash = await w.lifecycle.hashOf(token, terms, periods);
    await expect(w.lifecycle.register(token, terms, periods))
      .to.emit(w.lifecycle, "BondRegistered")
      .withArgs(token, hash, anyValue, anyValue, w.registrar);
    const kept = await w.lifecycle.bondOf(token);
    for (const [field, value] of Object.entries(terms)) {
      expect(String((plainOf(kept) as unknown as Record<string, unknown>)[field]), field).to.equal(
        String(value),
      );
    }
    for (const [i, period] of periods.entries()) {
      const [saved, outcome] = await w.lifecycle.periodOf(token, i);
      for (const [field, value] of Object.entries(period)) {
        expect((plainOf(saved) as unknown as Record<string, unknown>)[field], field).to.equal(
          value,
        );
      }
      expect([...outcome]).to.deep.equal([0n, false, 0n, 0n, 0n]);
    }
    expect([...(await w.lifecycle.stateOf(token))]).to.deep.equal([
      ...[BOND_PHASE.running, 0n, 3n, ONE, 0n, false, 0n, 0n],
    ]);
    expect([...(await w.lifecycle.dueOf(token))]).to.deep.equal([COUPON, 0n, BigInt(first.pays)]);
  });
});

describe("BondLifecycle.payInterest", () => {
  it("PAY-1: pays ¥741,500 for a half-year on one bond of NRI's, and is pushed by anyone", async () => {
    const w = await load(running);
    const [period] = w.periods as [Period];
    const record = await w.recordPassed(w.token, period.record);
    const before = await w.yen.balanceOf(w.issuer);
    const sent = w.byIssuer.payInterest(w.token, record);
    await expect(sent)
      .to.emit(w.lifecycle, "PeriodFunded")
      .withArgs(w.token, 0, anyValue, ZeroHash, COUPON, 0, w.issuer);
    expect(before - (await w.yen.balanceOf(w.issuer))).to.equal(UNITS * 741_500n);
    const [interest, principal] = await w.lifecycle.paymentsOf(w.token, 0);
    expect(principal.perUnit).to.equal(0n);
    expect(interest.kind).to.equal(KIND.bondInterest);
    expect(interest.date).to.equal(period.pays);
    expect(interest.owedUntil).to.equal(jstDateEnd(period.pays) - 1 + 5 * YEAR);
    const id = await w.distribution.idOf(plainOf(interest));
    expect((await w.distribution.accountOf(id)).phase).to.equal(PHASE.funded);
    await w.pushed(interest, w.all);
    const account = await w.distribution.accountOf(id);
    expect(account.phase).to.equal(PHASE.complete);
    // An individual: 15.315 % and 5 %, each cut.
    expect(await w.yen.balanceOf(w.a)).to.equal(741_500n - 113_560n - 37_075n);
    expect(account.paid + account.national + account.local + account.owed).to.equal(account.funded);
    expect((await w.lifecycle.stateOf(w.token)).next).to.equal(1n);
    await expectWhole(w);
  });

  it("PAY-1: pays ¥250,000 in all on JPX's five bonds of ¥100,000,000 at 0.05 % for a year", async () => {
    const w = await load(bonds);
    const dues = DUES.slice(0, 2);
    const { token, periods } = await w.registered({ rate: ONE / 2_000n }, dues, undefined, [
      ...[1n, 2n, 2n],
    ] as never);
    await w.atTheEnd(token, periods);
    await w.byIssuer.redeem(token);
    const coupon = (await w.lifecycle.paymentsOf(token, 0))[0];
    const last = (await w.lifecycle.redemptionOf(token))[0];
    expect([coupon.perUnit, last.perUnit]).to.deep.equal([25_000n * ONE, 25_000n * ONE]);
    const funded = await Promise.all(
      [coupon, last].map((terms) => w.distribution.fundingOf(plainOf(terms))),
    );
    expect(funded).to.deep.equal([125_000n, 125_000n]);
  });

  it("counts a short first period by days of its half-year, cut below 13 decimals", async () => {
    const w = await load(bonds);
    const from = parseJstDate("2027-12-01");
    const { token, periods } = await w.registered({ interestFrom: from }, DUES, (regular) => [
      { ...regular[0]!, of_: 182 },
      ...regular.slice(1),
    ]);
    // 105 days of 182: 0.00741500… × 105 ÷ 182 = 0.00427788461538…
    expect(periods[0]!.days_).to.equal(105);
    const perYen = (148_300_000_000n * 105n) / (182n * 2n);
    expect(perYen).to.equal(42_778_846_153n);
    const [interest] = await w.lifecycle.dueOf(token);
    expect(interest).to.equal(perYen * 100_000_000n);
  });

  it("is refused before the record date is over, by another one's number, and by a stranger to yen", async () => {
    const w = await load(running);
    const [first, second] = w.periods as [Period, Period];
    await w.desk.declareRecordDate(w.token, first.record - 1, DOCUMENT);
    await w.desk.declareRecordDate(w.token, first.record, DOCUMENT);
    await w.networkHelpers.time.increaseTo(jstDateEnd(first.record) - 5);
    await expect(w.byIssuer.payInterest(w.token, 2))
      .to.be.revertedWithCustomError(w.token, "RecordDateNotOver")
      .withArgs(2);
    await expect(w.byIssuer.payInterest(w.token, 1))
      .to.be.revertedWithCustomError(w.lifecycle, "NotTheRecordDate")
      .withArgs(first.record, first.record - 1);
    await w.networkHelpers.time.increaseTo(jstDateEnd(first.record));
    await expect(w.lifecycle.connect(w.thief).payInterest(w.token, 2)).to.revert(w.ethers);
    await w.byIssuer.payInterest(w.token, 2);
    // In order, and each once.
    await expect(w.byIssuer.payInterest(w.token, 2))
      .to.be.revertedWithCustomError(w.lifecycle, "NotTheRecordDate")
      .withArgs(second.record, first.record);
  });

  it("is refused for a class that is no bond here, and for the last period", async () => {
    const w = await load(ending);
    await expect(w.byIssuer.payInterest(w.bond, 1))
      .to.be.revertedWithCustomError(w.lifecycle, "WrongBondPhase")
      .withArgs(w.bond, BOND_PHASE.none);
    await expect(w.byIssuer.payInterest(w.token, 2))
      .to.be.revertedWithCustomError(w.lifecycle, "PaidByRedemption")
      .withArgs(w.token, 2);
    await expect(w.lifecycle.paymentsOf(w.token, 2))
      .to.be.revertedWithCustomError(w.lifecycle, "PeriodUnpaid")
      .withArgs(w.token, 2);
  });

  it("pays who held at the record date, whoever has the units now", async () => {
    const w = await load(running);
    const record = await w.recordPassed(w.token, w.periods[0]!.record);
    await w.token.connect(w.c).transfer(w.a, 3n);
    await w.byIssuer.payInterest(w.token, record);
    const [interest] = await w.lifecycle.paymentsOf(w.token, 0);
    const before = await w.yen.balanceOf(w.c);
    await w.pushed(interest, [w.c.address]);
    expect((await w.yen.balanceOf(w.c)) - before).to.equal(2_224_500n - 340_682n - 111_225n);
  });

  it("repays what the schedule says with the interest, and counts interest on the rest", async () => {
    const w = await load(bonds);
    const { token, periods } = await w.registered({}, DUES, ([one, two, three]) => [
      { ...one!, principal: ONE / 4n },
      two!,
      { ...three!, principal: (3n * ONE) / 4n },
    ]);
    const record = await w.recordPassed(token, periods[0]!.record);
    await expect(w.byIssuer.payInterest(token, record))
      .to.emit(w.lifecycle, "PeriodFunded")
      .withArgs(token, 0, anyValue, anyValue, COUPON, FACE / 4n, w.issuer);
    const [interest, principal] = await w.lifecycle.paymentsOf(token, 0);
    expect(principal.kind).to.equal(KIND.principal);
    expect(principal.owedUntil).to.equal(jstDateEnd(periods[0]!.pays) - 1 + 10 * YEAR);
    await w.pushed(interest, w.all);
    await w.pushed(principal, w.all);
    // Of principal nothing is withheld.
    expect(await w.yen.balanceOf(w.a)).to.equal(25_000_000n + 590_865n);
    expect((await w.lifecycle.stateOf(token)).outstanding).to.equal((3n * ONE) / 4n);
    expect([...(await w.lifecycle.dueOf(token))].slice(0, 2)).to.deep.equal([
      ...[(COUPON * 3n) / 4n, 0n],
    ]);
    await w.byIssuer.payInterest(token, await w.recordPassed(token, periods[1]!.record));
    expect((await w.lifecycle.paymentsOf(token, 1))[0].perUnit).to.equal((COUPON * 3n) / 4n);
  });

  it("passes a period of which nothing is due, without a payment", async () => {
    const w = await load(bonds);
    const { token, periods } = await w.registered({ rate: 0n });
    const record = await w.recordPassed(token, periods[0]!.record);
    await expect(w.lifecycle.connect(w.thief).payInterest(token, record))
      .to.emit(w.lifecycle, "PeriodFunded")
      .withArgs(token, 0, ZeroHash, ZeroHash, 0, 0, w.thief);
    expect((await w.lifecycle.stateOf(token)).next).to.equal(1n);
  });
});

describe("BondLifecycle.redeem", () => {
  it("is refused before the payment date, with earlier interest unpaid, and unfunded", async () => {
    const w = await load(running);
    await expect(w.byIssuer.redeem(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "PeriodUnpaid")
      .withArgs(w.token, 0);
    for (const { record } of w.periods.slice(0, -1)) {
      await w.byIssuer.payInterest(w.token, await w.recordPassed(w.token, record));
    }
    const last = w.periods.at(-1)!;
    const opens = jstDateEnd(last.pays) - DAY;
    await w.networkHelpers.time.setNextBlockTimestamp(opens - 1);
    await expect(w.byIssuer.redeem(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "NotYet")
      .withArgs(opens, opens - 1);
    // Nobody stops a class with money that he has not.
    await w.networkHelpers.time.increaseTo(opens);
    await expect(w.lifecycle.connect(w.thief).redeem(w.token)).to.revert(w.ethers);
    await w.byIssuer.redeem(w.token);
    expect((await w.lifecycle.stateOf(w.token)).phase).to.equal(BOND_PHASE.redeeming);
  });

  it("is refused once the loan is ended, and goes on once it is given anew on the same terms", async () => {
    const w = await load(ending);
    await w.desk.recall(w.token, w.lifecycle);
    const terms = await w.lifecycle.hashOf(w.token, w.terms, w.periods);
    await expect(w.byIssuer.redeem(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "NotLentOnTheseTerms")
      .withArgs(w.token, terms, ZeroHash);
    await w.lentOn(w.token, w.terms, w.periods);
    await w.byIssuer.redeem(w.token);
  });

  it("COMPLETE-1, PAY-1: pays the last interest and the face, ends every unit and the class", async () => {
    const w = await load(ending);
    await expect(w.byIssuer.redeem(w.token))
      .to.emit(w.lifecycle, "RedemptionBegun")
      .withArgs(w.token, anyValue, anyValue, COUPON, FACE, UNITS, false, w.issuer);
    const before = await w.yen.balanceOf(w.b);
    await w.paidOut(w.token, w.all);
    // A corporation: 15.315 % alone.
    expect((await w.yen.balanceOf(w.b)) - before).to.equal(200_000_000n + 1_483_000n - 227_121n);
    const by = w.lifecycle.connect(w.thief);
    await expect(by.retire(w.token, [w.a.address, w.b.address], []))
      .to.emit(w.lifecycle, "UnitsRetired")
      .withArgs(w.token, 3n, 3n)
      .and.to.emit(w.token, "Transfer")
      .withArgs(w.b, ZeroAddress, 2n);
    const sent = by.retire(w.token, [w.c.address], []);
    await expect(sent).to.emit(w.lifecycle, "BondRedeemed").withArgs(w.token);
    await expect(sent).to.emit(w.token, "ActionEnded").withArgs(1, 0, 1);
    await expect(sent).to.emit(w.desk, "PowerReturned").withArgs(w.token, w.lifecycle, w.lifecycle);
    expect(await w.token.totalSupply()).to.equal(0n);
    expect(await w.token.isClosed()).to.equal(true);
    expect(await w.desk.loanOf(w.token, w.lifecycle)).to.equal(ZeroHash);
    expect([...(await w.lifecycle.stateOf(w.token))]).to.deep.equal([
      ...[BOND_PHASE.redeemed, 2n, 3n, 0n, 0n, false, UNITS, UNITS],
    ]);
    expect([...(await w.lifecycle.dueOf(w.token))]).to.deep.equal([0n, 0n, 0n]);
    await expect(w.desk.issue(w.token, w.a, 1n, ISSUE)).to.be.revertedWithCustomError(
      w.token,
      "ClassClosed",
    );
    await expectWhole(w);
  });

  it("lets nothing move, be promised, frozen or issued while it runs", async () => {
    const w = await load(ending);
    await w.byIssuer.redeem(w.token);
    const until = (await w.now()) + DAY;
    const calls: [string, () => Promise<unknown>][] = [
      ["transfer", () => w.token.connect(w.c).transfer(w.a, 1n)],
      ["hold", () => w.token.connect(w.c).hold(w.c, 1n, w.thief, until, ZeroHash)],
      ["freeze", () => w.desk.freezeUnits(w.token, w.c, 1n, ISSUE, DOCUMENT)],
      ["pledge", () => w.desk.pledgeUnits(w.token, w.c, 1n, w.a, ISSUE, DOCUMENT)],
      ["issue", () => w.desk.issue(w.token, w.c, 1n, ISSUE)],
    ];
    for (const [what, call] of calls) {
      await expect(call(), what).to.be.revertedWithCustomError(w.token, "TokenInAction");
    }
    await expect(w.desk.recall(w.token, w.lifecycle))
      .to.be.revertedWithCustomError(w.desk, "ActionRuns")
      .withArgs(w.lifecycle);
  });

  it("EXIT-1: what is owed for a pledge that is over comes back to the pledgor, by two keys", async () => {
    const w = await load(ending);
    const pledging = [w.token, w.c, 3n, w.b, ISSUE, DOCUMENT] as const;
    const pledge = await w.desk.pledgeUnits.staticCall(...pledging);
    await w.desk.pledgeUnits(...pledging);
    await w.byIssuer.redeem(w.token);
    await w.paidOut(w.token, w.all, [pledge]);
    await w.lifecycle.retire(w.token, w.all, [pledge]);
    const principal = plainOf((await w.lifecycle.redemptionOf(w.token))[1]);
    await byTwoKeys(w, {
      ...{ verb: 10n, wallet: w.c.address, to: w.c.address, holds: [{ id: pledge, units: 0n }] },
    });
    const before = await w.yen.balanceOf(w.c);
    await w.distribution.claim(principal, pledge);
    expect((await w.yen.balanceOf(w.c)) - before).to.equal(300_000_000n);
    await expectWhole(w);
  });

  it("takes note of periods that are paid, a few at a time, and of none that is not (EXIT-1)", async () => {
    const w = await load(running);
    const number = await w.recordPassed(w.token, w.periods[0]!.record);
    await w.onDate(w.periods[0]!.pays);
    await w.byIssuer.payInterest(w.token, number);
    const [interest] = await w.lifecycle.paymentsOf(w.token, 0);
    await expect(w.lifecycle.connect(w.thief).confirmPaid(w.token, 1n))
      .to.be.revertedWithCustomError(w.lifecycle, "DistributionUnfinished")
      .withArgs(await w.distribution.idOf(plainOf(interest)));
    await w.pushed(interest, w.all);
    await w.lifecycle.connect(w.thief).confirmPaid(w.token, 1n);
    const v = await load(ending);
    await v.lifecycle.confirmPaid(v.token, 1n);
    await v.lifecycle.confirmPaid(v.token, 2n ** 256n - 1n);
    await v.byIssuer.redeem(v.token);
    await v.paidOut(v.token, v.all);
    await v.lifecycle.retire(v.token, v.all, []);
    expect((await v.lifecycle.stateOf(v.token)).phase).to.equal(BOND_PHASE.redeemed);
  });

  it("ends no unit before everybody is paid", async () => {
    const w = await load(ending);
    await expect(w.lifecycle.retire(w.token, w.all, []))
      .to.be.revertedWithCustomError(w.lifecycle, "WrongBondPhase")
      .withArgs(w.token, BOND_PHASE.running);
    await w.byIssuer.redeem(w.token);
    const [interest, principal] = await w.lifecycle.redemptionOf(w.token);
    await w.pushed(interest, w.all);
    await w.pushed(principal, [w.a.address, w.b.address]);
    await expect(w.lifecycle.retire(w.token, w.all, []))
      .to.be.revertedWithCustomError(w.lifecycle, "DistributionUnfinished")
      .withArgs(await w.distribution.idOf(plainOf(principal)));
    await w.pushed(principal, [w.c.address]);
    await w.lifecycle.retire(w.token, w.all, []);
    expect(await w.token.totalSupply()).to.equal(0n);
  });

  it("COMPLETE-1: cannot finish without a holder left out, whoever is named twice or pushed first", async () => {
    const w = await load(ending);
    await w.byIssuer.redeem(w.token);
    await w.paidOut(w.token, w.all);
    const by = w.lifecycle.connect(w.thief);
    // A stranger pushes the highest address first, twice, and wallets that have nothing.
    const ascending = w.all.toSorted((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
    const highest = ascending.at(-1)!;
    await by.retire(w.token, [highest, highest, w.thief.address, ZeroAddress], []);
    await by.retire(w.token, [highest], []);
    await by.retire(w.token, [ascending[0]!, ascending[0]!], []);
    expect((await w.lifecycle.stateOf(w.token)).phase).to.equal(BOND_PHASE.redeeming);
    expect(await w.token.balanceOf(ascending[1]!)).to.equal(await w.token.totalSupply());
    await expectWhole(w);
    await by.retire(w.token, [ascending[1]!], []);
    expect((await w.lifecycle.stateOf(w.token)).phase).to.equal(BOND_PHASE.redeemed);
  });

  it("EXIT-1: owes a suspended pass its face, and pays it once it works again", async () => {
    const w = await load(ending);
    await suspended(w, w.c);
    await w.byIssuer.redeem(w.token);
    await w.paidOut(w.token, w.all);
    await w.lifecycle.retire(w.token, w.all, []);
    expect(await w.token.isClosed()).to.equal(true);
    const { terms, key, yen } = await owedTo(w, w.c);
    expect(yen).to.equal(300_000_000n);
    await reinstated(w, [w.c]);
    const before = await w.yen.balanceOf(w.c);
    await w.distribution.connect(w.thief).claim(terms, key);
    expect((await w.yen.balanceOf(w.c)) - before).to.equal(300_000_000n);
    await expectWhole(w);
  });

  it("EXIT-1: an order that stops a wallet meanwhile still reaches what is not paid yet", async () => {
    const w = await load(ending);
    await w.byIssuer.redeem(w.token);
    await w.desk.freezeWallet(w.token, w.c, ISSUE, DOCUMENT);
    const before = await w.yen.balanceOf(w.c);
    await w.paidOut(w.token, w.all);
    await w.lifecycle.retire(w.token, w.all, []);
    expect(await w.yen.balanceOf(w.c)).to.equal(before);
    const { terms, key } = await owedTo(w, w.c);
    await expect(w.distribution.claim(terms, key))
      .to.be.revertedWithCustomError(w.distribution, "StoppedByOrder")
      .withArgs(w.c);
    await byTwoKeys(w, { verb: 2n, wallet: w.c.address });
    await w.distribution.claim(terms, key);
    expect((await w.yen.balanceOf(w.c)) - before).to.equal(300_000_000n);
    await expectWhole(w);
  });

  it("EXIT-1: an order that stops some units still stops what was paid for them", async () => {
    const w = await load(ending);
    await w.desk.freezeUnits(w.token, w.c, 2n, ISSUE, DOCUMENT);
    await w.byIssuer.redeem(w.token);
    await w.paidOut(w.token, w.all);
    await w.lifecycle.retire(w.token, w.all, []);
    expect((await w.lifecycle.stateOf(w.token)).phase).to.equal(BOND_PHASE.redeemed);
    expect(await w.token.frozenOf(w.c)).to.equal(2n);
    const { terms, key, yen } = await owedTo(w, w.c);
    expect(yen).to.equal(200_000_000n);
    await expect(w.distribution.claim(terms, key))
      .to.be.revertedWithCustomError(w.distribution, "StoppedByOrder")
      .withArgs(w.c);
    await byTwoKeys(w, { verb: 1n, wallet: w.c.address, units: 2n });
    const before = await w.yen.balanceOf(w.c);
    await w.distribution.claim(terms, key);
    expect((await w.yen.balanceOf(w.c)) - before).to.equal(200_000_000n);
    await expectWhole(w);
  });

  it("EXIT-1: the face of pledged bonds stays the pledgee's, also once the units are gone", async () => {
    const w = await load(ending);
    const pledging = [w.token, w.c, 2n, w.b, ISSUE, DOCUMENT] as const;
    const pledge = await w.desk.pledgeUnits.staticCall(...pledging);
    await w.desk.pledgeUnits(...pledging);
    const until = (await w.now()) + 30 * DAY;
    const held = [w.c, 1n, w.thief, until, ZeroHash] as const;
    const trade = await w.token.connect(w.c).hold.staticCall(...held);
    await w.token.connect(w.c).hold(...held);
    const holds = [pledge, trade].toSorted((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
    await w.byIssuer.redeem(w.token);
    await w.paidOut(w.token, w.all, holds);
    await expect(w.lifecycle.retire(w.token, w.all, [pledge]))
      .to.be.revertedWithCustomError(w.token, "HoldsNotNamed")
      .withArgs(w.c, 3n, 2n);
    // Somebody else does that wallet first: the batch that names its holds passes.
    await w.lifecycle.connect(w.thief).retire(w.token, [w.c.address], holds);
    await w.lifecycle.retire(w.token, w.all, holds);
    expect((await w.lifecycle.stateOf(w.token)).phase).to.equal(BOND_PHASE.redeemed);
    expect([...(await w.token.holdOf(pledge))]).to.deep.equal([w.c.address, 0n]);
    expect([...(await w.token.holdOf(trade))]).to.deep.equal([ZeroAddress, 0n]);
    const principal = plainOf((await w.lifecycle.redemptionOf(w.token))[1]);
    const id = await w.distribution.idOf(principal);
    expect((await w.distribution.owedOf(id, pledge))[0]).to.equal(200_000_000n);
    await expect(w.distribution.claim(principal, pledge))
      .to.be.revertedWithCustomError(w.distribution, "NoPayee")
      .withArgs(pledge);
    await byTwoKeys(w, {
      ...{ verb: 10n, wallet: w.c.address, to: w.b.address, holds: [{ id: pledge, units: 0n }] },
    });
    const before = await w.yen.balanceOf(w.b);
    await w.distribution.claim(principal, pledge);
    expect((await w.yen.balanceOf(w.b)) - before).to.equal(200_000_000n);
    await expectWhole(w);
  });

  it("redeems a bond of which no unit was ever issued", async () => {
    const w = await load(bonds);
    const token = await w.unissued();
    const terms = w.bondTerms();
    const periods = periodsOf(NRI.interestFrom, DUES);
    await w.lentOn(token, terms, periods);
    await w.lifecycle.register(token, terms, periods);
    await w.atTheEnd(token, periods);
    await w.byIssuer.redeem(token);
    await w.lifecycle.retire(token, [], []);
    expect((await w.lifecycle.stateOf(token)).phase).to.equal(BOND_PHASE.redeemed);
  });
});

describe("BondLifecycle.abort", () => {
  it("is refused to strangers, to the payer within a day, and once anybody is paid", async () => {
    const w = await load(ending);
    await expect(w.lifecycle.abort(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "WrongBondPhase")
      .withArgs(w.token, BOND_PHASE.running);
    await w.byIssuer.redeem(w.token);
    const begun = await w.now();
    await expect(w.lifecycle.connect(w.thief).abort(w.token))
      .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
      .withArgs(w.thief, await w.token.registrarRole());
    await w.networkHelpers.time.setNextBlockTimestamp(begun + DAY - 1);
    await expect(w.byIssuer.abort(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "NotYet")
      .withArgs(begun + DAY, begun + DAY - 1);
    const [interest] = await w.lifecycle.redemptionOf(w.token);
    await w.pushed(interest, [w.a.address]);
    const id = await w.distribution.idOf(plainOf(interest));
    for (const by of [w.lifecycle, w.byIssuer]) {
      await expect(by.abort(w.token))
        .to.be.revertedWithCustomError(w.distribution, "BegunAlready")
        .withArgs(id);
    }
    expect(await w.token.isClosed()).to.equal(false);
  });

  for (const [who, wait] of [
    ["registrar", 0],
    ["issuer", DAY],
  ] as const) {
    it(`gives the ${who === "issuer" ? "payer" : "registrar"}'s word effect: everything comes back and it can be redeemed anew`, async () => {
      const w = await load(ending);
      const before = await w.yen.balanceOf(w.issuer);
      await w.byIssuer.redeem(w.token);
      if (wait !== 0) await w.networkHelpers.time.increase(wait);
      const sent = w.lifecycle.connect(w[who]).abort(w.token);
      await expect(sent).to.emit(w.lifecycle, "RedemptionAborted").withArgs(w.token, w[who]);
      await expect(sent).to.emit(w.token, "ActionEnded").withArgs(1, 1, 1);
      expect(await w.yen.balanceOf(w.issuer)).to.equal(before);
      expect(await w.token.balanceOf(w.c)).to.equal(3n);
      // One key must not use up the actions of a class: two lend it anew.
      expect(await w.desk.loanOf(w.token, w.lifecycle)).to.equal(ZeroHash);
      await expectWhole(w);
      await w.lentOn(w.token, w.terms, w.periods);
      await w.byIssuer.redeem(w.token);
      await w.paidOut(w.token, w.all);
      await w.lifecycle.retire(w.token, w.all, []);
      expect((await w.lifecycle.stateOf(w.token)).phase).to.equal(BOND_PHASE.redeemed);
      await expectWhole(w);
    });
  }
});

describe("BondLifecycle.announceCall", () => {
  it("is refused to others than the registrar, and for a bond that cannot be called", async () => {
    const w = await load(running);
    await expect(w.lifecycle.announceCall(w.token, DUES[1]!, DOCUMENT))
      .to.be.revertedWithCustomError(w.lifecycle, "NotCallable")
      .withArgs(w.token);
    for (const call of [
      () => w.byIssuer.announceCall(w.token, DUES[1]!, DOCUMENT),
      () => w.byIssuer.cancelCall(w.token),
      () => w.byIssuer.announcePartial(w.token, 1, 1n, DOCUMENT),
      () => w.byIssuer.reschedule(w.token, 1, DUES[1]!),
      () => w.byIssuer.replaceRecord(w.token, DUES[1]!, 0),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(w.issuer, await w.token.registrarRole());
    }
  });

  it("is refused out of its time: before it is callable, within the notice, and at the end", async () => {
    const w = await load(callable);
    const [from, , last] = DUES as [number, number, number];
    for (const date of [from - 1, last]) {
      await expect(w.lifecycle.announceCall(w.token, date, DOCUMENT))
        .to.be.revertedWithCustomError(w.lifecycle, "CallOutOfRange")
        .withArgs(date, from, last - 1);
    }
    await w.onDate(from);
    await expect(w.lifecycle.announceCall(w.token, from + 29, DOCUMENT))
      .to.be.revertedWithCustomError(w.lifecycle, "CallOutOfRange")
      .withArgs(from + 29, from + 30, last - 1);
    await expect(w.lifecycle.announceCall(w.token, from + 30, DOCUMENT))
      .to.emit(w.lifecycle, "CallAnnounced")
      .withArgs(w.token, from + 30, DOCUMENT, w.registrar);
    await expect(w.lifecycle.announceCall(w.token, from + 40, DOCUMENT))
      .to.be.revertedWithCustomError(w.lifecycle, "CallRuns")
      .withArgs(w.token, from + 30);
    await expect(w.lifecycle.announcePartial(w.token, 1, 1n, DOCUMENT))
      .to.be.revertedWithCustomError(w.lifecycle, "CallRuns")
      .withArgs(w.token, from + 30);
  });

  it("can be taken back until the notice begins, and not after", async () => {
    const w = await load(callable);
    const date = DUES[1]!;
    await expect(w.lifecycle.cancelCall(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "NoCall")
      .withArgs(w.token);
    await w.lifecycle.announceCall(w.token, date, DOCUMENT);
    await expect(w.lifecycle.cancelCall(w.token))
      .to.emit(w.lifecycle, "CallCancelled")
      .withArgs(w.token, date, w.registrar);
    await w.lifecycle.announceCall(w.token, date, DOCUMENT);
    await w.onDate(date - 29);
    await expect(w.lifecycle.cancelCall(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "NoticeBegun")
      .withArgs(date, date - 30);
  });
});

describe("BondLifecycle.redeemEarly", () => {
  it("is refused unannounced, before its date, and before the interest that is due until then", async () => {
    const w = await load(callable);
    await expect(w.byIssuer.redeemEarly(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "NoCall")
      .withArgs(w.token);
    const date = DUES[0]! + 60;
    await w.lifecycle.announceCall(w.token, date, DOCUMENT);
    await expect(w.byIssuer.redeemEarly(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "PeriodUnpaid")
      .withArgs(w.token, 0);
    await w.byIssuer.payInterest(w.token, await w.recordPassed(w.token, w.periods[0]!.record));
    const opens = jstDateEnd(date) - DAY;
    await w.networkHelpers.time.setNextBlockTimestamp(opens - 1);
    await expect(w.byIssuer.redeemEarly(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "NotYet")
      .withArgs(opens, opens - 1);
    // What is due later is paid with it, and the bond ends no other way.
    await expect(w.byIssuer.payInterest(w.token, 1))
      .to.be.revertedWithCustomError(w.lifecycle, "CallRuns")
      .withArgs(w.token, date);
    await expect(w.byIssuer.redeem(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "CallRuns")
      .withArgs(w.token, date);
  });

  it("PAY-1: pays the call price and interest by days of the broken half-year, the date included", async () => {
    const w = await load(callable);
    const date = DUES[0]! + 60;
    await w.lifecycle.announceCall(w.token, date, DOCUMENT);
    await w.periodPaid(w.token, w.periods[0]!);
    await w.onDate(date);
    const perYen = (148_300_000_000n * 60n) / (184n * 2n);
    const price = (FACE * 101n) / 100n;
    await expect(w.byIssuer.redeemEarly(w.token))
      .to.emit(w.lifecycle, "RedemptionBegun")
      .withArgs(
        ...[w.token, anyValue, anyValue, perYen * 100_000_000n, price, UNITS, true, w.issuer],
      );
    const before = await w.yen.balanceOf(w.a);
    await w.paidOut(w.token, w.all);
    // 741,500 × 60 ÷ 184 = 241,793.47…, cut; taxes of it 37,030 and 12,089.
    expect((await w.yen.balanceOf(w.a)) - before).to.equal(101_000_000n + 241_793n - 49_119n);
    await w.lifecycle.retire(w.token, w.all, []);
    expect((await w.lifecycle.stateOf(w.token)).phase).to.equal(BOND_PHASE.redeemed);
    await expectWhole(w);
  });

  it("pays a whole period when the date is its last day, and none on the day of interest that is paid", async () => {
    const w = await load(callable);
    await w.lifecycle.announceCall(w.token, DUES[0]!, DOCUMENT);
    expect([...(await w.lifecycle.dueOf(w.token))]).to.deep.equal([
      ...[COUPON, (FACE * 101n) / 100n, BigInt(DUES[0]!)],
    ]);
    await w.onDate(DUES[0]!);
    await expect(w.byIssuer.redeemEarly(w.token))
      .to.emit(w.lifecycle, "RedemptionBegun")
      .withArgs(w.token, anyValue, anyValue, COUPON, (FACE * 101n) / 100n, UNITS, true, w.issuer);
    const v = await load(callable);
    const record = await v.recordPassed(v.token, v.periods[0]!.record);
    await v.byIssuer.payInterest(v.token, record);
    // Two days before the due date, and the notice is thirty: 28 days of the half-year are broken off.
    await v.lifecycle.announceCall(v.token, DUES[0]! + 28, DOCUMENT);
    expect((await v.lifecycle.dueOf(v.token))[0]).to.equal(
      ((148_300_000_000n * 28n) / (184n * 2n)) * 100_000_000n,
    );
  });

  it("pays no interest where it is called for the day to which interest is paid", async () => {
    const w = await load(bonds);
    const { token, periods } = await w.registered({ ...CALLABLE, noticeDays: 0 });
    await w.periodPaid(token, periods[0]!);
    await w.lifecycle.announceCall(token, DUES[0]!, DOCUMENT);
    await w.onDate(DUES[0]!);
    await expect(w.byIssuer.redeemEarly(token))
      .to.emit(w.lifecycle, "RedemptionBegun")
      .withArgs(token, ZeroHash, anyValue, 0, (FACE * 101n) / 100n, UNITS, true, w.issuer);
    await w.paidOut(token, w.all);
    await w.lifecycle.retire(token, w.all, []);
    expect((await w.lifecycle.stateOf(token)).phase).to.equal(BOND_PHASE.redeemed);
  });
});

describe("BondLifecycle.announcePartial", () => {
  it("is refused for a bond that cannot be called, out of time, and for all that is left", async () => {
    const r = await load(running);
    await expect(r.lifecycle.announcePartial(r.token, 0, 1n, DOCUMENT))
      .to.be.revertedWithCustomError(r.lifecycle, "NotCallable")
      .withArgs(r.token);
    const w = await load(callable);
    const [due, next, last] = DUES as [number, number, number];
    await expect(w.lifecycle.announcePartial(w.token, 2, 1n, DOCUMENT))
      .to.be.revertedWithCustomError(w.lifecycle, "PaidByRedemption")
      .withArgs(w.token, 2);
    await expect(w.lifecycle.announcePartial(w.token, 3, 1n, DOCUMENT))
      .to.be.revertedWithCustomError(w.lifecycle, "PeriodNotOpen")
      .withArgs(w.token, 3);
    for (const share of [0n, ONE]) {
      await expect(w.lifecycle.announcePartial(w.token, 0, share, DOCUMENT))
        .to.be.revertedWithCustomError(w.lifecycle, "ShareOutOfRange")
        .withArgs(share, ONE - 1n);
    }
    await w.onDate(due - 29);
    await expect(w.lifecycle.announcePartial(w.token, 0, 1n, DOCUMENT))
      .to.be.revertedWithCustomError(w.lifecycle, "CallOutOfRange")
      .withArgs(due, due + 1, last);
    await w.byIssuer.payInterest(w.token, await w.recordPassed(w.token, w.periods[0]!.record));
    await expect(w.lifecycle.announcePartial(w.token, 0, 1n, DOCUMENT))
      .to.be.revertedWithCustomError(w.lifecycle, "PeriodNotOpen")
      .withArgs(w.token, 0);
    await w.onDate(next - 30);
    await w.lifecycle.announcePartial(w.token, 1, 1n, DOCUMENT);
  });

  it("is refused once the record date is over, whatever the notice", async () => {
    const w = await load(bonds);
    const { token, periods } = await w.registered({ ...CALLABLE, noticeDays: 0 });
    await w.recordPassed(token, periods[0]!.record);
    await expect(w.lifecycle.announcePartial(token, 0, 1n, DOCUMENT))
      .to.be.revertedWithCustomError(w.lifecycle, "CallOutOfRange")
      .withArgs(DUES[0]!, DUES[0]!, DUES[2]!);
  });

  it("PAY-1: repays a share at the call price, then counts interest and the redemption on the rest", async () => {
    const w = await load(callable);
    await expect(w.lifecycle.announcePartial(w.token, 0, ONE / 10n, DOCUMENT))
      .to.emit(w.lifecycle, "PartialRepaymentAnnounced")
      .withArgs(w.token, 0, ONE / 10n, DOCUMENT, w.registrar);
    await w.lifecycle.announcePartial(w.token, 0, ONE / 10n, DOCUMENT);
    expect((await w.lifecycle.periodOf(w.token, 0))[1].early).to.equal(ONE / 5n);
    const price = (FACE * 101n) / 500n;
    await expect(
      w.byIssuer.payInterest(w.token, await w.recordPassed(w.token, w.periods[0]!.record)),
    )
      .to.emit(w.lifecycle, "PeriodFunded")
      .withArgs(w.token, 0, anyValue, anyValue, COUPON, price, w.issuer);
    await w.byIssuer.payInterest(w.token, await w.recordPassed(w.token, w.periods[1]!.record));
    expect((await w.lifecycle.paymentsOf(w.token, 0))[1].perUnit).to.equal(price);
    expect((await w.lifecycle.paymentsOf(w.token, 1))[0].perUnit).to.equal((COUPON * 4n) / 5n);
    await w.onDate(DUES[2]!);
    await expect(w.byIssuer.redeem(w.token))
      .to.emit(w.lifecycle, "RedemptionBegun")
      .withArgs(
        ...[w.token, anyValue, anyValue, (COUPON * 4n) / 5n, (FACE * 4n) / 5n, UNITS, false],
        w.issuer,
      );
    await w.paidOut(w.token, w.all);
    // Units end once all is paid that they ever earned.
    for (const period of [0, 1]) {
      for (const payment of await w.lifecycle.paymentsOf(w.token, period)) {
        if (payment.perUnit === 0n) continue;
        await expect(w.lifecycle.retire(w.token, w.all, []))
          .to.be.revertedWithCustomError(w.lifecycle, "DistributionUnfinished")
          .withArgs(await w.distribution.idOf(plainOf(payment)));
        await w.pushed(payment, w.all);
      }
    }
    await w.lifecycle.retire(w.token, w.all, []);
    await expectWhole(w);
  });
});

describe("BondLifecycle.markDefault", () => {
  it("is refused until the days of grace are over, and a second time; paying cures it", async () => {
    const w = await load(running);
    const [period] = w.periods as [Period];
    const record = await w.recordPassed(w.token, period.record);
    const from = jstDateEnd(period.pays + NRI.graceDays);
    await w.networkHelpers.time.setNextBlockTimestamp(from - 1);
    await expect(w.lifecycle.connect(w.thief).markDefault(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "NotYet")
      .withArgs(from, from - 1);
    await w.networkHelpers.time.setNextBlockTimestamp(from);
    await expect(w.lifecycle.connect(w.thief).markDefault(w.token))
      .to.emit(w.lifecycle, "DefaultMarked")
      .withArgs(w.token, 0, COUPON, 0, w.thief);
    expect((await w.lifecycle.stateOf(w.token)).inDefault).to.equal(true);
    await expect(w.lifecycle.markDefault(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "DefaultKnown")
      .withArgs(w.token);
    await expect(w.byIssuer.payInterest(w.token, record))
      .to.emit(w.lifecycle, "DefaultCured")
      .withArgs(w.token, 0);
    expect((await w.lifecycle.stateOf(w.token)).inDefault).to.equal(false);
    // Taxes are those of the day on which it is paid.
    const [interest] = await w.lifecycle.paymentsOf(w.token, 0);
    expect(interest.date).to.equal(period.pays + NRI.graceDays + 1);
  });

  it("tells a redemption that is lacking, and one that was called", async () => {
    const w = await load(ending);
    const last = w.periods.at(-1)!;
    await w.onDate(last.pays + NRI.graceDays + 1);
    await expect(w.lifecycle.markDefault(w.token))
      .to.emit(w.lifecycle, "DefaultMarked")
      .withArgs(w.token, 2, COUPON, FACE, w.registrar);
    // It can be taken back until somebody is paid: what was lacking still is, then.
    await expect(w.byIssuer.redeem(w.token)).to.not.emit(w.lifecycle, "DefaultCured");
    await w.lifecycle.abort(w.token);
    expect((await w.lifecycle.stateOf(w.token)).inDefault).to.equal(true);
    await w.lentOn(w.token, w.terms, w.periods);
    await w.byIssuer.redeem(w.token);
    await w.paidOut(w.token, w.all);
    await expect(w.lifecycle.retire(w.token, w.all, []))
      .to.emit(w.lifecycle, "DefaultCured")
      .withArgs(w.token, 2);
    const v = await load(callable);
    await v.lifecycle.announceCall(v.token, DUES[0]!, DOCUMENT);
    await v.onDate(DUES[0]! + NRI.graceDays + 1);
    await expect(v.lifecycle.markDefault(v.token))
      .to.emit(v.lifecycle, "DefaultMarked")
      .withArgs(v.token, 0, COUPON, (FACE * 101n) / 100n, v.registrar);
    await v.byIssuer.redeemEarly(v.token);
  });

  it("is refused where nothing is due", async () => {
    const w = await load(bonds);
    const { token } = await w.registered({ rate: 0n });
    await expect(w.lifecycle.markDefault(token))
      .to.be.revertedWithCustomError(w.lifecycle, "NoPaymentDue")
      .withArgs(token);
  });
});

describe("BondLifecycle.reschedule", () => {
  it("is refused beyond ten days, before the record date, and once the payment is late", async () => {
    const w = await load(running);
    const [first, second, last] = w.periods as [Period, Period, Period];
    const { record, due, pays } = first;
    for (const date of [record, due + 11]) {
      await expect(w.lifecycle.reschedule(w.token, 0, date))
        .to.be.revertedWithCustomError(w.lifecycle, "PaymentDateOutOfRange")
        .withArgs(date, record + 1, due + 10);
    }
    await expect(w.lifecycle.reschedule(w.token, 2, last.due - 11))
      .to.be.revertedWithCustomError(w.lifecycle, "PaymentDateOutOfRange")
      .withArgs(last.due - 11, last.due - 10, last.due + 10);
    await w.lifecycle.reschedule(w.token, 1, second.due - 2);
    await w.onDate(pays + 1);
    await expect(w.lifecycle.reschedule(w.token, 0, due + 10))
      .to.be.revertedWithCustomError(w.lifecycle, "PaymentDateOutOfRange")
      .withArgs(due + 10, pays + 1, due + 10);
  });

  it("moves the payment alone", async () => {
    const w = await load(running);
    const { due } = w.periods[0]!;
    await expect(w.lifecycle.reschedule(w.token, 0, due - 1))
      .to.emit(w.lifecycle, "PaymentRescheduled")
      .withArgs(w.token, 0, due - 1, w.registrar);
    expect([...(await w.lifecycle.dueOf(w.token))]).to.deep.equal([COUPON, 0n, BigInt(due - 1)]);
    await w.byIssuer.payInterest(w.token, await w.recordPassed(w.token, w.periods[0]!.record));
    await expect(w.lifecycle.reschedule(w.token, 0, due))
      .to.be.revertedWithCustomError(w.lifecycle, "PeriodNotOpen")
      .withArgs(w.token, 0);
  });
});

describe("BondLifecycle.replaceRecord", () => {
  it("EXIT-1: names another record date for one that was missed, and only for that", async () => {
    const w = await load(running);
    const { record } = w.periods[0]!;
    await w.desk.declareRecordDate(w.token, record - 9, DOCUMENT);
    await expect(w.lifecycle.replaceRecord(w.token, record + 5, 0))
      .to.be.revertedWithCustomError(w.lifecycle, "RecordDateNotMissed")
      .withArgs(record);
    await w.onDate(record + 4);
    await w.desk.declareRecordDate(w.token, record + 5, DOCUMENT);
    // Numbers that do not stand on both sides of it prove nothing.
    for (const before of [0, 2, 3]) {
      await expect(w.lifecycle.replaceRecord(w.token, record + 5, before))
        .to.be.revertedWithCustomError(w.lifecycle, "RecordDateNotMissed")
        .withArgs(record);
    }
    await expect(w.lifecycle.replaceRecord(w.token, record + 3, 1))
      .to.be.revertedWithCustomError(w.lifecycle, "PaymentDateOutOfRange")
      .withArgs(record + 3, record + 4, record + 34);
    // A slip must not put it off for ever.
    await expect(w.lifecycle.replaceRecord(w.token, record + 35, 1))
      .to.be.revertedWithCustomError(w.lifecycle, "PaymentDateOutOfRange")
      .withArgs(record + 35, record + 4, record + 34);
    await expect(w.lifecycle.replaceRecord(w.token, record + 5, 1))
      .to.emit(w.lifecycle, "RecordDateReplaced")
      .withArgs(w.token, 0, record + 5, w.registrar);
    await w.networkHelpers.time.increaseTo(jstDateEnd(record + 5));
    await w.byIssuer.payInterest(w.token, 2);
    await w.pushed((await w.lifecycle.paymentsOf(w.token, 0))[0], w.all);
    await expectWhole(w);
  });

  it("is refused for a record date that was declared, and for the last period", async () => {
    const w = await load(running);
    const { record } = w.periods[0]!;
    await w.recordPassed(w.token, record);
    for (const before of [0, 1]) {
      await expect(w.lifecycle.replaceRecord(w.token, record + 5, before))
        .to.be.revertedWithCustomError(w.lifecycle, "RecordDateNotMissed")
        .withArgs(record);
    }
    const v = await load(ending);
    await expect(v.lifecycle.replaceRecord(v.token, DUES[2]!, 0))
      .to.be.revertedWithCustomError(v.lifecycle, "PaidByRedemption")
      .withArgs(v.token, 2);
  });
});
