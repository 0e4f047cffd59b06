/** Keys and list indexes from the root of a file to one value. */
export type Path = readonly PropertyKey[];

/** A path as people write it: `passes.officers[2]`. */
export function showPath(path: Path): string {
  return path.reduce<string>((shown, part) => {
    if (typeof part === "number") return `${shown}[${part}]`;
    return shown === "" ? String(part) : `${shown}.${String(part)}`;
  }, "");
}
