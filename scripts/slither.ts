import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileSolidity } from "./checks/compileSolidity.ts";
import { formatFindings } from "./checks/finding.ts";
import { locateSource } from "./checks/locateSource.ts";
import { projectFiles } from "./checks/projectFiles.ts";
import { type CompilerOutput, slitherExport } from "./checks/slitherExport.ts";
import { slitherFindings } from "./checks/slitherFindings.ts";
import { triageFindings } from "./checks/triageFindings.ts";

// `npm run slither`: Slither over contracts/, where it is installed. Fails on a high or medium finding that
// docs/static-analysis.md does not judge.

const root = join(import.meta.dirname, "..");
const page = "docs/static-analysis.md";
const slither = process.env.KESSAI_SLITHER ?? "slither";
const folder = join(root, "cache", "slither");

try {
  const installed = spawnSync(slither, ["--version"], { encoding: "utf8" });
  if (installed.error !== undefined) {
    console.log(`skipped: ${slither} is not there; ${page} says how to install Slither`);
  } else {
    console.log(`Slither ${installed.stdout.trim()}`);
    await analyse();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function analyse(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const project = join(folder, "contracts_export.json");
  const report = join(folder, "report.json");
  writeFileSync(project, await compiled());
  const { stderr } = spawnSync(
    slither,
    [
      project,
      "--json",
      report,
      "--exclude-low",
      "--exclude-informational",
      "--exclude-optimization",
    ],
    { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  if (!existsSync(report)) throw new Error(`Slither wrote no report:\n${stderr}`);
  const found = slitherFindings(readFileSync(report, "utf8"));
  const wrong = triageFindings({ path: page, text: readFileSync(join(root, page), "utf8") }, found);
  if (wrong.length > 0) {
    console.log(formatFindings(wrong));
    process.exitCode = 1;
  }
  console.log(`${found.length} high and medium findings, ${wrong.length} to be judged`);
}

/** Trees only: what optimiser and IR make of them says nothing to Slither, and takes minutes. */
async function compiled(): Promise<string> {
  const { output, version } = await compileSolidity<CompilerOutput>({
    root,
    sources: projectFiles(root).filter((path) => /^contracts\/.*\.sol$/.test(path)),
    settings: {
      evmVersion: "cancun",
      outputSelection: { "*": { "": ["ast"], "*": ["abi"] } },
    },
  });
  const locate = (source: string) => locateSource(root, source);
  return slitherExport({ output, version, root, locate });
}
