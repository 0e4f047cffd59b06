import { DEPLOY_HELP, type DeployArguments, deployArguments } from "./deploy/deployArguments.ts";
import { endOnStop } from "./deploy/endOnStop.ts";

// `npm run deploy`: a platform or a class from its file, resumed where an earlier run stopped. What
// deploys is loaded after the build, since it stands on what the build makes.

process.exitCode = await main();

async function main(): Promise<number> {
  let given: DeployArguments;
  try {
    given = deployArguments(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  if (given.help) {
    console.log(DEPLOY_HELP);
    return 0;
  }
  endOnStop(given.lang);
  if (given.build) {
    const { buildContracts } = await import("./scenarios/buildContracts.ts");
    await buildContracts();
  }
  const { runDeploy } = await import("./deploy/runDeploy.ts");
  return await runDeploy(given);
}
