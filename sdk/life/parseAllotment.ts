import { tableRows } from "../csv/tableRows.ts";
import type { FileRefused } from "../files/FileRefused.ts";
import { unitsCell } from "../issue/unitsCell.ts";
import { type Cell, halfWidth } from "../officers/cells.ts";
import type { Text } from "../text/texts.ts";

/** What an entry of an offering is allotted by file. */
export interface AllotmentRow {
  readonly entry: number;
  readonly units: bigint;
}

export type ParseAllotmentErrors = FileRefused;

/** The header of a table of an offering's entries; an allotment needs the first and the last. */
export const ENTRY_HEADINGS = {
  entry: { en: "entry", ja: "申込番号" },
  wallet: { en: "wallet", ja: "ウォレット" },
  state: { en: "state", ja: "状態" },
  subscribed: { en: "subscribed", ja: "申込数量" },
  units: { en: "units", ja: "数量" },
} as const satisfies Record<string, Text>;

const MOST_ENTRY = 0xffff_ffff;
const passedOver = (text: string): Cell<string> => ({ value: text });

/**
 * An allotment by file: entry and units, 0 for an entry that gets nothing.
 *
 * @param fileName how findings name the file
 * @throws FileRefused with every fault at its line and column
 */
export function parseAllotment(text: string, fileName: string): AllotmentRow[] {
  const { entry, wallet, state, subscribed, units } = ENTRY_HEADINGS;
  const rows = tableRows(text, fileName, {
    entry: { heading: entry, read: entryCell, isOnce: true },
    wallet: { heading: wallet, read: passedOver, otherwise: "" },
    state: { heading: state, read: passedOver, otherwise: "" },
    subscribed: { heading: subscribed, read: passedOver, otherwise: "" },
    units: { heading: units, read: allottedCell },
  });
  return rows.map((row) => ({ entry: row.entry, units: row.units }));
}

function allottedCell(text: string): Cell<bigint> {
  return text === "0" ? { value: 0n } : unitsCell(text);
}

function entryCell(text: string): Cell<number> {
  const plain = halfWidth(text);
  const isNumber = /^\d{1,10}$/.test(plain) && Number(plain) <= MOST_ENTRY;
  if (isNumber && plain === text) return { value: Number(plain) };
  return { expected: "an entry's number as offer status lists it, such as 0" };
}
