import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { compileSolidity } from "./checks/compileSolidity.ts";
import { halmosArtifacts, type ProvableOutput } from "./checks/halmosArtifacts.ts";
import { projectFiles } from "./checks/projectFiles.ts";
import { proofVerdict } from "./checks/proofVerdict.ts";

// `npm run prove`: halmos over test/proofs/, where it is installed. Fails unless every proof holds for every word and
// every argument. docs/proofs.md says what is proved.

const root = join(import.meta.dirname, "..");
const halmos = process.env.KESSAI_HALMOS ?? "halmos";
const folder = join(root, "cache", "proofs");
const report = join(folder, "report.json");
const LONGEST_LOOP = "10";

try {
  const installed = spawnSync(halmos, ["--version"], { encoding: "utf8" });
  if (installed.error !== undefined) {
    console.log(`skipped: ${halmos} is not there; docs/proofs.md says how to install halmos`);
  } else {
    console.log(installed.stdout.trim());
    await prove();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function prove(): Promise<void> {
  const { output } = await compileSolidity<ProvableOutput>({
    root,
    sources: projectFiles(root).filter((path) => /^test\/proofs\/.*\.sol$/.test(path)),
    settings: {
      // As the contracts are compiled that are called most.
      evmVersion: "cancun",
      viaIR: true,
      optimizer: { enabled: true, runs: 12_500 },
      outputSelection: {
        "*": {
          "": ["ast"],
          "*": ["abi", "metadata", "evm.bytecode", "evm.deployedBytecode", "evm.methodIdentifiers"],
        },
      },
    },
  });
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of halmosArtifacts(output)) write(join(folder, "out", path), text);
  // halmos asks Foundry to build first; all is built.
  write(join(folder, "bin", "forge"), "#!/bin/sh\nexit 0\n", 0o755);

  spawnSync(
    halmos,
    [
      ...["--root", folder, "--forge-build-out", "out", "--json-output", report],
      ...["--loop", LONGEST_LOOP, "--solver-timeout-assertion", "300000"],
    ],
    {
      cwd: folder,
      env: { ...process.env, PATH: join(folder, "bin") + delimiter + process.env.PATH },
      stdio: "inherit",
    },
  );
  if (!existsSync(report)) throw new Error("halmos wrote no report: see above");
  const { proved, missing } = proofVerdict(output, JSON.parse(readFileSync(report, "utf8")));
  for (const line of missing) console.log(line);
  console.log(`${proved} proved, ${missing.length} not`);
  if (proved === 0 || missing.length > 0) process.exitCode = 1;
}

function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
}
