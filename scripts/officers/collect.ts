import {
  collectSignatures,
  formatBundle,
  type OfficersRequest,
  parseRequest,
  parseSignatures,
  RequestRefused,
  readOfficers,
  readText,
  type SignatureFault,
  type SignatureFile,
  SignaturesMissing,
  say,
  VERBS,
} from "../../sdk/index.ts";
import { writeAtomically } from "../deploy/writeAtomically.ts";
import { type Desk, openDesk, quoted, renamed, requireOurs, sameDesk } from "./desk.ts";
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
  const { collected, unread, officers } = await collectedFrom(desk, request, paths);
  for (const { message } of unread) print(message[lang]);
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

/** Puts signature files together; those that cannot be read do not count and are named. */
export async function collectedFrom(
  { provider, pass, fromBlock }: Pick<Desk, "provider" | "pass" | "fromBlock">,
  request: OfficersRequest,
  paths: readonly string[],
) {
  const [files, unread]: [SignatureFile[], SignatureFault[]] = [[], []];
  for (const fileName of paths) {
    try {
      files.push({ fileName, signatures: parseSignatures(await readText(fileName), fileName) });
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      unread.push({ fileName, message: { en: error.message, ja: error.message } });
    }
  }
  const officers = await readOfficers(provider, pass, fromBlock);
  const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
  try {
    return { collected: collectSignatures({ request, files, officers, now }), unread, officers };
  } catch (error) {
    if (error instanceof SignaturesMissing && unread.length > 0) {
      // Their messages begin with the file's name, as every fault is told here.
      const bare = unread.map(({ fileName, message }) => {
        const text = message.en.replace(`${fileName}: `, "");
        return { fileName, message: { en: text, ja: text } };
      });
      throw new SignaturesMissing([...bare, ...error.faults], error.missing);
    }
    throw error;
  }
}
