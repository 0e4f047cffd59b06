import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "./checks/runTool.ts";

// `npm run test:desk`: every command of `kessai` as its users start it, by a line that is good and one that is
// not. A process for each takes minutes, so that `npm test` leaves them out; it says where the contracts are built.

const root = join(import.meta.dirname, "..");
const folder = "test/cli/everyCommand/nouns";
const files = readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
const { ok } = await runTool({
  ...{ root, package: "hardhat", show: true },
  args: ["test", "mocha", "--no-compile", ...files],
  env: { KESSAI_EVERY_COMMAND: "1" },
});
if (!ok) process.exitCode = 1;
