import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { FileRefused, type Finding } from "./FileRefused.ts";
import { type Path, showPath } from "./showPath.ts";

/** A YAML text as values, with the place of each. */
export interface Yaml {
  /** Maps as objects, lists as arrays, whole numbers as bigint, dates as text. */
  readonly value: unknown;
  /** Faults that leave the rest readable: a key written twice, an unknown tag. */
  readonly findings: readonly Finding[];
  /** A finding that says what was expected at a path; where nothing stands, it points at the map around. */
  finding(path: Path, expected: string): Finding;
  /** A finding about the key itself that ends a path. */
  keyFinding(path: Path, expected: string): Finding;
}

interface Place {
  /** Where the value begins, in characters from the start of the text; of an empty one, its key. */
  readonly offset: number;
  /** Where the key that names it begins. */
  readonly keyOffset: number;
  readonly found: string;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/**
 * Reads a YAML 1.2 text (core schema) and remembers where everything stands.
 *
 * @throws FileRefused if it is not YAML: then nothing beyond the syntax can be judged
 */
export function parseYaml(text: string, file: string): Yaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    intAsBigInt: true,
    lineCounter: lines,
    prettyErrors: false,
    resolveKnownTags: false,
    // Found below, where the path is known.
    uniqueKeys: false,
  });
  const at = (offset: number, path: Path, message: string): Finding => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, path: showPath(path), message };
  };
  if (document.errors.length > 0) {
    throw new FileRefused(
      document.errors.map(({ pos, message }) => at(pos[0], [], `expected valid YAML: ${message}`)),
    );
  }

  const places = new Map<string, Place>();
  const findings = document.warnings.map(({ pos, message }) =>
    at(pos[0], [], `expected plain YAML: ${message}`),
  );

  const walk = (node: unknown, path: Path, fallback: number): unknown => {
    const start = nodeStart(node) ?? fallback;
    const settle = (found: string, offset = start): void => {
      places.set(keyOf(path), { offset, keyOffset: fallback, found });
    };
    if (isMap(node)) {
      settle(node.items.length === 0 ? "an empty map" : "a map");
      const first = new Map<string, number>();
      const entries: [string, unknown][] = [];
      for (const { key, value } of node.items) {
        const keyStart = nodeStart(key) ?? start;
        if (!isScalar(key)) {
          findings.push(at(keyStart, path, "expected a word as key, found a list, map or alias"));
          continue;
        }
        const name = String(key.value);
        const earlier = first.get(name);
        if (earlier !== undefined) {
          const { line } = lines.linePos(earlier);
          findings.push(
            at(
              keyStart,
              [...path, name],
              `expected each key once, found it again (first in line ${line})`,
            ),
          );
          continue;
        }
        first.set(name, keyStart);
        entries.push([name, walk(value, [...path, name], keyStart)]);
      }
      return Object.fromEntries(entries);
    }
    if (isSeq(node)) {
      const { length } = node.items;
      settle(length === 0 ? "an empty list" : `a list of ${length}`);
      return node.items.map((item, index) => walk(item, [...path, index], start));
    }
    if (isAlias(node)) {
      settle(`the alias *${node.source} (write the value itself)`);
      return null;
    }
    if (!isScalar(node) || node.value === null || node.value === undefined) {
      // Where nothing is written there is nothing to point at but the key.
      settle("nothing", isScalar(node) && node.source ? start : fallback);
      return null;
    }
    settle(
      typeof node.value === "string" ? quote(node.value) : (node.source ?? String(node.value)),
    );
    return node.value;
  };

  const value = walk(document.contents, [], 0);
  return {
    value,
    findings,
    finding(path, expected) {
      const exact = places.get(keyOf(path));
      let around = exact;
      for (let length = path.length - 1; around === undefined && length >= 0; length--) {
        around = places.get(keyOf(path.slice(0, length)));
      }
      const found = exact?.found ?? "nothing";
      return at(around?.offset ?? 0, path, `expected ${expected}, found ${found}`);
    },
    keyFinding(path, expected) {
      const offset = places.get(keyOf(path))?.keyOffset ?? 0;
      return at(offset, path, `expected ${expected}, found ${String(path.at(-1))}`);
    },
  };
}

/** Where a node of the syntax tree begins, in characters from the start of the text. */
function nodeStart(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)
    ? node.range?.[0]
    : undefined;
}
