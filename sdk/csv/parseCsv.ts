import { FileRefused, type Finding } from "../files/FileRefused.ts";

/** One field of a table. */
export interface CsvCell {
  readonly text: string;
  /** Where it begins, counted from 1; the column in UTF-16 code units as editors count. */
  readonly line: number;
  readonly column: number;
}

export interface Csv {
  readonly header: readonly CsvCell[];
  /** Each as long as the header. Lines with nothing in them are left out. */
  readonly rows: readonly (readonly CsvCell[])[];
}

export type ParseCsvErrors = FileRefused;

/**
 * A table by RFC 4180: fields with commas between, in quotes where one has a comma, a quote (written
 * twice) or a line break. Lines may end in CR LF or LF. The first line is the header.
 *
 * @param fileName how findings name the file
 * @throws FileRefused with every fault of form at its line and column
 */
export function parseCsv(text: string, fileName: string): Csv {
  const findings: Finding[] = [];
  const refuse = (line: number, column: number, message: string) =>
    findings.push({ file: fileName, line, column, path: "", message });
  const [header, ...rows] = recordsOf(text, refuse);
  if (header === undefined) {
    refuse(1, 1, "expected a header line with the names of the columns, found an empty file");
  } else {
    for (const row of rows) {
      const { line, column } = row[header.length] ?? row[0] ?? header[0] ?? { line: 1, column: 1 };
      if (row.length !== header.length) {
        const found = `${row.length} field${row.length === 1 ? "" : "s"}`;
        refuse(line, column, `expected ${header.length} fields as in the header, found ${found}`);
      }
    }
  }
  if (header === undefined || findings.length > 0) throw new FileRefused(findings);
  return { header, rows };
}

type Refuse = (line: number, column: number, message: string) => void;

function recordsOf(text: string, refuse: Refuse): CsvCell[][] {
  const records: CsvCell[][] = [];
  let record: CsvCell[] = [];
  let [at, line, lineStart] = [0, 1, 0];
  const newLine = () => {
    line++;
    lineStart = at;
  };
  while (at < text.length) {
    const [startLine, column] = [line, at - lineStart + 1];
    let field = "";
    if (text[at] === '"') {
      at++;
      let closed = false;
      while (at < text.length && !closed) {
        const next = text[at++];
        if (next === '"' && text[at] === '"') {
          field += '"';
          at++;
        } else if (next === '"') closed = true;
        else {
          field += next;
          if (next === "\n") newLine();
        }
      }
      if (!closed)
        refuse(startLine, column, "expected the quote to be closed, found none after it");
      else if (!endsField(text, at)) {
        const where = at - lineStart + 1;
        refuse(
          line,
          where,
          `expected a comma or the line's end after the closing quote, found more`,
        );
        while (!endsField(text, at)) at++;
      }
    } else {
      const from = at;
      while (!endsField(text, at)) {
        if (text[at] === '"') {
          const where = at - lineStart + 1;
          refuse(
            line,
            where,
            'expected quotes around the whole field (a quote in it is ""), found one inside',
          );
        }
        at++;
      }
      field = text.slice(from, at);
    }
    record.push({ text: field, line: startLine, column });
    if (text[at] === ",") {
      at++;
      // A comma at the very end leaves one more field, with nothing in it.
      if (at === text.length) record.push({ text: "", line, column: at - lineStart + 1 });
      if (at < text.length) continue;
    } else if (at < text.length) {
      at += text[at] === "\r" ? 2 : 1;
      newLine();
    }
    if (record.some((cell) => cell.text !== "")) records.push(record);
    record = [];
  }
  return records;
}

function endsField(text: string, at: number): boolean {
  const next = text[at];
  return (
    next === undefined || next === "," || next === "\n" || (next === "\r" && text[at + 1] === "\n")
  );
}
