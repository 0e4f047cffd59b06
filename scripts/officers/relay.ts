import { dirname, join } from "node:path";
import {
  appendLedger,
  formatTime,
  type Lang,
  ledgerEntries,
  OUTCOME_TEXTS,
  parseBundle,
  type RelayBundleParameters,
  type RowResult,
  readText,
  relayBundle,
  resultCsv,
  say,
  type Verb,
} from "../../sdk/index.ts";
import { writeAtomically } from "../deploy/writeAtomically.ts";
import { openDesk, renamed, requireOurs } from "./desk.ts";
import { keyOf } from "./keys.ts";
import type { OfficersArguments } from "./officersArguments.ts";
import type { Terminal } from "./terminal.ts";
import { TEXTS } from "./texts.ts";

/** The exit code when some rows were refused. */
const SOME_REFUSED = 2;

/** Sends a bundle, or what of it the chain does not show yet. */
export async function relay(given: OfficersArguments, terminal: Terminal): Promise<number> {
  const [path = ""] = given.words;
  const { lang } = given;
  const { print } = terminal;
  const bundle = parseBundle(await readText(path), path);
  const { request } = bundle;
  const desk = await openDesk(given, terminal);
  requireOurs(path, request, desk);
  const key = await keyOf(given, "KESSAI_RELAYER_KEY", terminal);
  const relayer = key.connect(desk.provider);
  const { fromBlock } = desk;
  const table = given.results ?? renamed(path, /\.bundle\.json$/, ".results.csv");
  const ledger = given.ledger ?? join(dirname(path), "officers.ledger.jsonl");
  const batch = given.batch === undefined ? {} : { batch: given.batch };

  const { results, appended } = await relayed(
    { relayer, bundle, fromBlock, ...batch },
    { table, ledger, lang },
    (some) => tell(some, given, request.verb, print),
  );

  const before = countOf(results, "done-before");
  if (before > 0) print(say(TEXTS.before, lang, { count: before }));
  const [done, refused] = [countOf(results, "done"), countOf(results, "refused")];
  const leftOut = countOf(results, "left-out");
  print(say(TEXTS.summary, lang, { done, before, refused, leftOut }));
  print(say(TEXTS.written, lang, { path: table }));
  if (appended > 0) print(say(TEXTS.ledgerAppended, lang, { count: appended, path: ledger }));
  return refused > 0 ? SOME_REFUSED : 0;
}

/** Relays a bundle by whatever key, and keeps the table of results and the ledger while it runs. */
export async function relayed(
  parameters: RelayBundleParameters,
  files: { readonly table: string; readonly ledger: string; readonly lang: Lang },
  each: (some: readonly RowResult[]) => void,
): Promise<{ readonly results: readonly RowResult[]; readonly appended: number }> {
  const { request, sha256 } = parameters.bundle;
  const { table, ledger, lang } = files;
  const results: RowResult[] = [];
  let appended = 0;
  // What is known is written down after each transaction, so that a run that is killed leaves it.
  for await (const some of relayBundle(parameters)) {
    results.push(...some);
    appended += await appendLedger(ledger, ledgerEntries(sha256, request.verb, some));
    await writeAtomically(table, resultCsv(request, results, lang));
    each(some);
  }
  return { results, appended };
}

/** A line for each transaction, and for each row about which there is more to say. */
function tell(
  some: readonly RowResult[],
  { lang }: OfficersArguments,
  verb: Verb,
  print: Terminal["print"],
): void {
  const done = some.filter(({ outcome }) => outcome === "done");
  const [first] = done;
  if (first?.transactionHash !== undefined && first.worksFrom !== undefined) {
    const mined = { hash: first.transactionHash, count: done.length };
    const worksFrom = formatTime(first.worksFrom, lang);
    // Of a suspension, say, there is nothing that would begin to work.
    const makesPasses = verb === "grant" || verb === "link";
    print(
      makesPasses
        ? say(TEXTS.minedPasses, lang, { ...mined, worksFrom })
        : say(TEXTS.mined, lang, mined),
    );
  }
  for (const { row, outcome, reason } of some) {
    if (reason === undefined) continue;
    const said = { outcome: say(OUTCOME_TEXTS[outcome], lang), reason: reason[lang] };
    print(say(TEXTS.row, lang, { ...said, reference: row.reference, wallet: row.wallet }));
  }
}

function countOf(results: readonly RowResult[], outcome: RowResult["outcome"]): number {
  return results.filter((each) => each.outcome === outcome).length;
}
