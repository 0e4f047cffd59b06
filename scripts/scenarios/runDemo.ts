import { type Lang, readClassFile, readPlatformFile } from "../../sdk/index.ts";
import { printFault } from "../printFault.ts";
import { bondLife } from "./bondLife.ts";
import { openChain } from "./chain.ts";
import { DEMO_HELP, type DemoArguments, demoArguments } from "./demoArguments.ts";
import { runDrills } from "./drills/runDrills.ts";
import { writeDrillTable } from "./drills/writeDrillTable.ts";
import { firstSettlement } from "./firstSettlement.ts";
import { marketDay } from "./marketDay.ts";

async function demo(given: DemoArguments): Promise<void> {
  if (given.drills.length > 0) {
    await drills(given);
    return;
  }
  const platformFile = await readPlatformFile(given.platformPath);
  const classFile = await readClassFile(given.classPath);
  const { platformPath, classPath, lang, folder } = given;
  const print = (line: string) => console.log(line);
  const files = { platformFile, classFile, platformPath, classPath };
  if (given.scenario === "bond-life") {
    await bondLife({ ...files, lang, print, folder });
    return;
  }
  const chain = await openChain(given.networkName);
  if (given.scenario === "market-day") {
    await marketDay(chain, { ...files, lang, print, folder });
  } else {
    await firstSettlement(chain, { ...files, lang, print });
  }
}

async function drills({ drills: names, lang, passes, write }: DemoArguments): Promise<void> {
  const print = (line: string) => console.log(line);
  const results = await runDrills(names, { lang, passes, print });
  if (write) print(`\n${await writeDrillTable(results)}`);
}

/**
 * Runs the demo with a command line and answers the exit code. Whatever goes wrong is one clear text
 * on the error output; KESSAI_STACK=1 adds where it came from.
 */
export async function runDemo(commandLine: readonly string[]): Promise<number> {
  let lang: Lang = "en";
  try {
    const given = demoArguments(commandLine);
    lang = given.lang;
    if (given.help) console.log(DEMO_HELP);
    else await demo(given);
    return 0;
  } catch (error) {
    printFault(error, lang);
    return 1;
  }
}
