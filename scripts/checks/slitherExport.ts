/** What the compiler answers of one source: its syntax tree. */
export interface CompiledSource {
  readonly ast: unknown;
}

/** What the compiler answers, as far as Slither reads it. */
export interface CompilerOutput {
  readonly sources: Readonly<Record<string, CompiledSource>>;
  readonly contracts: Readonly<Record<string, Readonly<Record<string, { abi: unknown }>>>>;
}

export interface SlitherExportOptions {
  readonly output: CompilerOutput;
  /** The compiler's version, like 0.8.37. */
  readonly version: string;
  readonly root: string;
  /** Where a source lies on this machine. */
  readonly locate: (source: string) => string;
}

/** crytic-compile's number for Hardhat, which decides how it names dependencies. */
const HARDHAT = 11;

/**
 * The compiler's output in crytic-compile's own export format, which Slither takes in place of a project when the
 * file's name ends in _export.json: nothing is compiled again, and no compiler is fetched. Slither judges syntax
 * trees, so code is left out.
 */
export function slitherExport({ output, version, root, locate }: SlitherExportOptions): string {
  const names = Object.keys(output.sources);
  const filenames = new Map(
    names.map((name) => [
      name,
      { absolute: locate(name), used: name, short: name, relative: name },
    ]),
  );
  const units = names.map((name) => {
    const contracts = Object.entries(output.contracts[name] ?? {}).map(([contract, { abi }]) => [
      contract,
      {
        abi,
        bin: "",
        "bin-runtime": "",
        srcmap: "",
        "srcmap-runtime": "",
        filenames: filenames.get(name),
        libraries: {},
        is_dependency: !isOurs(name),
        userdoc: {},
        devdoc: {},
      },
    ]);
    return [name, { ast: output.sources[name]?.ast, contracts: Object.fromEntries(contracts) }];
  });
  return JSON.stringify({
    compilation_units: {
      contracts: {
        compiler: { compiler: "solc", version, optimized: true },
        source_units: Object.fromEntries(units),
        filenames: [...filenames.values()],
      },
    },
    package: "kessai",
    working_dir: root,
    type: HARDHAT,
    unit_tests: [],
    crytic_version: "0.0.2",
  });
}

function isOurs(source: string): boolean {
  return source.startsWith("contracts/");
}
