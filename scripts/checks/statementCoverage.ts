import { createRequire } from "node:module";
import type { StatementCoverage } from "./coverageVerdict.ts";
import type { SourceFile } from "./sourceFile.ts";

/** The part of Hardhat's chain that marks statements; Hardhat's own copy, so that the marks agree. */
interface Instrumenter {
  latestSupportedSolidityVersion(): string;
  addStatementCoverageInstrumentation(
    source: string,
    name: string,
    version: string,
  ): { metadata: readonly { kind: string; tag: Uint8Array }[] };
}

/**
 * Counts the statements of each contract file and those that ran. Hardhat prints statements as
 * rounded percentages only and leaves them out of the lcov trace; what it does write is the mark of
 * each statement that ran, so the marks are computed again and compared.
 */
export function statementCoverage(
  files: readonly SourceFile[],
  marksThatRan: ReadonlySet<string>,
): StatementCoverage[] {
  const hardhat = createRequire(import.meta.resolve("hardhat"));
  const chain: Instrumenter = hardhat("@nomicfoundation/edr");
  const version = chain.latestSupportedSolidityVersion();
  return files.map(({ path, text }) => {
    const marks = chain
      .addStatementCoverageInstrumentation(text, `project/${path}`, version)
      .metadata.filter(({ kind }) => kind === "statement")
      .map(({ tag }) => Buffer.from(tag).toString("hex"));
    const covered = marks.filter((mark) => marksThatRan.has(mark)).length;
    return { path, covered, total: marks.length };
  });
}
