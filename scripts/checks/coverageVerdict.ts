import type { LineCoverage } from "./lcov.ts";
import type { SourceFile } from "./sourceFile.ts";

export interface StatementCoverage {
  readonly path: string;
  readonly total: number;
  /** The line of each statement that did not run. */
  readonly uncovered: readonly number[];
}

/** A line that no test can run. */
export interface NotCoverable {
  readonly path: string;
  /** The line itself, without what it is indented by: it keeps its place in the list when it moves. */
  readonly line: string;
  readonly why: string;
}

export interface CoverageVerdict {
  readonly ok: boolean;
  readonly report: string;
}

export interface Coverage {
  readonly lines: readonly LineCoverage[];
  readonly statements: readonly StatementCoverage[];
  /** The files that were measured. */
  readonly files: readonly SourceFile[];
  readonly notCoverable: readonly NotCoverable[];
}

/**
 * Judges the coverage of the contracts: every line and statement runs, but for the lines that are
 * listed as such that no test can run; a listed one that runs, or is there no more, fails too. A file
 * without line records, or statements that all seem unrun beside lines that ran, mean that the
 * measurement broke, not that the tests are poor: that is an error, never a low number.
 */
export function coverageVerdict(coverage: Coverage): CoverageVerdict {
  const { lines, statements, notCoverable } = coverage;
  refuseBrokenMeasurement(lines, statements);
  const unrun = unrunLines(coverage);
  const { missing, stale } = compared(unrun, notCoverable);
  const ok = missing.length === 0 && stale.length === 0;
  const report = [
    total(
      "lines",
      sum(lines, ({ uncovered }) => uncovered.length),
      sum(lines, ({ covered, uncovered }) => covered.length + uncovered.length),
    ),
    total(
      "statements",
      sum(statements, ({ uncovered }) => uncovered.length),
      sum(statements, (file) => file.total),
    ),
    `${notCoverable.length - stale.length} lines are listed as such that no test can run`,
    ...titled("no test runs these lines; write one, or list why none can", missing.map(shown)),
    ...titled(
      "listed as such that no test can run, but they run or are gone: strike them off",
      stale.map(({ path, line }) => `${path}: ${line}`),
    ),
  ];
  return { ok, report: report.join("\n") };
}

interface UnrunLine {
  readonly path: string;
  readonly number: number;
  readonly line: string;
}

function unrunLines({ lines, statements, files }: Coverage): UnrunLine[] {
  return files.flatMap(({ path, text }) => {
    const numbers = [...lines, ...statements]
      .filter((file) => file.path === path)
      .flatMap(({ uncovered }) => uncovered);
    const source = text.split("\n");
    return [...new Set(numbers)]
      .sort((a, b) => a - b)
      .map((number) => ({ path, number, line: (source[number - 1] ?? "").trim() }));
  });
}

/** One line of the list speaks for one line of the source. */
function compared(unrun: readonly UnrunLine[], notCoverable: readonly NotCoverable[]) {
  const stale = [...notCoverable];
  const missing = unrun.filter(({ path, line }) => {
    const at = stale.findIndex((listed) => listed.path === path && listed.line === line);
    if (at >= 0) stale.splice(at, 1);
    return at < 0;
  });
  return { missing, stale };
}

function refuseBrokenMeasurement(
  lines: readonly LineCoverage[],
  statements: readonly StatementCoverage[],
): void {
  const withStatements = statements.filter((file) => file.total > 0);
  if (withStatements.length === 0) {
    throw new Error("coverage found no statement in contracts/: did the contracts compile?");
  }
  const unmeasured = withStatements.find(({ path }) => !lines.some((file) => file.path === path));
  if (unmeasured !== undefined) {
    throw new Error(`coverage has no record of ${unmeasured.path}: was it compiled?`);
  }
  const someLineRan = lines.some(({ covered }) => covered.length > 0);
  if (someLineRan && withStatements.every((file) => file.uncovered.length === file.total)) {
    throw new Error(
      "lines ran but no statement did: the marks of this Hardhat version are computed differently, see scripts/checks/statementCoverage.ts",
    );
  }
}

function total(name: string, uncovered: number, all: number): string {
  // Cut, not rounded: 99.999 must not read as 100.
  const hundredths = Math.floor(((all - uncovered) * 10_000) / all);
  const percent = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
  return `${name.padEnd(10)} ${percent} % (${all - uncovered} of ${all})`;
}

function titled(title: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : [`${title}:`, ...rows.map((row) => `  ${row}`)];
}

function shown({ path, number, line }: UnrunLine): string {
  return `${path}:${number}: ${line}`;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((all, item) => all + of(item), 0);
}
