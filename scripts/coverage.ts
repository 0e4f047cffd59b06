import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { coverageVerdict } from "./checks/coverageVerdict.ts";
import { lcov } from "./checks/lcov.ts";
import notCoverable from "./checks/notCoverable.json" with { type: "json" };
import { projectFiles } from "./checks/projectFiles.ts";
import { runTool } from "./checks/runTool.ts";
import { statementCoverage } from "./checks/statementCoverage.ts";

// `npm run coverage`: runs the tests of contracts/ on instrumented contracts and fails where a line or
// statement does not run that is not listed in checks/notCoverable.json.

const root = join(import.meta.dirname, "..");
const results = join(root, "coverage");
// Instrumented code must never lie where a deployment would take it for the real one.
const copy = join(results, "project");

// What drives scripts and the sdk runs no statement of contracts/ that the other tests do not, and
// some of it meets limits of gas that only real code keeps. The fuzz runs none either, and takes
// minutes on instrumented code.
const LEFT_OUT =
  /^test\/((cli|scenarios|scripts|sdk)\/.*\.test\.ts|(support\/)?invariants\/.*\.sol)$/;

try {
  rmSync(results, { recursive: true, force: true });
  for (const path of projectFiles(root).filter((path) => !LEFT_OUT.test(path))) {
    cpSync(join(root, path), join(copy, path));
  }
  if (!(await testsPass())) {
    throw new Error("the tests fail: run `npm test` first, coverage counts only then");
  }
  for (const name of ["data", "html", "lcov.info"]) {
    cpSync(join(copy, "coverage", name), join(results, name), { recursive: true });
  }
  const files = contracts();
  const { ok, report } = coverageVerdict({
    lines: lcov(readFileSync(join(results, "lcov.info"), "utf8")).filter(({ path }) =>
      isContract(path),
    ),
    statements: statementCoverage(files, marksThatRan()),
    files,
    notCoverable,
  });
  console.log(report);
  if (!ok) process.exitCode = 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

async function testsPass(): Promise<boolean> {
  const args = ["--coverage", "test", "mocha"];
  // The variable turns off what holds gas and code size: instrumented code is dear and large.
  const env = { KESSAI_COVERAGE: "1" };
  const { ok } = await runTool({ root, cwd: copy, package: "hardhat", args, env, show: true });
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
