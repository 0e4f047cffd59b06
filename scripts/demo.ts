import {
  ChainFault,
  ContractRefusal,
  explainError,
  readClassFile,
  readPlatformFile,
} from "../sdk/index.ts";
import { openChain } from "./scenarios/chain.ts";
import { DEMO_HELP, type DemoArguments, demoArguments } from "./scenarios/demoArguments.ts";
import { firstSettlement } from "./scenarios/firstSettlement.ts";

// `npm run demo`: one bond from its files to its first settlements, and what is refused.

async function demo(given: DemoArguments): Promise<void> {
  const platformFile = await readPlatformFile(given.platformPath);
  const classFile = await readClassFile(given.classPath);
  const chain = await openChain(given.networkName);
  await firstSettlement(chain, {
    platformFile,
    classFile,
    platformPath: given.platformPath,
    classPath: given.classPath,
    lang: given.lang,
    print: (line) => console.log(line),
  });
}

try {
  const given = demoArguments(process.argv.slice(2));
  if (given.help) console.log(DEMO_HELP);
  else await demo(given);
} catch (error) {
  const explained = explainError(error);
  const isOurs = explained instanceof ContractRefusal || explained instanceof ChainFault;
  const isNamed = isOurs || explained.name !== "Error";
  console.error(`\n${isNamed ? "" : "Unexpected: "}${explained.message}`);
  if (process.env.KESSAI_STACK === "1") console.error(error);
  process.exitCode = 1;
}
