import {
  decodeCsv,
  type Finding,
  formatRequest,
  formatTime,
  hashRequest,
  isVerb,
  jstDateOf,
  type OfficersRequest,
  parseRows,
  prepareRequest,
  readBytes,
  say,
  VERB_TEXTS,
  VERBS,
  type Verb,
} from "../../sdk/index.ts";
import { type Desk, openDesk, quoted, renamed, sameDesk, writeOnce } from "./desk.ts";
import { VerbUnknown } from "./faults.ts";
import type { OfficersArguments } from "./officersArguments.ts";
import type { Terminal } from "./terminal.ts";
import { TEXTS } from "./texts.ts";

/** From a table of wallets to a request that officers sign. */
export async function prepare(given: OfficersArguments, terminal: Terminal): Promise<number> {
  const [verb = "", path = ""] = given.words;
  const { lang } = given;
  const { print } = terminal;
  if (!isVerb(verb)) throw new VerbUnknown(verb, Object.keys(VERBS));
  const { text, encoding } = decodeCsv(await readBytes(path), path);
  const desk = await openDesk(given, terminal);
  if (encoding !== "UTF-8") print(say(TEXTS.encoding, lang, { file: path, encoding }));
  const { request, notes } = await requestOf(desk, verb, text, path, given.days);
  for (const { file, line, message } of notes) {
    print(say(TEXTS.warning, lang, { file, line, message }));
  }
  const out = given.out ?? renamed(path, /\.csv$/i, ".request.json");
  await writeOnce(out, formatRequest(request));
  const count = request.items.reduce((sum, item) => sum + item.rows.length, 0);
  print(
    say(TEXTS.prepared, lang, {
      verb: say(VERB_TEXTS[verb], lang),
      items: request.items.length,
      rows: count,
      deadline: formatTime(request.deadline, lang),
    }),
  );
  print(say(TEXTS.sha256, lang, { sha256: hashRequest(request) }));
  print(say(TEXTS.written, lang, { path: out }));
  print(say(TEXTS.sayAloud, lang));
  print(`  npm run officers -- sign ${quoted(out)} --sha256 ${hashRequest(request)}`);
  const signatures = renamed(out, /\.request\.json$/, ".*.signature.json");
  print(say(TEXTS.nextCollect, lang));
  print(`  npm run officers -- collect ${quoted(out)} ${signatures}${sameDesk(given)}`);
  return 0;
}

/** What officers are to sign for a table, and what is odd or left out. */
export async function requestOf(
  { provider, pass, classes }: Pick<Desk, "provider" | "pass" | "classes">,
  verb: Verb,
  text: string,
  fileName: string,
  days?: number,
): Promise<{ readonly request: OfficersRequest; readonly notes: readonly Finding[] }> {
  const block = await provider.getBlock("latest");
  const today = jstDateOf(block?.timestamp ?? 0);
  const { rows, warnings } = parseRows(verb, text, fileName, { today, classes });
  const { request, notes } = await prepareRequest(provider, {
    ...{ pass, verb, rows, fileName },
    ...(days === undefined ? {} : { days }),
  });
  return { request, notes: [...warnings, ...notes] };
}
