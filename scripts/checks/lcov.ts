/** Lines of one source file: which can run, and whether they did. */
export interface LineCoverage {
  readonly path: string;
  readonly covered: readonly number[];
  readonly uncovered: readonly number[];
}

/** Reads the line records of an lcov trace, the form in which Hardhat writes coverage. */
export function lcov(trace: string): LineCoverage[] {
  return trace
    .split("end_of_record")
    .map((record) => ({ path: /^SF:(.+)$/m.exec(record)?.[1], record }))
    .filter((section) => section.path !== undefined)
    .map(({ path, record }) => {
      const lines = [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(([, line, times]) => ({
        line: Number(line),
        ran: Number(times) > 0,
      }));
      return {
        path: String(path).replaceAll("\\", "/"),
        covered: numbers(lines, true),
        uncovered: numbers(lines, false),
      };
    });
}

function numbers(lines: readonly { line: number; ran: boolean }[], ran: boolean): number[] {
  return lines
    .filter((entry) => entry.ran === ran)
    .map(({ line }) => line)
    .sort((a, b) => a - b);
}
