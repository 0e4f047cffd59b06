import { encodeBytes32String } from "ethers";
import { type CsvCell, parseCsv } from "../csv/parseCsv.ts";
import { FileRefused, type Finding } from "../files/FileRefused.ts";
import { nearest } from "../files/nearest.ts";
import { type Cell, halfWidth, walletCell } from "../officers/cells.ts";
import type { Text } from "../text/texts.ts";

/** One row of a file of units to be issued. */
export interface IssueRow {
  /** Of the file, from 1. */
  readonly line: number;
  /** As the file has it, 1 to 31 bytes: it goes on the chain, and tells what is issued already. */
  readonly reference: string;
  /** The same, 32 bytes as hex. */
  readonly code: string;
  readonly wallet: string;
  readonly units: bigint;
}

export type ParseIssueRowsErrors = FileRefused;

/** What stands in the header, in either language; the first of each is the usual one. */
export const ISSUE_HEADINGS = {
  reference: { en: "reference", ja: "参照番号" },
  wallet: { en: "wallet", ja: "ウォレット" },
  units: { en: "units", ja: "数量" },
} as const satisfies Record<string, Text>;

type IssueColumn = keyof typeof ISSUE_HEADINGS;

const MOST_UNITS = (1n << 64n) - 1n;

/**
 * The rows of a file of units to be issued: reference, wallet, units, in any order, in English or Japanese.
 * A wallet may stand in several rows, a reference in one only.
 *
 * @param fileName how findings name the file
 * @throws FileRefused with every fault at its line and column, and the right form where there is one
 */
export function parseIssueRows(text: string, fileName: string): IssueRow[] {
  const { header, rows } = parseCsv(text, fileName);
  const findings: Finding[] = [];
  const refuse = ({ line, column }: Pick<CsvCell, "line" | "column">, path: string, why: string) =>
    findings.push({ file: fileName, line, column, path, message: `expected ${why}` });
  const columns = columnsOf(header, refuse);
  const seen = new Map<string, number>();
  const read = rows.map((cells): IssueRow => {
    const line = cells[0]?.line ?? 0;
    const cellOf = (name: IssueColumn) => {
      const at = columns.get(name);
      return at === undefined ? undefined : cells[at];
    };
    const value = <T>(name: IssueColumn, reader: (text: string) => Cell<T>, empty: T): T => {
      const cell = cellOf(name);
      if (cell === undefined) return empty;
      const answer = reader(cell.text.trim());
      if ("value" in answer) return answer.value;
      const found = cell.text.trim() === "" ? "nothing" : JSON.stringify(cell.text.trim());
      refuse(cell, ISSUE_HEADINGS[name].en, `${answer.expected}, found ${found}`);
      return empty;
    };
    const reference = value("reference", referenceCell, "");
    const earlier = seen.get(reference);
    const cell = cellOf("reference");
    if (reference !== "" && earlier !== undefined && cell !== undefined) {
      const found = `found ${reference} in lines ${earlier} and ${line}`;
      refuse(cell, ISSUE_HEADINGS.reference.en, `each reference in one row only, ${found}`);
    }
    seen.set(reference, earlier ?? line);
    const code = encodeBytes32String(reference);
    const [wallet, units] = [value("wallet", walletCell, ""), value("units", unitsCell, 0n)];
    return { line, reference, code, wallet, units };
  });
  if (rows.length === 0 && findings.length === 0) {
    refuse({ line: 2, column: 1 }, "", "at least one row below the header, found none");
  }
  if (findings.length > 0) {
    throw new FileRefused(findings.toSorted((a, b) => a.line - b.line || a.column - b.column));
  }
  return read;
}

function columnsOf(
  header: readonly CsvCell[],
  refuse: (cell: Pick<CsvCell, "line" | "column">, path: string, why: string) => void,
): ReadonlyMap<IssueColumn, number> {
  const names = Object.keys(ISSUE_HEADINGS) as IssueColumn[];
  const columns = new Map<IssueColumn, number>();
  for (const [index, cell] of header.entries()) {
    const heading = bare(cell.text);
    const name = names.find((each) =>
      Object.values(ISSUE_HEADINGS[each]).some((text) => bare(text) === heading),
    );
    if (name === undefined) {
      const known = names.flatMap((each) => Object.values(ISSUE_HEADINGS[each]));
      const hint = nearest(cell.text.trim(), known) ?? "reference";
      const found = JSON.stringify(cell.text.trim());
      refuse(cell, "", `a column of this file, the nearest is ${hint}, found ${found}`);
    } else if (columns.has(name)) refuse(cell, "", `each column once, found ${cell.text} again`);
    else columns.set(name, index);
  }
  for (const name of names) {
    const { en, ja } = ISSUE_HEADINGS[name];
    if (!columns.has(name)) {
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

function referenceCell(text: string): Cell<string> {
  const bytes = new TextEncoder().encode(text).length;
  const fits = bytes >= 1 && bytes <= 31 && /^[\x21-\x7e]+$/.test(text) && !/^[=+\-@]/.test(text);
  if (fits) return { value: text };
  return {
    expected:
      "a reference of 1 to 31 letters, digits or signs without spaces, that goes on the chain for good",
  };
}

function unitsCell(text: string): Cell<bigint> {
  const plain = halfWidth(text);
  const form = "units, a whole number such as 1000";
  if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(plain)) return { expected: form };
  const units = BigInt(plain.replaceAll(",", ""));
  if (units === 0n || units > MOST_UNITS) return { expected: `${form}, more than nothing` };
  if (plain !== text) return { expected: `half-width digits: write ${units}` };
  return { value: units };
}
