import { getAddress, isAddress } from "ethers";
import type { Lang } from "../../sdk/index.ts";
import { ArgumentRefused } from "../scenarios/demoArguments.ts";

export const COMMANDS = ["prepare", "sign", "collect", "relay", "ledger"] as const;

export type Command = (typeof COMMANDS)[number];

/** What `npm run officers --` was asked for. */
export interface OfficersArguments {
  readonly command: Command;
  /** Of `prepare` the verb and its file, of the others their files. */
  readonly words: readonly string[];
  readonly networkName: string | undefined;
  readonly url: string | undefined;
  readonly deployments: string;
  /** An address with checksum, in place of the recorded one. */
  readonly pass: string | undefined;
  /** Days from today in which a request may be relayed. */
  readonly days: number | undefined;
  /** Grants in one transaction. */
  readonly batch: number | undefined;
  readonly sha256: string | undefined;
  readonly keyEnv: string | undefined;
  readonly keystore: string | undefined;
  readonly out: string | undefined;
  readonly results: string | undefined;
  readonly ledger: string | undefined;
  readonly reattest: string | undefined;
  readonly lang: Lang;
  readonly yes: boolean;
  readonly build: boolean;
  readonly help: boolean;
}

export const OFFICERS_HELP = `npm run officers -- prepare VERB FILE.csv --network NAME   what officers are to sign
npm run officers -- sign FILE.request.json                one officer's signatures, offline
npm run officers -- collect FILE.request.json FILE.signature.json... --network NAME
npm run officers -- relay FILE.bundle.json --network NAME sends it, or goes on where it stopped
npm run officers -- ledger --network NAME                 who attested what, by the chain

  VERB: grant, link, renew, reclassify, suspend, reinstate, reattest, recover, revoke

  --network NAME      a network of hardhat.config.ts, such as localhost
  --url URL           its address, in place of the configured one
  --deployments DIR   where the platform is recorded (deployments)
  --pass ADDRESS      the passes' address, where nothing is recorded
  --lang en|ja        the language of the output (en)
  --no-build          take the contracts as they were last built
  --out FILE          what to write, in place of the name that follows from the input

  prepare   --days N          may be relayed until the end of the day N days ahead, 0 to 90 (7)
  sign      --sha256 HEX      refuse a request that has another SHA-256 than this
            --yes             do not ask before signing
  sign, relay
            --key-env NAME    the variable that has the key (KESSAI_OFFICER_KEY, KESSAI_RELAYER_KEY)
            --keystore FILE   an encrypted key; its password in KESSAI_KEYSTORE_PASSWORD or asked for
  relay     --batch N         grants in one transaction, 1 to 50 (50)
            --results FILE    a line for each row, for a spreadsheet (beside the bundle)
            --ledger FILE     what was attested, appended to (officers.ledger.jsonl beside the bundle)
  ledger    --ledger FILE     the desk's own, held against the chain
            --reattest FILE   where to write the passes that must be attested anew (reattest.csv
                              beside the ledger)

  Exit code 0: all is done; 2: some rows were refused, or ledger and chain differ; 1: anything else.

  for example: npm run officers -- prepare grant examples/officers/grants.csv --network localhost`;

const OPTIONS = [
  "--network",
  "--url",
  "--deployments",
  "--pass",
  "--lang",
  "--out",
  "--days",
  "--sha256",
  "--key-env",
  "--keystore",
  "--batch",
  "--results",
  "--ledger",
  "--reattest",
];

/**
 * The officers' command line.
 *
 * @param given the arguments after \`--\`
 * @throws ArgumentRefused naming the argument and what is expected
 */
export function officersArguments(given: readonly string[]): OfficersArguments {
  const values = new Map<string, string>();
  const words: string[] = [];
  let [build, help, yes] = [true, false, false];
  for (let index = 0; index < given.length; index++) {
    const word = given[index] ?? "";
    if (word === "--help" || word === "-h") help = true;
    else if (word === "--no-build") build = false;
    else if (word === "--yes") yes = true;
    else if (!word.startsWith("-")) words.push(word);
    else if (!OPTIONS.includes(word)) {
      throw new ArgumentRefused(
        `${word} is no option here. There are ${OPTIONS.join(", ")}, --yes, --no-build and --help.`,
      );
    } else {
      const value = given[++index];
      if (value === undefined || value.startsWith("--")) {
        throw new ArgumentRefused(`${word} needs a value, such as in:\n\n${OFFICERS_HELP}`);
      }
      values.set(word, value);
    }
  }
  const lang = values.get("--lang") ?? "en";
  if (lang !== "en" && lang !== "ja") throw new ArgumentRefused(`--lang is en or ja, not ${lang}.`);
  const [first, ...rest] = words;
  const command = COMMANDS.find((each) => each === first);
  if (!help && (command === undefined || !fits(command, rest.length))) {
    throw new ArgumentRefused(`Say what to do, and with which file:\n\n${OFFICERS_HELP}`);
  }
  const sha256 = values.get("--sha256")?.toLowerCase().replace(/^0x/, "");
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256)) {
    throw new ArgumentRefused(`--sha256 is 64 hexadecimal digits, not ${sha256}.`);
  }
  return {
    command: command ?? "ledger",
    words: rest,
    networkName: values.get("--network"),
    url: values.get("--url"),
    deployments: values.get("--deployments") ?? "deployments",
    pass: addressIn(values.get("--pass")),
    days: wholeIn("--days", values.get("--days"), 0, 90),
    batch: wholeIn("--batch", values.get("--batch"), 1, 50),
    sha256,
    keyEnv: values.get("--key-env"),
    keystore: values.get("--keystore"),
    out: values.get("--out"),
    results: values.get("--results"),
    ledger: values.get("--ledger"),
    reattest: values.get("--reattest"),
    ...{ lang, yes, build, help },
  };
}

/** How many words each command takes. */
function fits(command: Command, words: number): boolean {
  if (command === "prepare") return words === 2;
  if (command === "collect") return words >= 2;
  return command === "ledger" ? words === 0 : words === 1;
}

function wholeIn(name: string, value: string | undefined, least: number, most: number) {
  if (value === undefined) return undefined;
  const number = /^\d{1,3}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new ArgumentRefused(`${name} is a whole number from ${least} to ${most}, not ${value}.`);
}

function addressIn(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!isAddress(value)) throw new ArgumentRefused(`--pass is an address, not ${value}.`);
  return getAddress(value);
}
