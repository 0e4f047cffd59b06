import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { SourceFile } from "../checks/sourceFile.ts";

/** What the compiler minds, and where. */
export interface CompilerError {
  readonly message: string;
  readonly path: string | undefined;
  /** In bytes. */
  readonly start: number;
}

export interface Compiled {
  readonly sources: Readonly<Record<string, { readonly ast: unknown }>>;
  /** By path and name, where asked for. */
  readonly contracts: Readonly<Record<string, Readonly<Record<string, CompiledContract>>>>;
  readonly errors: readonly CompilerError[];
}

export interface CompiledContract {
  readonly abi: unknown;
  readonly evm: { readonly bytecode: { readonly object: string } };
}

interface Output {
  readonly sources?: Record<string, { ast: unknown }>;
  readonly contracts?: Compiled["contracts"];
  readonly errors?: readonly {
    readonly severity: string;
    readonly formattedMessage: string;
    readonly sourceLocation?: { readonly file: string; readonly start: number };
  }[];
}

/** Reads and checks Solidity without making code of it: seconds instead of minutes. */
export function compile(
  root: string,
  files: readonly SourceFile[],
  outputSelection: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {},
): Compiled {
  const solc = createRequire(import.meta.url)("solc") as {
    compile(input: string, callbacks: { import: (path: string) => unknown }): string;
  };
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map(({ path, text }) => [path, { content: text }])),
    settings: { evmVersion: "cancun", outputSelection },
  };
  const {
    sources = {},
    contracts = {},
    errors = [],
  } = JSON.parse(
    solc.compile(JSON.stringify(input), { import: (path) => imported(root, path) }),
  ) as Output;
  return {
    sources,
    contracts,
    errors: errors
      .filter(({ severity }) => severity === "error")
      .map(({ formattedMessage, sourceLocation }) => ({
        message: formattedMessage,
        path: sourceLocation?.file,
        start: sourceLocation?.start ?? 0,
      })),
  };
}

function imported(root: string, path: string): { contents: string } | { error: string } {
  const found = [join(root, path), join(root, "node_modules", path)].find(existsSync);
  return found === undefined
    ? { error: `${path} is not installed` }
    : { contents: readFileSync(found, "utf8") };
}
