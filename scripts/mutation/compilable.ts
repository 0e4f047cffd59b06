import type { SourceFile } from "../checks/sourceFile.ts";
import { type CompilerError, compile } from "./compile.ts";
import type { Mutant } from "./Mutant.ts";
import {
  type NumberedMutant,
  type Placed,
  SWITCH_PATH,
  SWITCH_SOURCE,
  withSwitches,
} from "./withSwitches.ts";

export interface Switched {
  readonly files: readonly SourceFile[];
  readonly mutants: readonly NumberedMutant[];
  readonly notCompiling: readonly Mutant[];
}

/** The files with those mutants behind switches that the compiler takes. */
export function compilable(
  root: string,
  sources: readonly SourceFile[],
  wanted: readonly Mutant[],
): Switched {
  let mutants = wanted.map((mutant, index) => ({ id: index + 1, mutant }));
  const notCompiling: Mutant[] = [];
  for (;;) {
    const byPath = Map.groupBy(mutants, ({ mutant }) => mutant.site.path);
    const switched = sources.map((source) => withSwitches(source, byPath.get(source.path) ?? []));
    const files = [
      ...switched.map(({ file }) => withLockApart(file)),
      { path: SWITCH_PATH, text: SWITCH_SOURCE },
    ];
    const { errors } = compile(root, files);
    if (errors.length === 0) return { files, mutants, notCompiling };
    const places = new Map(switched.map(({ file, placed }) => [file.path, placed]));
    const refused = new Set(errors.flatMap((error) => idsAt(error, places)));
    if (refused.size === 0) {
      throw new Error(`the switches do not compile: ${errors[0]?.message}`);
    }
    notCompiling.push(...mutants.filter(({ id }) => refused.has(id)).map(({ mutant }) => mutant));
    mutants = mutants.filter(({ id }) => !refused.has(id));
  }
}

function idsAt(
  { path, start }: CompilerError,
  places: ReadonlyMap<string, readonly Placed[]>,
): number[] {
  return (places.get(path ?? "") ?? [])
    .filter((place) => place.start <= start && start < place.end)
    .map(({ id }) => id);
}

/** A modifier cannot be put on by halves: what the lock does before and after, as functions. */
function withLockApart({ path, text }: SourceFile): SourceFile {
  if (path !== "contracts/types/ReentrancyLock.sol") return { path, text };
  const halves =
    "function _enter() internal { if (_entered != 0) revert Reentered(); _entered = 1; } function _leave() internal { _entered = 0; }";
  // What a switch adds behind the contract is an import.
  return { path, text: text.replace(/\}(\s*(?:import [^\n]*)?\s*)$/, `${halves} }$1`) };
}
