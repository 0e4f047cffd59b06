import {
  describeItem,
  formatSignatures,
  formatTime,
  hashRequest,
  type OfficerKey,
  type OfficersRequest,
  parseRequest,
  readText,
  say,
  signRequest,
  VERB_TEXTS,
} from "../../sdk/index.ts";
import { renamed, writeOnce } from "./desk.ts";
import { NotConfirmed, OtherRequest } from "./faults.ts";
import { keyOf } from "./keys.ts";
import type { OfficersArguments } from "./officersArguments.ts";
import type { Terminal } from "./terminal.ts";
import { TEXTS } from "./texts.ts";

/** One officer's signatures. Asks nothing of any chain. */
export async function sign(given: OfficersArguments, terminal: Terminal): Promise<number> {
  const [path = ""] = given.words;
  const { lang } = given;
  const { print, ask } = terminal;
  const request = parseRequest(await readText(path), path);
  const found = hashRequest(request);
  if (given.sha256 !== undefined && given.sha256 !== found) {
    throw new OtherRequest(path, found, given.sha256);
  }
  const key = await keyOf(given, "KESSAI_OFFICER_KEY", terminal);
  const { chainId, pass, verb, deadline, items } = request;
  print(say(TEXTS.toSign, lang, { officer: key.address, chainId, pass }));
  for (const item of items) {
    for (const line of describeItem(request, item, lang)) print(`  ${line}`);
  }
  print(
    say(TEXTS.prepared, lang, {
      verb: say(VERB_TEXTS[verb], lang),
      items: items.length,
      rows: items.reduce((sum, item) => sum + item.rows.length, 0),
      deadline: formatTime(deadline, lang),
    }),
  );
  print(say(TEXTS.sha256, lang, { sha256: found }));
  if (!given.yes) {
    const answer = await ask(say(TEXTS.ask, lang));
    if (answer?.trim().toLowerCase() !== "yes") throw new NotConfirmed(answer !== undefined);
  }
  const { out, count } = await signFile(key, request, path, given.out);
  print(say(TEXTS.signed, lang, { count }));
  print(say(TEXTS.written, lang, { path: out }));
  return 0;
}

/** Signs a request with whatever key, and writes the signatures beside it. */
export async function signFile(
  key: OfficerKey,
  request: OfficersRequest,
  path: string,
  named?: string,
): Promise<{ readonly out: string; readonly officer: string; readonly count: number }> {
  const signatures = await signRequest(key, request);
  const { officer } = signatures;
  const ending = `.${officer.slice(2, 10)}.signature.json`;
  const out = named ?? renamed(path, /\.request\.json$/, ending);
  await writeOnce(out, formatSignatures(signatures));
  return { out, officer, count: signatures.signatures.length };
}
