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
  VERB_TEXTS,
} from "../../sdk/index.ts";
import { writeAtomically } from "../deploy/writeAtomically.ts";
import { openDesk, quoted, sameNetwork } from "./desk.ts";
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

  let code = 0;
  if (path !== undefined) {
    const { onlyInLedger, onlyOnChain } = compareLedger(entries, acts);
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
  print(say(TEXTS.unattested, lang, { count: unattested.length }));
  for (const { wallet, good, bad, missing } of unattested) {
    const values = { good: good.join(", ") || "–", bad: bad.join(", "), missing };
    print(say(TEXTS.unattestedRow, lang, { wallet, ...values }));
  }
  const out = given.reattest ?? "reattest.csv";
  const lines = unattested.map(({ wallet }) => [referenceOf(wallet, entries), wallet]);
  await writeAtomically(
    out,
    formatCsv([[HEADINGS.reference[lang], HEADINGS.wallet[lang]], ...lines]),
  );
  print(say(TEXTS.written, lang, { path: out }));
  print(say(TEXTS.nextReattest, lang));
  print(`  npm run officers -- prepare reattest ${quoted(out)}${sameNetwork(given)}`);
  return code;
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
