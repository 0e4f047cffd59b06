import { posix } from "node:path";
import type { Finding } from "./finding.ts";
import type { SourceFile } from "./sourceFile.ts";

const LINK = /\[([^\][]+)\]\(([^()\s]+\.test\.ts)\)/g;
const TITLE = /\b(?:it|describe)\(\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`([^`$\\]*)`)/g;
const ANY_TITLE =
  /\b(?:it|describe)\(\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`([^`\\]*)`)/g;

/**
 * Tests that a page names as links to their files, and that those files do not have. The link's text
 * is the title of a test or of a group of tests, or its beginning with … behind; a text without a
 * space names the file and no test. Dead links are found elsewhere.
 */
export function namedTests(
  document: SourceFile,
  look: (path: string) => string | true | undefined,
): Finding[] {
  return [...document.text.matchAll(LINK)].flatMap(({ 1: raw = "", 2: target = "", index }) => {
    const name = raw.trim().replace(/\s+/g, " ");
    const path = posix.join(posix.dirname(document.path), target);
    const source = look(path);
    if (!name.includes(" ") || typeof source !== "string") return [];
    if (titlesIn(source).some((title) => isNamed(title, name))) return [];
    const line = document.text.slice(0, index).split("\n").length;
    return [{ file: document.path, line, message: `${path} has no test "${name}"` }];
  });
}

/** Titles of tests and groups in a test's source; those with a place to be filled in only if asked for. */
export function titlesIn(source: string, withPlaces = false): string[] {
  return [...source.matchAll(withPlaces ? ANY_TITLE : TITLE)].map(([, double, single, template]) =>
    String(double ?? single ?? template).replace(/\\(.)/g, "$1"),
  );
}

function isNamed(title: string, name: string): boolean {
  return name.endsWith("…") ? title.startsWith(name.slice(0, -1).trimEnd()) : title === name;
}
