import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectFiles } from "../checks/projectFiles.ts";
import { runTool } from "../checks/runTool.ts";
import type { SourceFile } from "../checks/sourceFile.ts";

/** What runs no statement of contracts/ that the other tests do not; see scripts/coverage.ts. */
const LEFT_OUT =
  /^test\/((cli|scenarios|scripts|sdk|bench)\/.*\.test\.ts|(support\/)?invariants\/.*\.sol)$/;

/** Little optimising: thousands of mutants make much code, and its gas does not matter. */
const CONFIG = `import project from "./hardhat.project.ts";

const [compiler] = project.solidity.compilers;
const settings = {
  evmVersion: "cancun",
  viaIR: true,
  optimizer: {
    enabled: false,
    details: {
      peephole: true,
      jumpdestRemover: true,
      deduplicate: true,
      yul: true,
      yulDetails: { stackAllocation: true, optimizerSteps: "dhfoDgvulfnTUtnIf:fDnTOcmu" },
    },
  },
};

export default {
  ...project,
  solidity: { compilers: [{ ...compiler, settings }] },
  networks: {
    ...project.networks,
    // A loop that a mutant makes endless stops here.
    default: { ...project.networks.default, blockGasLimit: 300_000_000n },
  },
};
`;

/** A copy of the project in a folder, with its own contracts. */
export function makeProject(root: string, folder: string, contracts: readonly SourceFile[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of contracts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  copyTests(root, folder);
}

/** Brings the tests and what they use up to date; the contracts stay as they were compiled. */
export function copyTests(root: string, folder: string): void {
  for (const path of projectFiles(root)) {
    if (path.startsWith("contracts/") || LEFT_OUT.test(path)) continue;
    if (path === "hardhat.config.ts") continue;
    cpSync(join(root, path), join(folder, path));
  }
  cpSync(join(root, "hardhat.config.ts"), join(folder, "hardhat.project.ts"));
  writeFileSync(join(folder, "hardhat.config.ts"), CONFIG);
  writeFileSync(
    join(folder, "test/support/fixture.ts"),
    'export { fixture } from "../../scripts/mutation/chains.ts";\n',
  );
}

/** Compiles it; minutes. */
export async function buildProject(root: string, folder: string): Promise<void> {
  const args = ["build", "--quiet"];
  const { ok, output } = await runTool({ root, cwd: folder, package: "hardhat", args });
  if (!ok) throw new Error(`the mutated contracts do not compile:\n${output}`);
}
