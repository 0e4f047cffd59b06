import { getAddress, isAddress } from "ethers";
import type { Lang } from "../../sdk/index.ts";
import { ArgumentRefused } from "../scenarios/demoArguments.ts";

/** What `npm run deploy --` was asked for. */
export interface DeployArguments {
  readonly kind: "platform" | "class";
  readonly path: string;
  readonly networkName: string | undefined;
  readonly url: string | undefined;
  /** An address with checksum. */
  readonly from: string | undefined;
  readonly deployments: string | undefined;
  readonly lang: Lang;
  readonly build: boolean;
  readonly help: boolean;
}

export const DEPLOY_HELP = `npm run deploy -- platform FILE --network NAME [options]
npm run deploy -- class FILE --network NAME [options]

  platform FILE       deploys a platform; FILE says who holds which power
  class FILE          opens a class on the platform; FILE has its terms

  --network NAME      a network of hardhat.config.ts, such as localhost
  --url URL           its address, in place of the configured one
  --from ADDRESS      who sends (platform: the network's first account; class: the first
                      registrar of the issuer whose key the network has)
  --deployments DIR   where deployments are recorded (deployments)
  --lang en|ja        the language of the output (en)
  --no-build          take the contracts as they were last built

  Stopped at any moment, the same command goes on where it was and deploys nothing twice.

  for example: npm run deploy -- platform examples/platform.yaml --network localhost`;

const OPTIONS = ["--network", "--url", "--from", "--deployments", "--lang"];

/**
 * The deploying command's line.
 *
 * @param given the arguments after \`--\`
 * @throws ArgumentRefused naming the argument and what is expected
 */
export function deployArguments(given: readonly string[]): DeployArguments {
  const values = new Map<string, string>();
  const words: string[] = [];
  let [build, help] = [true, false];
  for (let index = 0; index < given.length; index++) {
    const word = given[index] ?? "";
    if (word === "--help" || word === "-h") help = true;
    else if (word === "--no-build") build = false;
    else if (!word.startsWith("-")) words.push(word);
    else if (!OPTIONS.includes(word)) {
      throw new ArgumentRefused(
        `${word} is no option here. There are ${OPTIONS.join(", ")}, --no-build and --help.`,
      );
    } else {
      const value = given[++index];
      if (value === undefined || value.startsWith("--")) {
        throw new ArgumentRefused(`${word} needs a value, such as in:\n\n${DEPLOY_HELP}`);
      }
      values.set(word, value);
    }
  }
  const lang = values.get("--lang") ?? "en";
  if (lang !== "en" && lang !== "ja") throw new ArgumentRefused(`--lang is en or ja, not ${lang}.`);
  const [kind = "", path = "", ...rest] = words;
  if (!help && ((kind !== "platform" && kind !== "class") || path === "" || rest.length > 0)) {
    throw new ArgumentRefused(`Say what to deploy, and its file:\n\n${DEPLOY_HELP}`);
  }
  return {
    kind: kind === "class" ? "class" : "platform",
    ...{ path, lang, build, help },
    networkName: values.get("--network"),
    url: urlIn(values.get("--url")),
    from: addressIn(values.get("--from")),
    deployments: values.get("--deployments"),
  };
}

/**
 * The command that deploys another file, or the same again, with the options that were given.
 *
 * @param sameSender whether `--from` is one of them
 */
export function commandFor(
  { networkName, url, deployments, lang, from }: DeployArguments,
  kind: "platform" | "class",
  path: string,
  sameSender: boolean,
): string {
  const options = Object.entries({
    "--network": networkName,
    "--url": url,
    "--deployments": deployments,
    "--lang": lang === "en" ? undefined : lang,
    "--from": sameSender ? from : undefined,
  });
  const given = options.flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
  return ["npm run deploy --", kind, ...[path, ...given].map(quoted)].join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function urlIn(value: string | undefined): string | undefined {
  if (value === undefined || (/^https?:/i.test(value) && URL.canParse(value))) return value;
  throw new ArgumentRefused(
    `--url is an address that begins with http:// or https://, such as http://127.0.0.1:8545, not ${value}.`,
  );
}

function addressIn(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!isAddress(value)) throw new ArgumentRefused(`--from is an address, not ${value}.`);
  return getAddress(value);
}
