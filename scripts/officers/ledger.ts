import { dirname, join } from "node:path";
import {
  compareLedger,
  formatCsv,
  formatTime,
  HEADINGS,
  type Lang,
  type LedgerEntry,
  type PassAct,
  readAttestations,
  readLedger,
  readUnattested,
  say,
  table,
  type Unattested,
  VERB_TEXTS,
} from "../../sdk/index.ts";
import { openDesk, quoted, sameDesk, writeOnce } from "./desk.ts";
import type { OfficersArguments } from "./officersArguments.ts";
import type { Terminal } from "./terminal.ts";
import { LEDGER_HEADINGS, OTHER_ACTS, TEXTS } from "./texts.ts";

/** The exit code when the ledger and the chain differ. */
const DIFFERENT = 2;

/** Who attested what by the chain, where the desk's ledger differs, and what must be attested anew. */
export async function ledger(given: OfficersArguments, terminal: Terminal): Promise<number> {
  const { lang, ledger: path } = given;
  const { print } = terminal;
  const { provider, pass, fromBlock } = await openDesk(given, terminal);
  const entries = path === undefined ? [] : await readLedger(path);
  const acts = await readAttestations(provider, pass, fromBlock);
  print(acts.length === 0 ? say(TEXTS.noActs, lang) : told(acts, entries, lang));

  const { onlyInLedger, onlyOnChain, foreign } = compareLedger(entries, acts);
  let code = 0;
  if (path !== undefined) {
    for (const { verb, wallet, transaction } of onlyInLedger) {
      print(say(TEXTS.onlyInLedger, lang, { path, verb, wallet, transaction }));
    }
    for (const { verb, wallet, officers, transactionHash: transaction } of onlyOnChain) {
      const by = officers.join(", ");
      print(say(TEXTS.onlyOnChain, lang, { path, verb, wallet, officers: by, transaction }));
    }
    if (onlyInLedger.length + onlyOnChain.length > 0) code = DIFFERENT;
    else print(say(TEXTS.agrees, lang, { path }));
  }

  const wallets = [...new Set(acts.map(({ wallet }) => wallet))];
  const unattested = await readUnattested(provider, pass, wallets, fromBlock);
  if (unattested.length === 0) {
    print(say(TEXTS.noUnattested, lang));
    return code;
  }
  // Without a ledger nothing is known to be foreign, and the reader is warned.
  const isSuspect = ({ wallet }: Unattested) => path !== undefined && foreign.has(wallet);
  const own = unattested.filter((each) => !isSuspect(each));
  tellSuspects(
    unattested.filter(isSuspect).flatMap(({ wallet }) => foreign.get(wallet) ?? []),
    lang,
    print,
  );
  if (own.length === 0) return code;
  print(say(TEXTS.unattested, lang, { count: own.length }));
  for (const { wallet, good, bad, quorum, missing } of own) {
    const values = { good: named(good, lang), bad: named(bad, lang), have: good.length };
    print(say(TEXTS.unattestedRow, lang, { wallet, ...values, quorum, missing }));
  }
  const beside = join(path === undefined ? "." : dirname(path), "reattest.csv");
  const out = given.reattest ?? beside;
  const lines = own.map(({ wallet }) => [referenceOf(wallet, entries), wallet]);
  const csv = formatCsv([[HEADINGS.reference[lang], HEADINGS.wallet[lang]], ...lines]);
  await writeOnce(out, csv, "--reattest");
  print(say(TEXTS.written, lang, { path: out }));
  if (path === undefined) print(say(TEXTS.chainAlone, lang));
  print(say(TEXTS.nextReattest, lang));
  print(`  npm run officers -- prepare reattest ${quoted(out)}${sameDesk(given)}`);
  return code;
}

/** The passes that nobody at the desk may attest anew, and why. */
function tellSuspects(grounds: readonly PassAct[], lang: Lang, print: Terminal["print"]): void {
  const isGrant = ({ verb }: PassAct) => verb === "grant" || verb === "link";
  for (const [heading, acts] of [
    [TEXTS.foreignGrants, grounds.filter(isGrant)],
    [TEXTS.foreignChanges, grounds.filter((act) => !isGrant(act))],
  ] as const) {
    if (acts.length > 0) print(say(heading, lang, { count: acts.length }));
    for (const { wallet, verb, officers, transactionHash: transaction } of acts) {
      print(
        say(TEXTS.foreignRow, lang, { wallet, verb, officers: named(officers, lang), transaction }),
      );
    }
  }
}

/** Officers by their numbers, so that no number reads as a count. */
function named(officers: readonly number[], lang: Lang): string {
  if (officers.length === 0) return say(TEXTS.nobody, lang);
  const text = officers.length === 1 ? TEXTS.officer : TEXTS.officers;
  return say(text, lang, { numbers: officers.join(", ") });
}

function told(acts: readonly PassAct[], entries: readonly LedgerEntry[], lang: Lang): string {
  const rows = acts.map(({ minedAt, verb, wallet, officers, by, transactionHash }) => [
    formatTime(minedAt, lang),
    say(verb === "keep-account" || verb === "veto" ? OTHER_ACTS[verb] : VERB_TEXTS[verb], lang),
    wallet,
    officers.length === 0 ? (by ?? "") : officers.join(" "),
    referenceOf(wallet, entries),
    transactionHash,
  ]);
  const { time, act, wallet, officers, reference, transaction } = LEDGER_HEADINGS;
  const columns = [time, act, wallet, officers, reference, transaction];
  return table(rows, { columns: columns.map((text) => ({ heading: say(text, lang) })) });
}

/** What the firm called a wallet when it was granted its pass, if the ledger has it. */
function referenceOf(wallet: string, entries: readonly LedgerEntry[]): string {
  const own = entries.filter((entry) => entry.wallet === wallet);
  const granted = own.find(({ verb }) => verb === "grant" || verb === "link");
  return (granted ?? own[0])?.reference ?? "";
}
