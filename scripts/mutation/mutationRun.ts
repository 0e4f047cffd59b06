import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFiles } from "../checks/projectFiles.ts";
import type { SourceFile } from "../checks/sourceFile.ts";
import { compilable } from "./compilable.ts";
import type { Mutant } from "./Mutant.ts";
import { buildProject, copyTests, makeProject } from "./makeProject.ts";
import type { Outcome } from "./Outcome.ts";
import type { Judged } from "./report.ts";
import { testOrder } from "./testOrder.ts";
import { WorkerProcess } from "./WorkerProcess.ts";
import type { NumberedMutant } from "./withSwitches.ts";
import type { Answer, Probed } from "./worker.ts";

export interface MutationParameters {
  readonly root: string;
  readonly sources: readonly SourceFile[];
  readonly mutants: readonly Mutant[];
  readonly jobs: number;
  /** What a stopped run of the same mutants found stands. */
  readonly resume: boolean;
  /** Survivors of that run are tried again, by tests that were added. */
  readonly survivors: boolean;
  /** No tests but those of a contract's own folder. */
  readonly near: boolean;
  readonly print: (line: string) => void;
}

/** A run of tests on one mutant begins no further one after so many milliseconds. */
const MOST_FOR_TESTS = 90_000;
const MOST_FOR_FIXTURES = 60_000;
/**
 * Tests mirror the tree: those beside a contract kill most of its mutants, and the others are tried on
 * what is left. In the order of how long they take.
 */
const FOLDERS = [
  ...["test/types", "test/governance", "test/money", "test/settlement", "test/ledger"],
  ...["test/identity", "test/securities", "test/securities/actions"],
];

/** Nothing a test does takes so long but an endless loop. */
const HANGS = 10 * 60_000;

/** Compiles the mutants, finds the tests that reach each, and runs these until one fails. */
export async function mutationRun(parameters: MutationParameters): Promise<Judged[]> {
  const { root, mutants, print } = parameters;
  const folder = join(root, "cache/mutants");
  const build = await built(parameters, folder);
  copyTests(root, folder);
  const files = projectFiles(folder).filter((path) => /^test\/.*\.test\.ts$/.test(path));
  const workers = Array.from({ length: parameters.jobs }, () => new WorkerProcess(folder, files));
  try {
    const journal = new Journal(join(folder, "journal.jsonl"), parameters);
    const judge = new Judge();
    const everybody = async (tests: readonly string[], wanted: readonly NumberedMutant[]) => {
      if (wanted.length === 0) return;
      const isNear = tests !== files;
      judge.knowTests(await probe(workers, folder, tests, print), isNear);
      const waiting = [...wanted];
      await Promise.all(
        workers.map(async (worker) => {
          for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
            const outcome = await judge.judge(worker, next);
            journal.add(outcome);
            if (outcome.fate === "survived") print(`survived: ${outcome.key}`);
            if (waiting.length % 50 === 0) print(`${waiting.length} to go`);
          }
        }),
      );
    };
    for (const folderOfTests of FOLDERS) {
      const tests = files.filter((path) => folderOf(path) === folderOfTests);
      const wanted = build.numbered.filter(({ mutant: { site, key } }) => {
        const mirrored = site.path.replace("contracts/", "test/");
        return folderOf(mirrored) === folderOfTests && !journal.has(key);
      });
      await everybody(tests, wanted);
    }
    const left = build.numbered.filter(({ mutant }) => journal.get(mutant.key)?.near === true);
    if (!parameters.near) await everybody(files, left);
    for (const key of build.notCompiling) {
      journal.add({ key, fate: "not compiling", tests: 0, near: false });
    }
    return mutants.flatMap((mutant) => {
      const outcome = journal.get(mutant.key);
      return outcome === undefined ? [] : [{ mutant, outcome }];
    });
  } finally {
    for (const worker of workers) worker.end();
  }
}

interface Build {
  readonly hash: string;
  /** Keys by number, from 1. */
  readonly keys: readonly (readonly [id: number, key: string])[];
  readonly notCompiling: readonly string[];
}

/** Compiles, unless just these mutants are compiled already. */
async function built({ root, sources, mutants, print }: MutationParameters, folder: string) {
  const path = join(folder, "build.json");
  const hash = hashOf([...sources.map(({ text }) => text), ...mutants.map(({ key }) => key)]);
  const before = readJson<Build>(path);
  const byKey = new Map(mutants.map((mutant) => [mutant.key, mutant]));
  const numbered = ({ keys }: Build): NumberedMutant[] =>
    keys.flatMap(([id, key]) => {
      const mutant = byKey.get(key);
      return mutant === undefined ? [] : [{ id, mutant }];
    });
  if (before?.hash === hash) return { numbered: numbered(before), ...before };
  const switched = compilable(root, sources, mutants);
  print(`${switched.mutants.length} mutants compile; making code of them takes minutes`);
  makeProject(root, folder, switched.files);
  await buildProject(root, folder);
  const build: Build = {
    hash,
    keys: switched.mutants.map(({ id, mutant }) => [id, mutant.key] as const),
    notCompiling: switched.notCompiling.map(({ key }) => key),
  };
  writeFileSync(path, JSON.stringify(build));
  return { numbered: numbered(build), ...build };
}

interface ProbedFile {
  readonly hash: string;
  readonly probed: readonly Probed[];
}

/** Runs every test once without a mutant, and notes which it reaches; a file that is known is not run. */
async function probe(
  workers: readonly WorkerProcess[],
  folder: string,
  files: readonly string[],
  print: (line: string) => void,
): Promise<Probed[]> {
  const path = join(folder, "probe.json");
  const known = new Map(Object.entries(readJson<Record<string, ProbedFile>>(path) ?? {}));
  const hashes = new Map(
    files.map((file) => [file, hashOf([readFileSync(join(folder, file), "utf8")])]),
  );
  const waiting = files.filter((file) => known.get(file)?.hash !== hashes.get(file));
  if (waiting.length > 0) print(`running the tests of ${waiting.length} files without a mutant`);
  await Promise.all(
    workers.map(async (worker) => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
        const answer = await worker.ask({ kind: "probe", files: [file] }, 3 * HANGS);
        const { probed } = expected(answer, "probed");
        known.set(file, { hash: hashes.get(file) ?? "", probed });
        writeFileSync(path, JSON.stringify(Object.fromEntries(known)));
      }
    }),
  );
  const probed = files.flatMap((file) => known.get(file)?.probed ?? []);
  const failing = probed.filter(({ ok }) => !ok);
  print(`${probed.length} tests; ${failing.length} fail with switches alone and judge nothing`);
  for (const { test } of failing) print(`  ${test}`);
  return probed;
}

class Judge {
  #probed: readonly Probed[] = [];
  #isNear = true;
  /** By function, how many mutants of it each test has killed. */
  readonly #kills = new Map<string, Map<string, number>>();
  /** Tests that fail without a mutant too when they run again. */
  readonly #unsteady = new Set<string>();

  knowTests(probed: readonly Probed[], isNear: boolean): void {
    this.#probed = probed;
    this.#isNear = isNear;
  }

  async judge(worker: WorkerProcess, { id, mutant }: NumberedMutant): Promise<Outcome> {
    const { where } = mutant.site;
    const kills = this.#kills.get(where) ?? new Map<string, number>();
    this.#kills.set(where, kills);
    const steady = this.#probed.filter(({ test }) => !this.#unsteady.has(test));
    const { direct, byFixture } = testOrder(id, steady, kills);
    const stages = [
      { tests: direct, fresh: false, limit: MOST_FOR_TESTS },
      { tests: byFixture, fresh: true, limit: MOST_FOR_FIXTURES },
    ];
    const near = this.#isNear;
    let ran = 0;
    for (const { tests, fresh, limit } of stages) {
      let left = tests;
      while (left.length > 0) {
        const task = { kind: "run", mutant: id, fresh, tests: left, limit } as const;
        const answer = await worker.ask(task, HANGS);
        if (answer === undefined)
          return { key: mutant.key, fate: "timed out", tests: ran, near: false };
        const run = expected(answer, "ran");
        ran += run.ran;
        if (run.failed === undefined) break;
        if (await this.#isSteady(worker, run.failed)) {
          kills.set(run.failed, (kills.get(run.failed) ?? 0) + 1);
          return { key: mutant.key, fate: "killed", by: run.failed, tests: ran, near: false };
        }
        left = left.filter((test) => test !== run.failed);
      }
    }
    return { key: mutant.key, fate: "survived", tests: ran, near };
  }

  /** Whether a test that failed passes without the mutant. */
  async #isSteady(worker: WorkerProcess, failed: string): Promise<boolean> {
    // A hook has no title of its own among the tests.
    if (!this.#probed.some(({ test }) => test === failed)) return true;
    const task = { kind: "run", mutant: 0, fresh: false, tests: [failed], limit: HANGS } as const;
    const answer = await worker.ask(task, HANGS);
    const steady = answer !== undefined && expected(answer, "ran").failed === undefined;
    if (!steady) this.#unsteady.add(failed);
    return steady;
  }
}

/** What was found, a line each, so that a run that is stopped can go on. */
class Journal {
  readonly #path: string;
  readonly #outcomes = new Map<string, Outcome>();

  constructor(path: string, { resume, survivors }: MutationParameters) {
    this.#path = path;
    if (!resume && !survivors) {
      writeFileSync(path, "");
      return;
    }
    const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
    for (const line of lines.filter((text) => text !== "")) {
      const outcome = JSON.parse(line) as Outcome;
      this.#outcomes.set(outcome.key, outcome);
    }
    if (!survivors) return;
    for (const { key, fate } of [...this.#outcomes.values()]) {
      if (fate === "survived") this.#outcomes.delete(key);
    }
  }

  has(key: string): boolean {
    return this.#outcomes.has(key);
  }

  get(key: string): Outcome | undefined {
    return this.#outcomes.get(key);
  }

  add(outcome: Outcome): void {
    this.#outcomes.set(outcome.key, outcome);
    appendFileSync(this.#path, `${JSON.stringify(outcome)}\n`);
  }
}

/** Of a test or a contract; what lies deeper than the actions counts with them. */
function folderOf(path: string): string {
  return FOLDERS.findLast((folder) => path.startsWith(`${folder}/`)) ?? "";
}

function expected<K extends Answer["kind"]>(answer: Answer | undefined, kind: K) {
  if (answer?.kind !== kind) {
    throw new Error("a process that runs tests ended: try again with --resume");
  }
  return answer as Extract<Answer, { kind: K }>;
}

function readJson<T>(path: string): T | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : undefined;
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest("hex");
}
