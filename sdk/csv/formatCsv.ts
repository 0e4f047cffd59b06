/** What makes a field need quotes. */
const QUOTED = /[",\r\n]/;

/**
 * A table as spreadsheets open it, in Japan too: UTF-8 with a byte order mark, lines that end in CR LF,
 * quotes where a field needs them.
 *
 * @param rows the header first
 */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map(fieldOf).join(","));
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join("")}`;
}

function fieldOf(text: string): string {
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
