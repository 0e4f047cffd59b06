import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { getAddress, isError, type Provider } from "ethers";
import {
  DeploymentNotFound,
  IKycPass__factory,
  type OfficersRequest,
  readDeployment,
} from "../../sdk/index.ts";
import { writeAtomically } from "../deploy/writeAtomically.ts";
import { OtherPass, OutputThere, PassesMissing } from "./faults.ts";
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
  return { provider, pass, fromBlock, classes: await classesAt(provider, pass, chainId, codes) };
}

/**
 * Class numbers by the codes that are known and by every number itself.
 *
 * @throws PassesMissing if nothing is at the address, or what is there is no passes contract
 */
export async function classesAt(
  provider: Provider,
  pass: string,
  chainId: number,
  codes: readonly (readonly [string, number])[],
): Promise<ReadonlyMap<string, number>> {
  const count = await classCount(provider, pass, chainId);
  const numbers = Array.from({ length: count + 1 }, (_, n): [string, number] => [String(n), n]);
  return new Map([...codes, ...numbers]);
}

/** @throws PassesMissing if nothing is at the address, or what is there is no passes contract */
async function classCount(provider: Provider, pass: string, chainId: number): Promise<number> {
  if ((await provider.getCode(pass)) === "0x") throw new PassesMissing(pass, chainId);
  try {
    return Number(await IKycPass__factory.connect(pass, provider).classCount());
  } catch (error) {
    // What else is there answers nothing or refuses; Hardhat's own chain says so in words only.
    const isOther = isError(error, "BAD_DATA") || isError(error, "CALL_EXCEPTION");
    if (!isOther && !/revert/i.test((error as Error).message)) throw error;
    const missing = new PassesMissing(pass, chainId);
    missing.cause = error;
    throw missing;
  }
}

/** @throws OtherPass if a request is for another platform's passes */
export function requireOurs(
  path: string,
  request: OfficersRequest,
  { pass }: Pick<Desk, "pass">,
): void {
  if (request.pass !== pass) throw new OtherPass(path, request.pass, pass);
}

/**
 * Writes a file unless there is another in its place.
 *
 * @param option the one by which the caller could have named another file
 * @throws OutputThere if there is
 */
export async function writeOnce(path: string, text: string, option = "--out"): Promise<void> {
  let found: string | undefined;
  try {
    found = await readFile(path, "utf8");
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error;
  }
  if (found === text) return;
  if (found !== undefined) throw new OutputThere(path, option);
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

/** The options by which the next command finds the same platform and the same ledger. */
export function sameDesk({
  networkName,
  url,
  deployments,
  pass,
  ledger,
  lang,
}: OfficersArguments): string {
  const options = {
    "--network": networkName,
    "--url": url,
    "--deployments": deployments === "deployments" ? undefined : deployments,
    "--pass": pass,
    "--ledger": ledger,
    "--lang": lang === "en" ? undefined : lang,
  };
  return Object.entries(options)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name} ${quoted(value)}`]))
    .join("");
}
