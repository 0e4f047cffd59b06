import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { projectFiles } from "./checks/projectFiles.ts";
import explained from "./mutation/explained.json" with { type: "json" };
import type { Mutant } from "./mutation/Mutant.ts";
import { mutantsOf } from "./mutation/mutantsOf.ts";
import { mutationRun } from "./mutation/mutationRun.ts";
import { parseContracts } from "./mutation/parseContracts.ts";
import { mutationReport } from "./mutation/report.ts";
import { sampled } from "./mutation/sampled.ts";

// `npm run mutate`: changes the contracts one operator, guard, constant or statement at a time, runs the
// tests that reach the change, and names what no test notices. See docs/mutation.md.

const root = join(import.meta.dirname, "..");

try {
  const { values } = parseArgs({
    options: {
      contract: { type: "string", multiple: true, default: [] },
      lines: { type: "string" },
      sample: { type: "string" },
      seed: { type: "string", default: "1" },
      jobs: { type: "string", default: "1" },
      resume: { type: "boolean", default: false },
      survivors: { type: "boolean", default: false },
      near: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
    },
  });
  const sources = projectFiles(root)
    .filter((path) => /^contracts\/.*\.sol$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
  const all = parseContracts(root, sources).flatMap(mutantsOf);
  const keys = new Set(all.map(({ key }) => key));
  const stale = explained.filter(({ key }) => !keys.has(key));
  if (stale.length > 0) {
    const lines = stale.map(({ key }) => `  ${key}`).join("\n");
    throw new Error(
      `scripts/mutation/explained.json explains what is no mutant any more:\n${lines}`,
    );
  }
  const wanted = all.filter(isIn(values.contract)).filter(isAt(values.lines));
  const count = values.sample === undefined ? wanted.length : wholeNumber("sample", values.sample);
  const mutants = sampled(wanted, count, values.seed);
  console.log(`${mutants.length} of ${all.length} mutants of contracts/`);
  if (mutants.length === 0) throw new Error("no mutant is meant: see the names in contracts/");
  if (values.list) {
    for (const { site, key } of mutants) console.log(`${site.line}: ${key}`);
  } else {
    const judged = await mutationRun({
      ...{ root, sources, mutants, print: (line) => console.log(line) },
      ...{ resume: values.resume, survivors: values.survivors, near: values.near },
      jobs: wholeNumber("jobs", values.jobs),
    });
    const { ok, text } = mutationReport(judged, explained);
    console.log(text);
    if (!ok) process.exitCode = 1;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

/** Names of contracts, such as `KycPass`, or of folders, such as `types`; none means all. */
function isIn(names: readonly string[]): (mutant: Mutant) => boolean {
  const wanted = names.flatMap((name) => name.split(","));
  return ({ site: { path } }) =>
    wanted.length === 0 ||
    wanted.some((name) => path.endsWith(`/${name}.sol`) || path.includes(`/${name}/`));
}

function isAt(lines: string | undefined): (mutant: Mutant) => boolean {
  if (lines === undefined) return () => true;
  const [from, to = from] = lines.split("-").map((line) => wholeNumber("lines", line));
  return ({ site: { line } }) => Number(from) <= line && line <= Number(to);
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) {
    throw new Error(`--${option} takes whole numbers such as 100, not ${text}`);
  }
  return Number(text);
}
