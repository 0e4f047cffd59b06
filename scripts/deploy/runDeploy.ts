import { join } from "node:path";
import hre from "hardhat";
import { printFault } from "../printFault.ts";
import { commandFor, type DeployArguments } from "./deployArguments.ts";
import { deployFile } from "./deployFile.ts";
import { openNetwork, withAddress } from "./openNetwork.ts";

/**
 * Deploys as the command line says and answers the exit code. Whatever goes wrong is one clear text on
 * the error output; KESSAI_STACK=1 adds where it came from.
 */
export async function runDeploy(given: DeployArguments): Promise<number> {
  try {
    const { kind, path, lang, from } = given;
    const network = await openNetwork(given.networkName, given.url);
    const deployments = given.deployments ?? join(hre.config.paths.ignition, "deployments");
    const print = (line: string) => console.log(line);
    // A platform's sender opens no classes.
    const command = (next: typeof kind, file: string) =>
      commandFor(given, next, file, next === kind);
    await deployFile({ kind, path, network, deployments, from, lang, command, print });
    return 0;
  } catch (error) {
    printFault(await withAddress(error, given.networkName, given.url), given.lang);
    return 1;
  }
}
