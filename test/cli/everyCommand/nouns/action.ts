import { readFile } from "node:fs/promises";
import { formatDate } from "../../../../sdk/index.ts";
import { CALLABLE, DUES, NRI, ONE } from "../../../securities/actions/support/bonds.ts";
import { reported, TONA, windowOf } from "../../../settlement/support/fixings.ts";
import { keysOf } from "../../../settlement/support/paidElsewhere.ts";
import { fixture } from "../../../support/fixture.ts";
import { linked, reinstated, suspended } from "../../../support/lists.ts";
import { bondDesk, DOCUMENT, paymentDesk, splitDesk, termsDesk } from "../../action/actions.ts";
import { done } from "../done.ts";
import { everyRow } from "../everyRow.ts";
import { OF } from "../office.ts";

const dividends = fixture(paymentDesk);
const bonds = fixture(() => bondDesk());
const callable = fixture(() => bondDesk(CALLABLE));
/** TONA and 0.03 %, 5 % at most; 1 % as long as nothing was fixed. */
const floating = fixture(() =>
  bondDesk({ index: TONA, margin: 300n, mostRate: ONE / 20n, rate: ONE / 100n }),
);
const splits = fixture(splitDesk);
const unfixed = fixture(termsDesk);

type PaymentDesk = Awaited<ReturnType<typeof dividends>>;
type BondDesk = Awaited<ReturnType<typeof bonds>>;
type SplitDesk = Awaited<ReturnType<typeof splits>>;

const THREE = { from: "1", into: "3" };

/** The terms of a payment in a file, not yet announced. */
async function terms(w: PaymentDesk): Promise<string> {
  const planned = await w.planned();
  await done(w, ["action", "plan", planned.file, "--out", planned.terms]);
  return planned.terms;
}

async function announced(w: PaymentDesk): Promise<string> {
  const file = await terms(w);
  await done(w, ["action", "announce", file, ...w.signer(w.payingAgent)]);
  return file;
}

/** A payment that has been run. */
async function run(w: PaymentDesk): Promise<string> {
  const file = await w.funded();
  await done(w, ["action", "run", "--distribution", file, ...w.signer(w.relayer)]);
  return file;
}

/** To the payment date of a bond's first period, whose record date is over. */
async function firstRecord(w: BondDesk): Promise<void> {
  const { record, pays } = w.periods[0]!;
  await done(w, [
    ...["action", "record", ...OF, "--date", formatDate(record, "en"), "--document", DOCUMENT],
    ...w.signer(w.registrar),
  ]);
  await w.onDate(pays);
}

/** A bond of which nothing is left to pay but its last period. */
async function atTheEnd(w: BondDesk): Promise<void> {
  for (const [index, { record, pays }] of w.periods.slice(0, -1).entries()) {
    const date = formatDate(record, "en");
    await done(w, [
      ...["action", "record", ...OF, "--date", date, "--document", DOCUMENT],
      ...w.signer(w.registrar),
    ]);
    await w.onDate(pays);
    const words = ["action", "coupon", ...OF, "--record", String(index + 1)];
    await done(w, [...words, ...w.signer(w.issuer)]);
  }
  await w.onDate(w.periods.at(-1)!.pays);
}

async function splitTerms(w: SplitDesk): Promise<string> {
  const planned = await w.planned(THREE);
  await done(w, ["action", "plan", planned.file, "--out", planned.terms]);
  return planned.terms;
}

const payments = everyRow(dividends, {
  "action plan": {
    good: async (w) => {
      const { file, terms: out } = await w.planned();
      return { words: [file, "--out", out] };
    },
    bad: async (w) => ({
      words: [(await w.planned({ colour: "red" })).file],
      ...{ name: "TermsFileRefused", says: 'Unrecognized key: "colour". Correct this' },
    }),
  },
  "action record": {
    good: (w) => ({
      words: [...OF, "--date", "２０２７-04-20", "--document", DOCUMENT, ...w.signer(w.registrar)],
    }),
    bad: (w) => ({
      words: [...OF, "--date", "2027-04-31", "--document", DOCUMENT, ...w.signer(w.registrar)],
      ...{ name: "ArgumentRefused", says: "a date such as 2027-03-31" },
    }),
  },
  "action announce": {
    good: async (w) => ({ words: [await terms(w), ...w.signer(w.payingAgent)] }),
    bad: async (w) => ({
      words: [await terms(w), ...w.signer(w.thief)],
      ...{ name: "ContractRefusal", code: "NotAPayingAgent", says: "paying agent" },
    }),
  },
  "action fund": {
    good: async (w) => ({ words: [await announced(w), ...w.signer(w.issuer)] }),
    bad: async (w) => ({
      words: [await announced(w), "--payer", w.a.address, ...w.signer(w.issuer)],
      ...{ name: "ArgumentRefused", says: "only the payer itself" },
    }),
  },
  "action run": {
    isAnybodys: true,
    good: async (w) => ({
      words: ["--distribution", await w.funded(), "--most", "２", ...w.signer(w.relayer)],
    }),
    bad: async (w) => ({
      words: ["--distribution", await terms(w), ...w.signer(w.relayer)],
      ...{ name: "ArgumentRefused", says: "action announce" },
    }),
  },
  "action resume": {
    isAnybodys: true,
    good: async (w) => ({
      words: ["--distribution", await w.funded(), ...w.signer(w.relayer)],
    }),
    bad: async (w) => ({
      words: w.signer(w.relayer),
      ...{ name: "ArgumentRefused", says: "Name what to run: --distribution FILE" },
    }),
  },
  "action statement": {
    good: async (w) => {
      const file = await run(w);
      return { words: ["--distribution", file, "--out", `${file}.statements`] };
    },
    bad: async (w) => {
      const file = await w.funded();
      return {
        words: ["--distribution", file, "--out", `${file}.statements`],
        ...{ name: "ArgumentRefused", says: "action run" },
      };
    },
  },
  "action status": {
    good: async (w) => ({ words: ["--distribution", await run(w)] }),
    bad: (w) => ({
      words: ["--distribution", w.at("none.json")],
      ...{ name: "FileNotFound", says: "none.json" },
    }),
  },
  "action claim": {
    isAnybodys: true,
    good: async (w) => {
      await suspended(w, w.a);
      const file = await w.funded();
      await w.kessai(["action", "run", "--distribution", file, ...w.signer(w.relayer)]);
      await reinstated(w, [w.a]);
      return { words: [file, "--holder", "1", ...w.signer(w.relayer)] };
    },
    bad: async (w) => ({
      words: [await run(w), "--holder", "A1", ...w.signer(w.relayer)],
      ...{ name: "ArgumentRefused", says: "an investor's number, an address" },
    }),
  },
  "action withdraw": {
    good: async (w) => ({ words: [await w.funded(), ...w.signer(w.payingAgent)] }),
    bad: async (w) => ({
      words: [await w.funded(), ...w.signer(w.thief)],
      ...{ name: "ContractRefusal", code: "NotTheAnnouncer", says: "announce" },
    }),
  },
});

const ofPayments = everyRow(dividends, {
  "action payout": {
    good: async (w) => {
      await linked(w, w.a, [w.attestor]);
      return { words: ["--wallet", w.attestor.address, ...w.signer(w.a)] };
    },
    bad: (w) => ({
      words: ["--wallet", w.b.address, ...w.signer(w.a)],
      ...{ name: "ContractRefusal", says: "wallet" },
    }),
  },
  "action return": {
    isAnybodys: true,
    good: async (w) => {
      const file = await w.funded();
      const { owedUntil } = JSON.parse(await readFile(file, "utf8")).terms;
      await suspended(w, w.a);
      await done(w, ["action", "run", "--distribution", file, ...w.signer(w.relayer)]);
      await w.networkHelpers.time.increaseTo(owedUntil + 1);
      return { words: [file, ...w.signer(w.relayer)] };
    },
    bad: async (w) => ({
      words: [await run(w), ...w.signer(w.relayer)],
      ...{ name: "ContractRefusal", says: "from" },
    }),
  },
});

const ofBonds = everyRow(bonds, {
  "action coupon": {
    good: async (w) => {
      await firstRecord(w);
      return { words: [...OF, "--record", "1", ...w.signer(w.issuer)] };
    },
    bad: (w) => ({
      words: [...OF, ...w.signer(w.issuer)],
      ...{ name: "ArgumentRefused", says: "action record" },
    }),
  },
  "action redeem": {
    good: async (w) => {
      await atTheEnd(w);
      return { words: [...OF, ...w.signer(w.issuer)] };
    },
    bad: (w) => ({
      words: [...OF, ...w.signer(w.issuer)],
      ...{ name: "ContractRefusal", code: "PeriodUnpaid", says: "Period 0 (from 0)" },
    }),
  },
  "action abort": {
    good: async (w) => {
      await atTheEnd(w);
      await done(w, ["action", "redeem", ...OF, ...w.signer(w.issuer)]);
      return { words: [...OF, ...w.signer(w.registrar)] };
    },
    bad: (w) => ({
      words: [...OF, ...w.signer(w.registrar)],
      ...{ name: "ContractRefusal", code: "WrongBondPhase", says: "The bond" },
    }),
  },
  "action default": {
    isAnybodys: true,
    good: async (w) => {
      await w.onDate(w.periods[0]!.pays + NRI.graceDays + 1);
      return { words: [...OF, ...w.signer(w.relayer)] };
    },
    bad: (w) => ({
      words: [...OF, ...w.signer(w.relayer)],
      ...{ name: "ContractRefusal", code: "NotYet", says: "from" },
    }),
  },
});

const called = everyRow(callable, {
  "action call": {
    good: (w) => ({
      words: [
        ...[...OF, "--date", formatDate(DUES[0]! + 60, "en"), "--document", DOCUMENT],
        ...w.signer(w.registrar),
      ],
    }),
    bad: (w) => ({
      words: [
        ...[...OF, "--date", formatDate(DUES[0]! - 1, "en"), "--document", DOCUMENT],
        ...w.signer(w.registrar),
      ],
      ...{
        name: "ContractRefusal",
        code: "CallOutOfRange",
        says: "Choose one from 2028-03-14",
      },
    }),
  },
});

const fixed = everyRow(floating, {
  "action fix": {
    isAnybodys: true,
    good: async (w) => {
      const date = NRI.interestFrom - 1;
      const { opens, closes } = windowOf(w, date);
      await w.networkHelpers.time.increaseTo(opens);
      for (const reporter of (await keysOf(w, "rateReporter")).slice(0, 2)) {
        await reported(w, reporter, { date, rate: 2_500n });
      }
      await w.networkHelpers.time.increaseTo(closes + 1);
      return { words: [...OF, "--period", "１", ...w.signer(w.relayer)] };
    },
    bad: (w) => ({
      words: [...OF, "--period", "4", ...w.signer(w.relayer)],
      ...{ name: "ContractRefusal", code: "PeriodNotOpen", says: "period" },
    }),
  },
});

const ofSplits = everyRow(splits, {
  "action lend": {
    good: async (w) => ({ words: [await splitTerms(w), ...w.signer(w.registrar)] }),
    bad: async (w) => ({
      words: [await splitTerms(w), ...w.signer(w.thief)],
      ...{ name: "ContractRefusal", code: "NotTheRegistrar", says: "registrar" },
    }),
  },
  "action split": {
    isAnybodys: true,
    good: async (w) => {
      const file = await splitTerms(w);
      for (const key of [w.registrar, w.secondRegistrar]) {
        await done(w, ["action", "lend", file, ...w.signer(key)]);
      }
      return { words: [file, ...w.signer(w.issuer)] };
    },
    bad: async (w) => ({
      words: [(await w.planned(THREE)).file, ...w.signer(w.issuer)],
      ...{ name: "TermsFileRefused", says: "it holds no terms" },
    }),
  },
});

const promises = everyRow(splits, {
  "action end-promises": {
    good: async (w) => {
      const [asHolder, until] = [w.share.connect(w.a), (await w.now()) + 86_400];
      const hold = [w.a, 5n, w.platform.dvp, until, DOCUMENT] as const;
      const id = await asHolder.hold.staticCall(...hold);
      await asHolder.hold(...hold);
      const file = await splitTerms(w);
      for (const key of [w.registrar, w.secondRegistrar]) {
        await done(w, ["action", "lend", file, ...w.signer(key)]);
      }
      await done(w, ["action", "split", file, ...w.signer(w.issuer)]);
      return { words: [...OF, "--hold", id, ...w.signer(w.registrar)] };
    },
    bad: (w) => ({
      words: [...OF, "--hold", "7", ...w.signer(w.registrar)],
      ...{ name: "ArgumentRefused", says: "a hold's id, 0x and 64 digits" },
    }),
  },
});

const terms_ = everyRow(unfixed, {
  "action bond": {
    good: (w) => ({
      words: [
        w.file,
        ...OF,
        "--tax-to",
        w.issuer.address,
        "--grace",
        "5",
        ...w.signer(w.registrar),
      ],
    }),
    bad: (w) => ({
      words: [
        ...["examples/classes/real-estate-model.yaml", "--tax-to", w.issuer.address],
        ...w.signer(w.registrar),
      ],
      ...{ name: "ArgumentRefused", says: "no bond" },
    }),
  },
});

export const actionRows = [
  payments,
  ofPayments,
  ofBonds,
  called,
  fixed,
  ofSplits,
  promises,
  terms_,
];
