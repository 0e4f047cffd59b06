import { formatCsv } from "../csv/formatCsv.ts";
import { harmless } from "../csv/harmless.ts";
import { formatDate } from "../format/formatDate.ts";
import { formatTime } from "../format/formatTime.ts";
import type { Lang } from "../text/texts.ts";
import type { Book, BookEncumbrance, BookLot, BookRow } from "./bookOf.ts";
import { COLUMNS, WORDS } from "./bookTexts.ts";

type Column = keyof typeof COLUMNS;

/** What is said once of a holder, on the first of its lines, so that each column adds up. */
const ONCE: readonly Column[] = [
  ...(["total", "totalAmount", "pledges", "pledged", "attachments", "attached"] as const),
  ...(["held", "frozen", "free"] as const),
];

/**
 * A book as a table that spreadsheets open: one line for each day on which a holder acquired units that it
 * still has. A holder's totals, pledges and holds stand on the first of its lines. What stands below
 * code says of which register it is, on every line.
 */
export function bookCsv(book: Book, lang: Lang): string {
  const columns = (Object.keys(COLUMNS) as Column[]).filter(
    (column) =>
      book.heading.face !== undefined || (column !== "amount" && column !== "totalAmount"),
  );
  const { register, heading } = book;
  const every: Partial<Record<Column, string>> = {
    className: heading.name[lang],
    code: heading.code,
    asOf: formatTime(register.timestamp, lang),
    block: String(register.block),
    blockHash: register.blockHash,
    digest: register.digest,
  };
  const lines = book.rows.flatMap((row) =>
    row.lots.map((lot, index) => {
      const fields = { ...every, ...fieldsOf(row, lot, lang) };
      return columns.map((column) =>
        index > 0 && ONCE.includes(column) ? "" : harmless(fields[column] ?? ""),
      );
    }),
  );
  return formatCsv([columns.map((column) => COLUMNS[column][lang]), ...lines]);
}

function fieldsOf(row: BookRow, lot: BookLot, lang: Lang): Partial<Record<Column, string>> {
  const of = (purpose: string) => row.encumbrances.filter((each) => each.purpose === purpose);
  const sum = (list: readonly BookEncumbrance[]) =>
    String(list.reduce((total, { units }) => total + units, 0n));
  const [pledges, attachments] = [of("pledge"), of("attachment")];
  return {
    number: String(row.number),
    investor: row.investor === undefined ? WORDS.contract[lang] : String(row.investor),
    name: row.name ?? "",
    address: row.address ?? "",
    acquired: formatDate(lot.date, "en"),
    units: String(lot.units),
    ...(lot.amount === undefined ? {} : { amount: String(lot.amount) }),
    total: String(row.units),
    ...(row.amount === undefined ? {} : { totalAmount: String(row.amount) }),
    pledges: creditors(pledges),
    pledged: sum(pledges),
    attachments: creditors(attachments),
    attached: sum(attachments),
    trust: row.trust ? WORDS.yes[lang] : "",
    held: String(row.held),
    frozen: String(row.frozen),
    free: String(row.free),
    wallets: row.wallets.join(" "),
  };
}

function creditors(list: readonly BookEncumbrance[]): string {
  return list
    .map(({ name, address, wallet = "" }) =>
      name === undefined ? wallet : [name, address].filter((each) => each !== "").join(" "),
    )
    .join(" / ");
}
