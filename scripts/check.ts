import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { benchmarkFigures } from "./checks/benchmarkFigures.ts";
import { documentCode } from "./checks/documentCode.ts";
import { documents } from "./checks/documents.ts";
import { type Finding, formatFindings } from "./checks/finding.ts";
import { type GeneratedTable, withTable } from "./checks/generatedTable.ts";
import { importLayers } from "./checks/importLayers.ts";
import { packageSurface } from "./checks/packageSurface.ts";
import { projectFiles } from "./checks/projectFiles.ts";
import { runTool, type ToolRun } from "./checks/runTool.ts";
import type { SourceFile } from "./checks/sourceFile.ts";

// `npm run check`: all that must hold beside the tests; `npm run check -- --fix` formats first
// and writes generated tables anew.

const root = join(import.meta.dirname, "..");
const fix = process.argv.includes("--fix");
const files = projectFiles(root);
const solidity = files.filter((path) => path.endsWith(".sol"));

const steps: readonly [name: string, run: () => Promise<ToolRun>][] = [
  ["biome", biome],
  ["prettier", prettier],
  ["solhint", solhint],
  ["build", () => runTool({ root, package: "hardhat", args: ["build", "--quiet"] })],
  ["types", () => runTool({ root, package: "typescript", command: "tsc", args: ["--noEmit"] })],
  ["import layers", async () => verdict(importLayers(read(files.filter(isCode))))],
  ["documents", checkDocuments],
  ["package", () => packageSurface(root)],
];

let failed = 0;
for (const [name, run] of steps) {
  const from = performance.now();
  const { ok, output } = await run();
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`${ok ? "ok    " : "failed"}  ${name.padEnd(14)} ${seconds.padStart(6)} s`);
  if (!ok) {
    failed++;
    console.log(`\n${output.trimEnd()}\n`);
  }
}
if (failed > 0) {
  console.log(
    `${failed} of ${steps.length} checks failed. Layout and tables are mended by \`npm run check -- --fix\`.`,
  );
  process.exitCode = 1;
}

function biome(): Promise<ToolRun> {
  const args = ["check", "--error-on-warnings", ...(fix ? ["--write"] : [])];
  return runTool({ root, package: "@biomejs/biome", command: "biome", args });
}

function prettier(): Promise<ToolRun> {
  const args = [fix ? "--write" : "--check", "--log-level", "warn", ...solidity];
  return onSolidity(solidity, () => runTool({ root, package: "prettier", args }));
}

function solhint(): Promise<ToolRun> {
  const linted = solidity.filter((path) => /^(contracts|test)\//.test(path));
  const args = ["--noPoster", "--disc", "--max-warnings", "0", ...linted];
  return onSolidity(linted, () => runTool({ root, package: "solhint", args }));
}

/** The Solidity tools fail when they are given no file. */
async function onSolidity(paths: readonly string[], run: () => Promise<ToolRun>): Promise<ToolRun> {
  return paths.length === 0 ? { ok: true, output: "" } : run();
}

async function checkDocuments(): Promise<ToolRun> {
  // Not above: it leans on the sdk, whose contract types the build step writes.
  const { attackFindings } = await import("./checks/attacks.ts");
  const { bondScheduleTables } = await import("./checks/bondScheduleTables.ts");
  const { classFileTable } = await import("./checks/classFileTable.ts");
  const { errorTables } = await import("./checks/errorTables.ts");
  const { placementTables } = await import("./checks/placementTables.ts");
  const { powersTables } = await import("./checks/powersTables.ts");
  const { promiseFindings, promiseTable } = await import("./checks/promises.ts");
  const { readPlatformFile } = await import("../sdk/index.ts");
  const { reasonCodeTable } = await import("./checks/reasonCodeTable.ts");
  const bonds = await bondScheduleTables(root, files);
  const platform = await readPlatformFile(join(root, "examples/platform.yaml"));
  const tests = read(files.filter((path) => /^test\/.*\.(ts|sol)$/.test(path)));
  const tables = [
    bonds,
    classFileTable(),
    ...errorTables(),
    placementTables(),
    powersTables(platform),
    promiseTable(tests),
    reasonCodeTable(),
  ];
  if (fix) tables.forEach(writeTable);
  const pages = read(files.filter(isDocument));
  const scripts = Object.keys(JSON.parse(textOf("package.json")).scripts);
  const spoken = read(
    files.filter((path) => /^(contracts|sdk|cli|scripts)\/.*\.(ts|sol)$/.test(path)),
  );
  return verdict([
    ...promiseFindings(pageAt(pages, "docs/invariants.md"), [...tests, ...spoken]),
    ...attackFindings(pageAt(pages, "docs/threat-model.md")),
    ...documents({ documents: pages, scripts, look, tables }),
    ...benchmarkFigures(
      pages.find(({ path }) => path === "docs/benchmarks.md")?.text,
      JSON.parse(textOf("bench/bars.json")),
    ),
    ...(await documentCode(root, pages)),
  ]);
}

function pageAt(pages: readonly SourceFile[], path: string): SourceFile | undefined {
  return pages.find((page) => page.path === path);
}

function writeTable({ page, table }: GeneratedTable): void {
  if (!files.includes(page)) return;
  const text = textOf(page);
  const wanted = withTable(text, table);
  if (wanted !== undefined && wanted !== text) writeFileSync(join(root, page), wanted);
}

function isCode(path: string): boolean {
  return /\.(sol|[cm]?[jt]s)$/.test(path);
}

function isDocument(path: string): boolean {
  return /^(README|CHANGELOG|SECURITY)\.md$|^docs\/.*\.md$/.test(path);
}

function look(path: string): string | true | undefined {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  return found.isDirectory() ? true : textOf(path);
}

function read(paths: readonly string[]) {
  return paths.map((path) => ({ path, text: textOf(path) }));
}

function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function verdict(findings: readonly Finding[]): ToolRun {
  return { ok: findings.length === 0, output: formatFindings(findings) };
}
