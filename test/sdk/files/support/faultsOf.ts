import { isCollection, isMap, isScalar, parseDocument } from "yaml";

/** What a hasty hand may put where something else belongs. */
const junk: readonly unknown[] = [null, true, -1, 0.5, "x", "", [], {}, [[]], [null], { x: 1 }];

/** A sound file's text with one value after the other left out or replaced by junk. */
export function* faultsOf(text: string): Iterable<string> {
  for (const path of pathsOf(parseDocument(text).contents)) {
    const without = parseDocument(text);
    without.deleteIn(path);
    yield without.toString();
    for (const value of junk) {
      const replaced = parseDocument(text);
      replaced.setIn(path, replaced.createNode(value));
      yield replaced.toString();
    }
  }
}

/** The path of every value below a node. */
function pathsOf(node: unknown): (string | number)[][] {
  if (!isCollection(node)) return [];
  const entries: [string | number, unknown][] = isMap(node)
    ? node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : "", value])
    : node.items.map((item, index) => [index, item]);
  return entries.flatMap(([key, value]) => [
    [key],
    ...pathsOf(value).map((path) => [key, ...path]),
  ]);
}
