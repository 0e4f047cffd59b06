import { rmSync } from "node:fs";
import { join } from "node:path";
import { emitPackage } from "./checks/emitPackage.ts";
import { runTool } from "./checks/runTool.ts";

// `npm pack` runs this first: the package carries JavaScript and types, since Node runs no TypeScript
// inside node_modules. Nothing else needs it; the project itself runs from its sources.

const root = join(import.meta.dirname, "..");
const folder = join(root, "dist");
rmSync(folder, { recursive: true, force: true });
const build = await runTool({ root, package: "hardhat", args: ["build", "--quiet"] });
const run = build.ok ? await emitPackage(root, folder) : build;
if (!run.ok) {
  console.error(run.output);
  process.exitCode = 1;
}
