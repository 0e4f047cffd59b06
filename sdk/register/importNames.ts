import { decodeCsv } from "../csv/decodeCsv.ts";
import { parseCsv } from "../csv/parseCsv.ts";
import { FileRefused, type Finding } from "../files/FileRefused.ts";
import type { FileUnreadable } from "../files/FileUnreadable.ts";
import type { Holder, Holders } from "./Holder.ts";
import { isHolderKey } from "./nameFile.ts";
import { normalKey } from "./putName.ts";

export type ImportNamesErrors = FileRefused | FileUnreadable;

/** What each column may be called. */
const COLUMNS = {
  holder: ["investor", "investor number", "投資家番号"],
  name: ["name", "氏名", "氏名又は名称", "名称"],
  address: ["address", "住所"],
  trust: ["trust", "信託", "信託財産"],
} as const;

const YES = ["yes", "true", "1", "あり", "有", "○"];
const NO = ["", "no", "false", "0", "なし", "無"];

/**
 * Names from a table as spreadsheets save it, UTF-8 or CP932, added to those that there are. Columns:
 * investor (a number in digits of any width, or a wallet), name, address, and trust if there are trusts.
 *
 * @param fileName how findings name the file
 * @throws FileUnreadable, FileRefused with every fault; then nothing is taken
 */
export function importNames(holders: Holders, bytes: Uint8Array, fileName: string): Holders {
  const { header, rows } = parseCsv(decodeCsv(bytes, fileName).text, fileName);
  const findings: Finding[] = [];
  const refuse = ({ line, column }: { line: number; column: number }, message: string) =>
    findings.push({ file: fileName, line, column, path: "", message });
  const places = new Map<string, number>();
  for (const [index, cell] of header.entries()) {
    const found = Object.entries(COLUMNS).find(([, names]) =>
      (names as readonly string[]).includes(cell.text.trim().toLowerCase()),
    );
    if (found === undefined) refuse(cell, `no column is called ${JSON.stringify(cell.text)}`);
    else if (places.has(found[0])) refuse(cell, `a second column of ${found[0]}`);
    else places.set(found[0], index);
  }
  for (const column of ["holder", "name", "address"] as const) {
    const first = header[0];
    if (!places.has(column) && first !== undefined) {
      refuse(first, `expected a column ${COLUMNS[column].join(" or ")}, found none`);
    }
  }
  if (findings.length > 0) throw new FileRefused(findings);

  const taken = new Map<string, Holder>();
  for (const row of rows) {
    const cell = (column: keyof typeof COLUMNS) => row[places.get(column) ?? -1];
    const text = (column: keyof typeof COLUMNS) => cell(column)?.text.trim() ?? "";
    const place = cell("holder") ?? { line: 1, column: 1 };
    const key = text("holder").normalize("NFKC");
    if (!isHolderKey(key)) {
      refuse(place, `expected an investor number or a wallet, found ${JSON.stringify(key)}`);
      continue;
    }
    const normal = normalKey(key);
    if (taken.has(normal)) refuse(place, `${normal} stands there twice`);
    const [name, address] = [unarmed(text("name")), unarmed(text("address"))];
    if (name === "") refuse(cell("name") ?? place, "expected a name, found none");
    const trust = text("trust").toLowerCase();
    if (!YES.includes(trust) && !NO.includes(trust)) {
      refuse(cell("trust") ?? place, `expected yes or no, found ${JSON.stringify(trust)}`);
    }
    taken.set(normal, { name, address, ...(YES.includes(trust) ? { trust: true } : {}) });
  }
  if (findings.length > 0) throw new FileRefused(findings);
  return new Map([...holders, ...taken]);
}

/** Without the quote that keeps a spreadsheet from running a cell. */
function unarmed(text: string): string {
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}
