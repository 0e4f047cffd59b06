import { join } from "node:path";
import { runTool } from "./checks/runTool.ts";

// `npm test`: builds, then runs every test, or those that are named behind `--`. The compiler's
// warnings are about the size of the fuzz's own contracts, which are never deployed: shown only when
// the build fails.

const root = join(import.meta.dirname, "..");
const build = await runTool({ root, package: "hardhat", args: ["build", "--quiet"] });
if (!build.ok) {
  console.error(build.output);
  process.exitCode = 1;
} else {
  const args = ["test", "--no-compile", ...process.argv.slice(2)];
  const { ok } = await runTool({ root, package: "hardhat", args, show: true });
  if (!ok) process.exitCode = 1;
}
