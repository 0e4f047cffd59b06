import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { coverageVerdict } from "./checks/coverageVerdict.ts";
import { lcov } from "./checks/lcov.ts";
import { projectFiles } from "./checks/projectFiles.ts";
import { runTool } from "./checks/runTool.ts";
import { statementCoverage } from "./checks/statementCoverage.ts";

// `npm run coverage`: runs all tests on instrumented contracts and fails below the floor.

const root = join(import.meta.dirname, "..");
const results = join(root, "coverage");

try {
  rmSync(results, { recursive: true, force: true });
  // The variable turns the gas gate off and fuzz runs short: instrumented code is dear and slow.
  const tests = await hardhat(["--coverage", "test"], { KESSAI_COVERAGE: "1" });
  if (!tests) throw new Error("the tests fail: run `npm test` first, coverage counts only then");
  const { ok, report } = coverageVerdict(
    lcov(readFileSync(join(results, "lcov.info"), "utf8")).filter(({ path }) => isContract(path)),
    statementCoverage(contracts(), marksThatRan()),
  );
  console.log(report);
  if (!ok) process.exitCode = 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  // Instrumented code must not stay behind: the next deployment would take it for the real one.
  const build = await runTool({ root, package: "hardhat", args: ["build", "--quiet"] });
  if (!build.ok) {
    console.error(build.output);
    process.exitCode = 1;
  }
}

async function hardhat(args: readonly string[], env: Record<string, string> = {}) {
  const { ok } = await runTool({ root, package: "hardhat", args, env, show: true });
  return ok;
}

function contracts() {
  return projectFiles(root)
    .filter((path) => isContract(path) && path.endsWith(".sol"))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

function isContract(path: string): boolean {
  return path.startsWith("contracts/");
}

/** Each test runner leaves, per process, a file of marks and how often they were passed. */
function marksThatRan(): Set<string> {
  const folder = join(results, "data");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Set(
    files
      .filter((name) => name.endsWith(".json"))
      .flatMap((name) => Object.keys(JSON.parse(readFileSync(join(folder, name), "utf8")))),
  );
}
