import { Document, isCollection, isPair, isScalar, parseDocument, visit } from "yaml";

/** What a hasty hand may put where something else belongs. */
const junk: readonly unknown[] = [null, true, -1, 0.5, "x", "", [], {}, [[]], [null], { x: 1 }];

/** A sound file's text with one value after the other left out or replaced by junk. */
export function* faultsOf(text: string): Iterable<string> {
  const paths: (string | number)[][] = [];
  visit(parseDocument(text), {
    Node(key, node, ancestors) {
      if (key === "key" || (!isScalar(node) && !isCollection(node))) return;
      const path: (string | number)[] = [];
      for (const [index, ancestor] of [...ancestors, node].entries()) {
        if (isPair(ancestor)) path.push(String(ancestor.key));
        else if (isCollection(ancestors[index - 1])) {
          const parent = ancestors[index - 1];
          if (isCollection(parent)) path.push(parent.items.indexOf(ancestor as never));
        }
      }
      if (path.length > 0) paths.push(path);
    },
  });
  for (const path of paths) {
    const without = parseDocument(text);
    without.deleteIn(path);
    yield without.toString();
    for (const value of junk) {
      const replaced: Document = parseDocument(text);
      replaced.setIn(path, replaced.createNode(value));
      yield replaced.toString();
    }
  }
}
