import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

// `kessai`: the desk. What does it is loaded after the build, since it stands on what the build makes.

process.exitCode = await main();

async function main(): Promise<number> {
  const built = fileURLToPath(new URL("../types/index.ts", import.meta.url));
  if (!existsSync(built)) {
    const { buildContracts } = await import("../scripts/scenarios/buildContracts.ts");
    await buildContracts();
  }
  const { runKessai } = await import("./runKessai.ts");
  const { terminal } = await import("./desk/terminal.ts");
  return await runKessai(process.argv.slice(2), terminal());
}
