import { type Csv, type CsvCell, parseCsv } from "../csv/parseCsv.ts";
import type { Claims } from "../encode/passTypes.ts";
import { FileRefused, type Finding } from "../files/FileRefused.ts";
import { nearest } from "../files/nearest.ts";
import { formatDate } from "../format/formatDate.ts";
import type { JstDate } from "../format/JstDate.ts";
import {
  type Cell,
  classesCell,
  reasonCell,
  referenceCell,
  residenceCell,
  taxClassCell,
  walletCell,
} from "./cells.ts";
import { CATEGORY_COLUMNS, COLUMNS, type Column, HEADINGS, mayBeEmpty } from "./columns.ts";
import { dateCell } from "./dateCell.ts";
import type { Verb } from "./verbs.ts";

/** What every row of an officers' file has. */
export interface Row {
  /** The firm's own key of the row, which never goes on the chain; `#` and the line if it gave none. */
  readonly reference: string;
  /** Address with checksum; of a recovery the lost one. */
  readonly wallet: string;
  /** The line of the file, from 1. */
  readonly line: number;
}

export interface GrantRow extends Row {
  readonly claims: Claims;
  /** Class numbers, ascending. */
  readonly classes: number[];
}

export interface LinkRow extends GrantRow {
  readonly older: string;
}

export interface RenewRow extends Row {
  readonly expiry: JstDate;
  readonly screenedUntil: JstDate;
}

export interface ReclassifyRow extends Row {
  readonly claims: Omit<Claims, "expiry" | "screenedUntil">;
}

export interface ReasonRow extends Row {
  /** 32 bytes as hex. */
  readonly reason: string;
}

export interface RecoverRow extends ReasonRow {
  readonly successor: string;
}

/** The rows of each verb's file. */
export interface VerbRows {
  readonly grant: GrantRow;
  readonly link: LinkRow;
  readonly renew: RenewRow;
  readonly reclassify: ReclassifyRow;
  readonly suspend: ReasonRow;
  readonly reinstate: ReasonRow;
  readonly reattest: Row;
  readonly recover: RecoverRow;
  readonly revoke: ReasonRow;
}

export interface ParsedRows<V extends Verb> {
  readonly rows: readonly VerbRows[V][];
  /** What is allowed and odd, in the order of the file. */
  readonly warnings: readonly Finding[];
}

export interface ParseRowsParameters {
  /** The date in Japan by the chain's clock: dates before it are refused. */
  readonly today: JstDate;
  /** Numbers of the open classes by their codes. */
  readonly classes?: ReadonlyMap<string, number>;
}

export type ParseRowsErrors = FileRefused;

/**
 * The rows of an officers' file. Headings may be English or Japanese, in any order; a date is YYYY-MM-DD,
 * an empty category means none.
 *
 * @param fileName how findings name the file
 * @throws FileRefused with every fault at its line and column, and the right form where there is one
 */
export function parseRows<V extends Verb>(
  verb: V,
  text: string,
  fileName: string,
  parameters: ParseRowsParameters,
): ParsedRows<V> {
  const csv = parseCsv(text, fileName);
  const sheet = new Sheet(fileName);
  const columns = columnsOf(csv, verb, sheet);
  const rows = csv.rows.map((cells) => rowOf(cells, verb, columns, sheet, parameters));
  requireDistinct(csv, columns, sheet);
  if (csv.rows.length === 0 && sheet.findings.length === 0) {
    sheet.refuse(
      { text: "", line: 2, column: 1 },
      "",
      "at least one row below the header, found none",
    );
  }
  if (sheet.findings.length > 0) throw new FileRefused(inOrder(sheet.findings));
  // The columns of a verb are those of its rows, and each was read.
  return { rows: rows as unknown as VerbRows[V][], warnings: inOrder(sheet.warnings) };
}

/** What was found in a file. */
class Sheet {
  readonly findings: Finding[] = [];
  readonly warnings: Finding[] = [];
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  refuse(cell: CsvCell, path: string, expected: string): void {
    this.findings.push(this.#finding(cell, path, `expected ${expected}`));
  }

  warn(cell: CsvCell, path: string, message: string): void {
    this.warnings.push(this.#finding(cell, path, message));
  }

  #finding({ line, column }: CsvCell, path: string, message: string): Finding {
    return { file: this.file, line, column, path, message };
  }
}

type Columns = ReadonlyMap<Column, { readonly index: number; readonly heading: string }>;

function columnsOf({ header }: Csv, verb: Verb, sheet: Sheet): Columns {
  const wanted = COLUMNS[verb];
  const columns = new Map<Column, { index: number; heading: string }>();
  const names = wanted.flatMap((each) => [HEADINGS[each].en, HEADINGS[each].ja]);
  for (const [index, cell] of header.entries()) {
    const heading = cell.text.trim();
    const column = wanted.find((each) =>
      [HEADINGS[each].en, HEADINGS[each].ja].some((name) => bare(name) === bare(heading)),
    );
    if (column === undefined) {
      const hint = nearest(heading, names);
      sheet.refuse(
        cell,
        "",
        `a column of this file, the nearest is ${hint}, found ${quoted(heading)}`,
      );
    } else if (columns.has(column)) {
      sheet.refuse(cell, "", `each column once, found ${heading} again`);
    } else columns.set(column, { index, heading });
  }
  for (const column of wanted) {
    if (columns.has(column) || mayBeEmpty(column, verb)) continue;
    const { en, ja } = HEADINGS[column];
    sheet.refuse({ text: "", line: 1, column: 1 }, "", `a column ${en} (${ja}), found none`);
  }
  return columns;
}

/** Capitals, spaces and hyphens make no difference in a heading. */
function bare(heading: string): string {
  return heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]/g, "");
}

type Read<T> = (text: string) => Cell<T>;

function rowOf(
  cells: readonly CsvCell[],
  verb: Verb,
  columns: Columns,
  sheet: Sheet,
  { today, classes = new Map() }: ParseRowsParameters,
) {
  const line = cells[0]?.line ?? 0;
  const read = <T>(column: Column, reader: Read<T>, empty: T): T => {
    const place = columns.get(column);
    const cell = place === undefined ? undefined : cells[place.index];
    if (place === undefined || cell === undefined) return empty;
    const text = cell.text.trim();
    if (text === "" && mayBeEmpty(column, verb)) return empty;
    const answer = reader(text);
    if ("value" in answer) return answer.value;
    const found = text === "" ? "nothing" : quoted(text);
    sheet.refuse(cell, place.heading, `${answer.expected}, found ${found}`);
    return empty;
  };
  const date = (text: string) => dateCell(text, today);
  const [specifiedUntil, qiiUntil, specialBusinessUntil, brokerDealerUntil] = CATEGORY_COLUMNS.map(
    (column) => read(column, date, 0),
  ) as [JstDate, JstDate, JstDate, JstDate];
  const expiry = read("expiry", date, 0);
  const screenedUntil = read("screenedUntil", date, 0);
  for (const [index, end] of [
    specifiedUntil,
    qiiUntil,
    specialBusinessUntil,
    brokerDealerUntil,
  ].entries()) {
    const place = columns.get(CATEGORY_COLUMNS[index] ?? "wallet");
    const cell = place === undefined ? undefined : cells[place.index];
    if (place === undefined || cell === undefined || expiry === 0 || end <= expiry) continue;
    const last = formatDate(expiry, "en");
    sheet.warn(cell, place.heading, `ends after the pass itself, which ends on ${last}`);
  }
  const has = (column: Column) => COLUMNS[verb].includes(column);
  const dates = { expiry, screenedUntil };
  const residence = read("residence", residenceCell, 0);
  const taxClass = read("taxClass", taxClassCell, 0);
  const ends = { specifiedUntil, qiiUntil, specialBusinessUntil, brokerDealerUntil };
  const older = read("older", walletCell, "");
  const successor = read("successor", walletCell, "");
  const reason = read("reason", reasonCell, "");
  const numbers = read("classes", (text) => classesCell(text, classes), []);
  return {
    reference: read("reference", referenceCell, `#${line}`),
    wallet: read("wallet", walletCell, ""),
    line,
    ...(has("older") && { older }),
    ...(has("successor") && { successor }),
    ...(has("reason") && { reason }),
    ...(has("classes") && { classes: numbers }),
    ...(verb === "renew" && dates),
    ...(has("residence") && {
      claims: { residence, taxClass, ...ends, ...(has("expiry") && dates) },
    }),
  };
}

/** No wallet and no reference stands in two rows. */
function requireDistinct({ rows }: Csv, columns: Columns, sheet: Sheet): void {
  for (const column of ["wallet", "reference"] as const) {
    const place = columns.get(column);
    if (place === undefined) continue;
    const first = new Map<string, number>();
    for (const cells of rows) {
      const cell = cells[place.index];
      const key = column === "wallet" ? cell?.text.trim().toLowerCase() : cell?.text.trim();
      if (cell === undefined || key === undefined || key === "") continue;
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, cell.line);
      else {
        const found = `found it in lines ${earlier} and ${cell.line}`;
        sheet.refuse(cell, place.heading, `each ${column} in one row only, ${found}`);
      }
    }
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
