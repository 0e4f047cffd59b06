import { relative } from "node:path";
import Mocha from "mocha";
import { startRun, takeReached, watchChains } from "./chains.ts";
import { PROBE } from "./withSwitches.ts";

// Runs in a process of its own in the mutated project: loads the tests once, then runs what it is
// told to, again and again.

/** What the process is told. */
export type Task =
  | { readonly kind: "load"; readonly files: readonly string[] }
  | { readonly kind: "probe"; readonly files: readonly string[] }
  | {
      readonly kind: "run";
      readonly mutant: number;
      readonly fresh: boolean;
      readonly tests: readonly string[];
      /** Milliseconds after which no further test is begun. */
      readonly limit: number;
    };

/** A test and the mutants that it reaches, itself or by its fixture. */
export interface Probed {
  readonly test: string;
  readonly file: string;
  readonly ok: boolean;
  readonly milliseconds: number;
  readonly byTest: readonly number[];
  readonly byFixture: readonly number[];
}

export type Answer =
  | { readonly kind: "loaded" }
  | { readonly kind: "probed"; readonly probed: readonly Probed[] }
  | {
      readonly kind: "ran";
      /** The first test that failed. */
      readonly failed: string | undefined;
      readonly message: string | undefined;
      readonly ran: number;
    };

/** Few first: most mutants die at once. */
const CHUNKS = [2, 6];
const CHUNK = 15;

/** Says nothing. */
class Silence extends Mocha.reporters.Base {}

const mocha = new Mocha({ reporter: Silence, timeout: 0 });
mocha.cleanReferencesAfterRun(false);

process.on("message", async (task: Task) => {
  try {
    answer(await perform(task));
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
});

async function perform(task: Task): Promise<Answer> {
  switch (task.kind) {
    case "load":
      watchChains();
      for (const file of task.files) mocha.addFile(file);
      await mocha.loadFilesAsync();
      withoutTimeLimits(mocha.suite);
      return { kind: "loaded" };
    case "probe":
      return { kind: "probed", probed: await probe(new Set(task.files)) };
    case "run":
      return await run(task);
  }
}

function answer(message: Answer): void {
  process.send?.(message);
}

/** Runs the tests of some files with the switch at the probe. */
async function probe(files: ReadonlySet<string>): Promise<Probed[]> {
  await startRun(PROBE, false);
  takeReached();
  const probed: Probed[] = [];
  const bySuite = new Map<Mocha.Suite, Set<number>>();
  mocha.bail(false);
  mocha.grep(/(?:)/);
  mocha.files = [];
  const inFiles = titlesOf((test) => files.has(fileOf(test)));
  select(inFiles);
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on("hook end", (hook: Mocha.Hook) => {
      if (!/"before all"/.test(hook.title) || hook.parent === undefined) return;
      const { byTest, byFixture } = takeReached();
      const of = bySuite.get(hook.parent) ?? new Set();
      for (const id of [...byTest, ...byFixture]) of.add(id);
      bySuite.set(hook.parent, of);
    });
    runner.on("test end", (test: Mocha.Test) => {
      const { byTest, byFixture } = takeReached();
      for (let suite = test.parent; suite !== undefined; suite = suite.parent) {
        for (const id of bySuite.get(suite) ?? []) byTest.add(id);
      }
      probed.push({
        test: test.fullTitle(),
        file: fileOf(test),
        ok: test.state === "passed" || test.isPending(),
        milliseconds: test.duration ?? 0,
        byTest: [...byTest],
        byFixture: [...byFixture],
      });
    });
  });
  return probed.filter(({ file }) => files.has(file));
}

async function run({ mutant, fresh, tests, limit }: Task & { kind: "run" }): Promise<Answer> {
  const until = performance.now() + limit;
  await startRun(BigInt(mutant), fresh);
  mocha.bail(true);
  let ran = 0;
  for (let chunk = 0; ran < tests.length && performance.now() < until; chunk++) {
    const next = tests.slice(ran, ran + (fresh ? 1 : (CHUNKS[chunk] ?? CHUNK)));
    ran += next.length;
    select(new Set(next));
    const failed = await firstFailure();
    if (failed !== undefined) return { kind: "ran", ...failed, ran };
  }
  return { kind: "ran", failed: undefined, message: undefined, ran };
}

function firstFailure(): Promise<{ failed: string; message: string } | undefined> {
  return new Promise((resolve) => {
    let first: { failed: string; message: string } | undefined;
    const runner = mocha.run(() => resolve(first));
    runner.on("fail", (test: Mocha.Runnable, error: Error) => {
      first ??= { failed: test.fullTitle(), message: error.message };
    });
  });
}

/** Mocha asks a pattern whether a title is meant; a set of titles answers as well. */
function select(titles: ReadonlySet<string>): void {
  const pattern = /(?:)/;
  pattern.test = (title: string) => titles.has(title);
  mocha.options.grep = pattern as unknown as string;
}

function titlesOf(wanted: (test: Mocha.Test) => boolean): Set<string> {
  const titles = new Set<string>();
  mocha.suite.eachTest((test) => {
    if (wanted(test)) titles.add(test.fullTitle());
  });
  return titles;
}

function fileOf(test: Mocha.Test): string {
  return relative(process.cwd(), test.file ?? "").replaceAll("\\", "/");
}

/** A busy machine must not look like a killed mutant. */
function withoutTimeLimits(suite: Mocha.Suite): void {
  suite.timeout(0);
  for (const test of suite.tests) test.timeout(0);
  for (const inner of suite.suites) withoutTimeLimits(inner);
}
