import { displayWidth } from "../../../sdk/index.ts";

/** What must not begin a line in Japanese. */
const NOT_FIRST = /[、。，．）」』：；・ー％]/;

/**
 * A text in lines of at most so many columns: broken at spaces, and between full-width characters.
 *
 * @param indent what every line but the first begins with
 */
export function wrapped(text: string, columns: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[\u2e80-\uffee]|[^\s\u2e80-\uffee]+|\s+/g) ?? []) {
    const isSpace = /^\s+$/.test(piece);
    const fits = displayWidth(line) + displayWidth(piece) <= columns;
    if (fits || line === "" || NOT_FIRST.test(piece)) {
      line += piece;
      continue;
    }
    lines.push(line.trimEnd());
    line = isSpace ? "" : piece;
  }
  return [...lines, line.trimEnd()].join(`\n${indent}`);
}
