import { readFileSync } from "node:fs";
import { locateSource } from "./locateSource.ts";

export interface CompileOptions {
  readonly root: string;
  /** Files from the root; what they import is found beside them or in packages. */
  readonly sources: readonly string[];
  /** As the compiler's JSON input has them. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The sources do not compile; says what the compiler said. */
export class SolidityRefused extends Error {
  override readonly name = "SolidityRefused";
}

export type CompileErrors = SolidityRefused;

interface CompilerError {
  readonly severity: string;
  readonly formattedMessage: string;
}

/**
 * Compiles with the project's own compiler, in this process, apart from Hardhat's artifacts.
 *
 * @returns its JSON output and its version, like 0.8.37
 * @throws SolidityRefused
 */
export async function compileSolidity<Output>({
  root,
  sources,
  settings,
}: CompileOptions): Promise<{ output: Output; version: string }> {
  const { default: solc } = await import("solc");
  const textOf = (source: string) => readFileSync(locateSource(root, source), "utf8");
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(sources.map((path) => [path, { content: textOf(path) }])),
    settings,
  };
  const found = { import: (path: string) => ({ contents: textOf(path) }) };
  const output = JSON.parse(solc.compile(JSON.stringify(input), found)) as Output & {
    readonly errors?: readonly CompilerError[];
  };
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    throw new SolidityRefused(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  }
  return { output, version: String(/^[\d.]+/.exec(solc.version())?.[0]) };
}
