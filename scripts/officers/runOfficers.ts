import { SignaturesMissing } from "../../sdk/index.ts";
import { printFault } from "../printFault.ts";
import { collect } from "./collect.ts";
import { ledger } from "./ledger.ts";
import type { Command, OfficersArguments } from "./officersArguments.ts";
import { prepare } from "./prepare.ts";
import { relay } from "./relay.ts";
import { sign } from "./sign.ts";
import type { Terminal } from "./terminal.ts";

type Run = (given: OfficersArguments, terminal: Terminal) => Promise<number>;

const RUNS: Readonly<Record<Command, Run>> = { prepare, sign, collect, relay, ledger };

/**
 * Does what the officers' command line says and answers the exit code. Whatever goes wrong is one clear text
 * on the error output; KESSAI_STACK=1 adds where it came from.
 */
export async function runOfficers(given: OfficersArguments, terminal: Terminal): Promise<number> {
  try {
    return await RUNS[given.command](given, terminal);
  } catch (error) {
    const { networkName, url, lang } = given;
    if (error instanceof SignaturesMissing) console.error(`\n${error.in(lang)}`);
    else printFault(await terminal.explain(error, networkName, url), lang);
    return 1;
  }
}
