import type { Finding } from "./finding.ts";
import type { SourceFile } from "./sourceFile.ts";

/** A table that a page shows and something else says. */
export interface GeneratedTable {
  /** The page, from the project's root. */
  readonly page: string;
  /** Its lines, without a line break at the end. */
  readonly table: string;
  /** What says it, for whoever must look there. */
  readonly from: string;
}

const MARKED = /(<!-- generated table -->\n)[\s\S]*?(\n<!-- end of generated table -->)/;

/** A page's text with the table between its two marks, or undefined if they are not there. */
export function withTable(text: string, table: string): string | undefined {
  if (!MARKED.test(text)) return undefined;
  return text.replace(MARKED, (_, begin, end) => `${begin}\n${table}\n${end}`);
}

/** Pages whose table is not what it should be, and how to write it anew. */
export function tableFindings(
  pages: readonly SourceFile[],
  { page, table, from }: GeneratedTable,
): Finding[] {
  const text = pages.find(({ path }) => path === page)?.text;
  if (text === undefined) return [{ file: page, line: 1, message: "is missing" }];
  const wanted = withTable(text, table);
  if (wanted === undefined) {
    const message =
      "has no place for its table: write the lines <!-- generated table --> and <!-- end of generated table -->";
    return [{ file: page, line: 1, message }];
  }
  if (wanted === text) return [];
  const lines = text.split("\n");
  const line = wanted.split("\n").findIndex((wantedLine, at) => wantedLine !== lines[at]) + 1;
  const message = `its table differs from ${from}: write it anew by \`npm run check -- --fix\``;
  return [{ file: page, line, message }];
}
