import { buildContracts } from "./scenarios/buildContracts.ts";

// `npm run demo`: one bond from its files to its first settlements, and what is refused. The story is
// loaded after the build, since it stands on what the build makes.

if (process.stdout.isTTY)
  process.stdout.write("Compiling the contracts, half a minute at first …\r");
await buildContracts();
if (process.stdout.isTTY) process.stdout.write("\u001b[2K");
const { runDemo } = await import("./scenarios/runDemo.ts");
process.exitCode = await runDemo(process.argv.slice(2));
