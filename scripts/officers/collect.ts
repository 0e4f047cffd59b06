import {
  collectSignatures,
  formatBundle,
  parseRequest,
  parseSignatures,
  RequestRefused,
  readOfficers,
  readText,
  type SignatureFault,
  type SignatureFile,
  say,
  VERBS,
} from "../../sdk/index.ts";
import { writeAtomically } from "../deploy/writeAtomically.ts";
import { openDesk, quoted, renamed, requireOurs, sameDesk } from "./desk.ts";
import type { OfficersArguments } from "./officersArguments.ts";
import type { Terminal } from "./terminal.ts";
import { TEXTS } from "./texts.ts";

/** From the officers' signatures to a bundle that anybody can relay. */
export async function collect(given: OfficersArguments, terminal: Terminal): Promise<number> {
  const [path = "", ...paths] = given.words;
  const { lang } = given;
  const { print } = terminal;
  const request = parseRequest(await readText(path), path);
  const desk = await openDesk(given, terminal);
  requireOurs(path, request, desk);
  const { provider, pass, fromBlock } = desk;
  const [files, unread]: [SignatureFile[], SignatureFault[]] = [[], []];
  for (const fileName of paths) {
    try {
      files.push({ fileName, signatures: parseSignatures(await readText(fileName), fileName) });
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      unread.push({ fileName, message: { en: error.message, ja: error.message } });
    }
  }
  for (const { message } of unread) print(message[lang]);
  const officers = await readOfficers(provider, pass, fromBlock);
  const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
  const collected = collectSignatures({ request, files, officers, now });
  for (const { fileName, message } of collected.faults) {
    print(say(TEXTS.badFile, lang, { file: fileName, message: message[lang] }));
  }
  const needed = VERBS[request.verb].byQuorum ? officers.quorum : 1;
  const [have, numbers] = [collected.officers.length, collected.officers.join(", ")];
  print(say(TEXTS.collected, lang, { have, numbers, needed }));
  const out = given.out ?? renamed(path, /\.request\.json$/, ".bundle.json");
  await writeAtomically(out, formatBundle(collected.bundle));
  print(say(TEXTS.written, lang, { path: out }));
  print(say(TEXTS.nextRelay, lang));
  print(`  npm run officers -- relay ${quoted(out)}${sameDesk(given)}`);
  return 0;
}
