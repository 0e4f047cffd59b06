import { FileRefused, type Finding } from "../files/FileRefused.ts";
import { nearest } from "../files/nearest.ts";
import { type Cell, halfWidth } from "../officers/cells.ts";
import type { Text } from "../text/texts.ts";
import { type CsvCell, parseCsv } from "./parseCsv.ts";

/** A column of a table that somebody writes. */
export interface TableField<T> {
  /** What stands in the header, in either language. */
  readonly heading: Text;
  readonly read: (text: string) => Cell<T>;
  /** What a value is where the column may be missing, or its field empty. */
  readonly otherwise?: T;
  /** A value stands in one row only. */
  readonly isOnce?: boolean;
}

type Values<F> = { [K in keyof F]: F[K] extends TableField<infer T> ? T : never };

export type TableRowsErrors = FileRefused;

/**
 * The rows of a table, whose columns may stand in any order, headed in English or Japanese.
 *
 * @param fileName how findings name the file
 * @throws FileRefused with every fault at its line and column, and the right form where there is one
 */
export function tableRows<F extends Readonly<Record<string, TableField<unknown>>>>(
  text: string,
  fileName: string,
  fields: F,
): (Values<F> & { readonly line: number })[] {
  const { header, rows } = parseCsv(text, fileName);
  const findings: Finding[] = [];
  const refuse: Refuse = ({ line, column }, path, why) =>
    findings.push({ file: fileName, line, column, path, message: `expected ${why}` });
  const columns = columnsOf(header, fields, refuse);
  const seen = new Map<string, number>();
  const read = rows.map((cells) => {
    const line = cells[0]?.line ?? 0;
    const values = Object.entries(fields).map(([name, field]): [string, unknown] => {
      const at = columns.get(name);
      const cell = at === undefined ? undefined : cells[at];
      const said = cell?.text.trim() ?? "";
      if (cell === undefined) return [name, field.otherwise];
      if (said === "" && "otherwise" in field) return [name, field.otherwise];
      const answer = field.read(said);
      if (!("value" in answer)) {
        const found = said === "" ? "nothing" : JSON.stringify(said);
        refuse(cell, field.heading.en, `${answer.expected}, found ${found}`);
        return [name, field.otherwise];
      }
      if (field.isOnce === true) {
        const earlier = seen.get(`${name} ${answer.value}`);
        seen.set(`${name} ${answer.value}`, earlier ?? line);
        if (earlier !== undefined) {
          const found = `found ${answer.value} in lines ${earlier} and ${line}`;
          refuse(cell, field.heading.en, `each ${field.heading.en} in one row only, ${found}`);
        }
      }
      return [name, answer.value];
    });
    return { ...Object.fromEntries(values), line } as Values<F> & { line: number };
  });
  if (rows.length === 0 && findings.length === 0) {
    refuse({ line: 2, column: 1 }, "", "at least one row below the header, found none");
  }
  if (findings.length > 0) {
    throw new FileRefused(findings.toSorted((a, b) => a.line - b.line || a.column - b.column));
  }
  return read;
}

type Refuse = (cell: Pick<CsvCell, "line" | "column">, path: string, why: string) => void;

function columnsOf(
  header: readonly CsvCell[],
  fields: Readonly<Record<string, TableField<unknown>>>,
  refuse: Refuse,
): ReadonlyMap<string, number> {
  const names = Object.keys(fields);
  const headingOf = (name: string): Text => fields[name]?.heading ?? { en: name, ja: name };
  const columns = new Map<string, number>();
  for (const [index, cell] of header.entries()) {
    const heading = bare(cell.text);
    const name = names.find((each) =>
      Object.values(headingOf(each)).some((text) => bare(text) === heading),
    );
    if (name === undefined) {
      const known = names.flatMap((each) => Object.values(headingOf(each)));
      const hint = nearest(cell.text.trim(), known) ?? known[0];
      const found = JSON.stringify(cell.text.trim());
      refuse(cell, "", `a column of this file, the nearest is ${hint}, found ${found}`);
    } else if (columns.has(name)) refuse(cell, "", `each column once, found ${cell.text} again`);
    else columns.set(name, index);
  }
  for (const name of names) {
    const { en, ja } = headingOf(name);
    if (!columns.has(name) && !("otherwise" in (fields[name] ?? {}))) {
      refuse({ line: 1, column: 1 }, "", `a column ${en} (${ja}), found none`);
    }
  }
  return columns;
}

function bare(heading: string): string {
  return halfWidth(heading)
    .toLowerCase()
    .replace(/[\s_-]/g, "");
}
