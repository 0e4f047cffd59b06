/** A contract's runtime code as the compiler left it. */
export interface BuiltCode {
  readonly deployedBytecode: string;
  /** Where a constructor writes values that are not known before, in bytes. */
  readonly immutableReferences: Readonly<
    Record<string, readonly { readonly start: number; readonly length: number }[]>
  >;
}

/** What stands at an address, compared with what was built. */
export type CodeState = "same" | "other" | "missing";

/** What every class's own code begins with and goes on with, around the address of the shared code. */
const [CLONE, CLONE_REST] = ["363d3d373d3d3d363d73", "5af43d82803e903d91602b57fd5bf3"];

/**
 * Whether code on the chain is the built one, wherever its immutables are left out; of a class, whether it is a
 * clone of the shared code, whose terms follow.
 *
 * @param code as the chain has it
 * @param built the contract's code, or for a class the address of the code that it shares
 */
export function codeState(
  code: string,
  built: BuiltCode | { readonly cloneOf: string },
): CodeState {
  const has = code.toLowerCase().replace(/^0x/, "");
  if (has === "") return "missing";
  if ("cloneOf" in built) {
    const begins = `${CLONE}${built.cloneOf.slice(2).toLowerCase()}${CLONE_REST}`;
    return has.startsWith(begins) ? "same" : "other";
  }
  const places = Object.values(built.immutableReferences).flat();
  const expected = built.deployedBytecode.toLowerCase().replace(/^0x/, "");
  return masked(has, places) === masked(expected, places) ? "same" : "other";
}

function masked(
  code: string,
  places: readonly { readonly start: number; readonly length: number }[],
): string {
  let left = code;
  for (const { start, length } of places) {
    const end = 2 * (start + length);
    if (end > left.length) return left;
    left = left.slice(0, 2 * start) + "0".repeat(2 * length) + left.slice(end);
  }
  return left;
}
