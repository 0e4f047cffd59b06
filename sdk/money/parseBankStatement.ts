import { getAddress, isAddress } from "ethers";
import { type Csv, type CsvCell, parseCsv } from "../csv/parseCsv.ts";
import { FileRefused, type Finding } from "../files/FileRefused.ts";
import type { JstDate } from "../format/JstDate.ts";
import { parseJstDate } from "../format/parseJstDate.ts";
import { filled } from "../text/filled.ts";
import type { Text } from "../text/texts.ts";

/** A deposit on a bank's statement. */
export interface BankStatementRow {
  /** Of the file, from 1. */
  readonly line: number;
  readonly reference: string;
  readonly name: string;
  readonly date?: JstDate;
  /** Whole yen. */
  readonly amount?: bigint;
  /** Where the yen go. */
  readonly wallet?: string;
  /** Why nothing is minted for it; empty if all is well. */
  readonly faults: readonly Text[];
}

const COLUMNS = {
  date: ["date", "日付", "取引日", "入金日"],
  reference: ["reference", "整理番号", "照会番号", "取引番号"],
  name: ["name", "振込人名", "振込依頼人名", "名義"],
  amount: ["amount", "金額", "入金額", "入金金額"],
  wallet: ["wallet", "ウォレット"],
  account: ["account", "口座", "口座番号"],
} as const;

type Column = keyof typeof COLUMNS;

const NEEDED = ["date", "reference", "name", "amount"] as const;

const TEXTS = {
  reference: { en: "it has no reference", ja: "整理番号がありません" },
  twice: {
    en: "its reference {reference} is on line {line} already",
    ja: "整理番号 {reference} は {line} 行目と重複しています",
  },
  date: { en: "{found} is no date such as 2027-04-01", ja: "{found} は日付ではありません" },
  amount: {
    en: "{found} is no amount of yen, more than 0",
    ja: "{found} は1円以上の金額ではありません",
  },
  wallet: {
    en: "{found} is no wallet's address; one in mixed case has a checksum, which may be wrong",
    ja: "{found} はウォレットのアドレスではありません",
  },
  account: {
    en: "no wallet is known of the account {found}: add it to the list of accounts",
    ja: "口座 {found} に対応するウォレットが登録されていません",
  },
} as const satisfies Record<string, Text>;

export type ParseBankStatementErrors = FileRefused;

/**
 * The deposits of a bank's statement. Columns are named in English or Japanese, in any order; digits may be
 * full-width. A row with a fault is told of, and stops no other.
 *
 * @param accounts wallets by the bank account's number as the statement writes it, where it names no wallets
 * @throws FileRefused if it is no table, or has not the columns that there are
 */
export function parseBankStatement(
  text: string,
  fileName: string,
  accounts: ReadonlyMap<string, string> = new Map(),
): BankStatementRow[] {
  const csv = parseCsv(text, fileName);
  const at = columnsOf(csv, fileName);
  const first = new Map<string, number>();
  return csv.rows.map((row) => {
    const cell = (column: Column) => clean(row[at.get(column) ?? -1]);
    const faults: Text[] = [];
    const line = row[0]?.line ?? 0;
    const reference = cell("reference");
    const before = first.get(reference);
    if (reference === "") faults.push(TEXTS.reference);
    else if (before !== undefined) faults.push(filled(TEXTS.twice, { reference, line: before }));
    else first.set(reference, line);

    const date = dateOf(cell("date"));
    if (date === undefined) faults.push(filled(TEXTS.date, { found: cell("date") }));
    const amount = yenOf(row[at.get("amount") ?? -1]?.text ?? "");
    if (amount === undefined) faults.push(filled(TEXTS.amount, { found: cell("amount") }));

    const [named, account] = [cell("wallet"), cell("account")];
    const found = named === "" ? (accounts.get(account) ?? "") : named;
    const wallet = isAddress(found) ? getAddress(found) : undefined;
    if (wallet === undefined) {
      const isUnknown = named === "" && account !== "" && found === "";
      faults.push(
        isUnknown ? filled(TEXTS.account, { found: account }) : filled(TEXTS.wallet, { found }),
      );
    }
    return {
      ...{ line, reference, name: cell("name"), faults },
      ...(date === undefined ? {} : { date }),
      ...(amount === undefined ? {} : { amount }),
      ...(wallet === undefined ? {} : { wallet }),
    };
  });
}

function columnsOf({ header }: Csv, file: string): Map<Column, number> {
  const findings: Finding[] = [];
  const at = new Map<Column, number>();
  for (const [index, cell] of header.entries()) {
    const { line, column } = cell;
    const name = clean(cell).toLowerCase();
    const known = (Object.keys(COLUMNS) as Column[]).find((each) =>
      (COLUMNS[each] as readonly string[]).includes(name),
    );
    const refuse = (message: string) => findings.push({ file, line, column, path: "", message });
    if (known === undefined) {
      refuse(
        `expected a column of ${Object.keys(COLUMNS).join(", ")} (or in Japanese ${Object.values(
          COLUMNS,
        )
          .map(([, ja]) => ja)
          .join("、")}), found ${JSON.stringify(cell.text)}`,
      );
    } else if (at.has(known)) refuse(`expected the column ${known} once, found it again`);
    else at.set(known, index);
  }
  const lacks: string[] = NEEDED.filter((each) => !at.has(each));
  if (!at.has("wallet") && !at.has("account")) lacks.push("wallet or account");
  if (lacks.length > 0) {
    const message = `expected the columns ${lacks.join(", ")} too`;
    findings.push({ file, line: 1, column: 1, path: "", message });
  }
  if (findings.length > 0) throw new FileRefused(findings);
  return at;
}

function clean(cell: CsvCell | undefined): string {
  return (cell?.text ?? "").normalize("NFKC").trim();
}

function dateOf(text: string): JstDate | undefined {
  const [, year, month, day] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  try {
    return parseJstDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  } catch {
    return undefined;
  }
}

function yenOf(typed: string): bigint | undefined {
  // A footnote's mark or a circled digit is none of the amount's: 1000000¹ is not 10,000,001.
  if (/[^\d０-９,，¥￥\\円\s]/.test(typed)) return undefined;
  const digits = typed
    .normalize("NFKC")
    .trim()
    .replace(/^[¥\\]/, "")
    .replace(/円$/, "");
  if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(digits)) return undefined;
  const yen = BigInt(digits.replaceAll(",", ""));
  return yen === 0n ? undefined : yen;
}
