import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { getAddress, type Provider } from "ethers";
import {
  DeploymentNotFound,
  IKycPass__factory,
  type OfficersRequest,
  readDeployment,
} from "../../sdk/index.ts";
import { writeAtomically } from "../deploy/writeAtomically.ts";
import { OtherPass, OutputThere } from "./faults.ts";
import type { OfficersArguments } from "./officersArguments.ts";
import type { Terminal } from "./terminal.ts";

/** The passes of a network, and what is known of their platform. */
export interface Desk {
  readonly provider: Provider;
  /** Where KycPass is, with checksum. */
  readonly pass: string;
  /** The block from which it has existed. */
  readonly fromBlock: number;
  /** Class numbers by code and by the number itself; YEN is 0. */
  readonly classes: ReadonlyMap<string, number>;
}

/** Connects to the network, and finds its passes as the deploying command recorded them. */
export async function openDesk(
  { networkName, url, deployments, pass: given }: OfficersArguments,
  { open }: Terminal,
): Promise<Desk> {
  const { provider, chainId } = await open(networkName, url);
  let [pass, fromBlock] = [given, 0];
  const codes: [string, number][] = [["YEN", 0]];
  try {
    const { platform, classes } = await readDeployment(join(deployments, `${chainId}.json`));
    const recorded = platform.contracts.pass;
    if (recorded !== undefined && (pass === undefined || pass === getAddress(recorded.address))) {
      pass = getAddress(recorded.address);
      fromBlock = recorded.block;
      codes.push(
        ...Object.entries(classes).map(([code, each]): [string, number] => [code, each.number]),
      );
    }
  } catch (error) {
    if (pass === undefined || !(error instanceof DeploymentNotFound)) throw error;
  }
  if (pass === undefined) throw new DeploymentNotFound(join(deployments, `${chainId}.json`));
  const count = Number(await IKycPass__factory.connect(pass, provider).classCount());
  const numbers = Array.from({ length: count + 1 }, (_, n): [string, number] => [String(n), n]);
  return { provider, pass, fromBlock, classes: new Map([...codes, ...numbers]) };
}

/** @throws OtherPass if a request is for another platform's passes */
export function requireOurs(path: string, request: OfficersRequest, { pass }: Desk): void {
  if (request.pass !== pass) throw new OtherPass(path, request.pass, pass);
}

/**
 * Writes a file unless there is another in its place.
 *
 * @throws OutputThere if there is
 */
export async function writeOnce(path: string, text: string): Promise<void> {
  let found: string | undefined;
  try {
    found = await readFile(path, "utf8");
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error;
  }
  if (found === text) return;
  if (found !== undefined) throw new OutputThere(path);
  await writeAtomically(path, text);
}

/** A file's name with another ending. */
export function renamed(path: string, endings: RegExp, ending: string): string {
  return endings.test(path) ? path.replace(endings, ending) : `${path}${ending}`;
}

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The options by which the next command finds the same platform. */
export function sameNetwork({
  networkName,
  url,
  deployments,
  pass,
  lang,
}: OfficersArguments): string {
  const options = {
    "--network": networkName,
    "--url": url,
    "--deployments": deployments === "deployments" ? undefined : deployments,
    "--pass": pass,
    "--lang": lang === "en" ? undefined : lang,
  };
  return Object.entries(options)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name} ${quoted(value)}`]))
    .join("");
}
