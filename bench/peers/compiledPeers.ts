import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import production from "../../hardhat.config.ts";
import { PEERS } from "./installPeers.ts";
import type { PeerArtifact } from "./peerArtifact.ts";

const ROOT = join(PEERS, "../..");
const CACHE = join(ROOT, "cache/peers");

/** What to compile, and by what. */
export interface PeerSources {
  /** Path of the file with the contracts, from bench/peers or from a package's name. */
  readonly file: string;
  /** The compiler's package, and where it is installed. */
  readonly compiler: { readonly package: string; readonly folder: string };
  readonly settings: object;
}

/** A peer's sources do not compile. */
export class PeersDoNotCompile extends Error {
  override readonly name = "PeersDoNotCompile";
}

const { compilers } = production.solidity as { compilers: readonly { settings: object }[] };

/** By the compiler and the settings by which classes are compiled. */
export const LIBRARIES: PeerSources = {
  file: "Tokens.sol",
  compiler: { package: "solc", folder: ROOT },
  settings: compilers[0]!.settings,
};

/** As Seaport's makers compile it. */
export const SEAPORT: PeerSources = {
  file: "seaport-core/src/Seaport.sol",
  compiler: { package: "solc-for-seaport", folder: PEERS },
  settings: {
    evmVersion: "cancun",
    viaIR: true,
    optimizer: { enabled: true, runs: 4_294_967_295 },
    metadata: { bytecodeHash: "none" },
  },
};

export const CONDUITS: PeerSources = {
  ...SEAPORT,
  file: "seaport-core/src/conduit/ConduitController.sol",
};

/**
 * Contracts of a peer's sources by their names; from the cache when nothing changed since.
 * @throws PeersDoNotCompile with the compiler's first errors
 */
export function compiledPeers(sources: PeerSources): Readonly<Record<string, PeerArtifact>> {
  const { file, compiler, settings } = sources;
  const text = textOf(file);
  const versions = [
    readFileSync(join(PEERS, "package-lock.json"), "utf8"),
    readFileSync(join(ROOT, "package-lock.json"), "utf8"),
  ];
  const key = createHash("sha256")
    .update(JSON.stringify([text, versions, compiler.package, settings]))
    .digest("hex");
  const kept = join(CACHE, `${key.slice(0, 16)}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8"));
  console.log(`Compiling ${file} …`);
  const compiled = compile(sources, text);
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify(compiled));
  return compiled;
}

interface Compiler {
  compile(
    input: string,
    callbacks: { import(path: string): { contents: string } | { error: string } },
  ): string;
}

interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts?: Readonly<
    Record<
      string,
      Record<string, { abi: PeerArtifact["abi"]; evm: { bytecode: { object: string } } }>
    >
  >;
}

function compile({ file, compiler, settings }: PeerSources, text: string) {
  const require = createRequire(join(compiler.folder, "package.json"));
  const solc: Compiler = require(compiler.package);
  const input = {
    language: "Solidity",
    sources: { [file]: { content: text } },
    settings: { ...settings, outputSelection: { [file]: { "*": ["abi", "evm.bytecode.object"] } } },
  };
  const imported = (path: string) => {
    try {
      return { contents: textOf(path) };
    } catch (error) {
      return { error: (error as Error).message };
    }
  };
  const output: Output = JSON.parse(solc.compile(JSON.stringify(input), { import: imported }));
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const messages = errors.slice(0, 3).map(({ formattedMessage }) => formattedMessage);
    throw new PeersDoNotCompile(`${file} does not compile:\n${messages.join("\n")}`);
  }
  return Object.fromEntries(
    Object.entries(output.contracts?.[file] ?? {}).map(([name, { abi, evm }]) => [
      name,
      { abi, bytecode: `0x${evm.bytecode.object}` },
    ]),
  );
}

/** A source file: of bench/peers, of its packages, or of the project's. */
function textOf(path: string): string {
  const folders = [PEERS, join(PEERS, "node_modules"), join(ROOT, "node_modules")];
  const found = folders.map((folder) => join(folder, path)).find(existsSync);
  if (found === undefined) throw new Error(`${path} is not installed`);
  return readFileSync(found, "utf8");
}
