import type { LineCoverage } from "./lcov.ts";

export interface StatementCoverage {
  readonly path: string;
  readonly covered: number;
  readonly total: number;
}

export interface CoverageVerdict {
  readonly ok: boolean;
  readonly report: string;
}

const PERCENT = 98;

/**
 * Judges the coverage of the contracts, lines and statements each, and names the lines that no test
 * ran. A file without line records, or statements that all seem unrun beside lines that ran, mean
 * that the measurement broke, not that the tests are poor: that is an error, never a low number.
 */
export function coverageVerdict(
  lines: readonly LineCoverage[],
  statements: readonly StatementCoverage[],
): CoverageVerdict {
  refuseBrokenMeasurement(lines, statements);
  const totals = [
    total(
      "lines",
      sum(lines, ({ covered }) => covered.length),
      sum(lines, countLines),
    ),
    total(
      "statements",
      sum(statements, (file) => file.covered),
      sum(statements, (f) => f.total),
    ),
  ];
  const missing = lines
    .filter(({ uncovered }) => uncovered.length > 0)
    .map(({ path, uncovered }) => `  ${path}: ${ranges(uncovered)}`);
  return {
    ok: totals.every(({ ok }) => ok),
    report: [
      ...totals.map(({ text }) => text),
      ...(missing.length > 0 ? ["no test runs these lines:", ...missing] : []),
    ].join("\n"),
  };
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
  if (someLineRan && withStatements.every(({ covered }) => covered === 0)) {
    throw new Error(
      "lines ran but no statement did: the marks of this Hardhat version are computed differently, see scripts/checks/statementCoverage.ts",
    );
  }
}

function total(name: string, covered: number, all: number): { ok: boolean; text: string } {
  const ok = covered * 100 >= PERCENT * all;
  // Cut, not rounded: 97.999 must not read as 98.
  const hundredths = Math.floor((covered * 10_000) / all);
  const percent = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
  const judgment = ok ? "" : `, below ${PERCENT} %`;
  return { ok, text: `${name.padEnd(10)} ${percent} % (${covered} of ${all})${judgment}` };
}

function countLines({ covered, uncovered }: LineCoverage): number {
  return covered.length + uncovered.length;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((all, item) => all + of(item), 0);
}

function ranges(lines: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === line - 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
}
