import { tableRows } from "../csv/tableRows.ts";
import type { FileRefused } from "../files/FileRefused.ts";
import type { Cell } from "../officers/cells.ts";

export type ParseAskedErrors = FileRefused;

/**
 * The persons of a table, each by whoever asks it's own number or code for him.
 *
 * @param fileName how findings name the file
 * @throws FileRefused with every fault at its line and column
 */
export function parseAsked(text: string, fileName: string): string[] {
  const heading = { en: "person", ja: "顧客番号" };
  const rows = tableRows(text, fileName, { person: { heading, read: personCell, isOnce: true } });
  return rows.map(({ person }) => person);
}

function personCell(text: string): Cell<string> {
  // One person written in two widths must not count as two.
  const plain = text.normalize("NFKC");
  if (plain !== "") return { value: plain };
  return { expected: "a number or code that is always the same for this person" };
}
