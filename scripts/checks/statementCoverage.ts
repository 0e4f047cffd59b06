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
  ): { metadata: readonly { kind: string; tag: Uint8Array; startUtf16: number }[] };
}

/**
 * Finds the statements of each contract file that did not run. Hardhat prints statements as
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
      .map(({ tag, startUtf16 }) => ({
        mark: Buffer.from(tag).toString("hex"),
        line: text.slice(0, startUtf16).split("\n").length,
      }));
    const uncovered = marks.filter(({ mark }) => !marksThatRan.has(mark)).map(({ line }) => line);
    return { path, uncovered, total: marks.length };
  });
}
