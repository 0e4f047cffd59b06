import { encodeBytes32String } from "ethers";
import { tableRows } from "../csv/tableRows.ts";
import type { FileRefused } from "../files/FileRefused.ts";
import { type Cell, walletCell } from "../officers/cells.ts";
import type { Text } from "../text/texts.ts";
import { unitsCell } from "./unitsCell.ts";

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

/**
 * The rows of a file of units to be issued: reference, wallet, units, in any order, in English or Japanese.
 * A wallet may stand in several rows, a reference in one only.
 *
 * @param fileName how findings name the file
 * @throws FileRefused with every fault at its line and column, and the right form where there is one
 */
export function parseIssueRows(text: string, fileName: string): IssueRow[] {
  const fields = {
    reference: { heading: ISSUE_HEADINGS.reference, read: referenceCell, isOnce: true },
    wallet: { heading: ISSUE_HEADINGS.wallet, read: walletCell },
    units: { heading: ISSUE_HEADINGS.units, read: unitsCell },
  };
  return tableRows(text, fileName, fields).map((row) => {
    return { ...row, code: encodeBytes32String(row.reference) };
  });
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
