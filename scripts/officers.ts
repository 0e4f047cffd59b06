import {
  OFFICERS_HELP,
  type OfficersArguments,
  officersArguments,
} from "./officers/officersArguments.ts";

// `npm run officers`: the KYC officers' desk, from a table of wallets to passes on the chain. What does
// it is loaded after the build, since it stands on what the build makes.

process.exitCode = await main();

async function main(): Promise<number> {
  let given: OfficersArguments;
  try {
    given = officersArguments(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  if (given.help) {
    console.log(OFFICERS_HELP);
    return 0;
  }
  if (given.build) {
    const { buildContracts } = await import("./scenarios/buildContracts.ts");
    await buildContracts();
  }
  const { terminal } = await import("./officers/terminal.ts");
  const { runOfficers } = await import("./officers/runOfficers.ts");
  return await runOfficers(given, terminal());
}
