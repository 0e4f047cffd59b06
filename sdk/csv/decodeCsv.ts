import { FileUnreadable } from "../files/FileUnreadable.ts";

/** The text of a table and the encoding in which it was written. */
export interface DecodedCsv {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: "UTF-8" | "CP932";
}

export type DecodeCsvErrors = FileUnreadable;

/**
 * The text of a table as spreadsheets save it: UTF-8 with or without a byte order mark, else CP932, which
 * desks in Japan call Shift_JIS. What is sound UTF-8 is taken for it: text in CP932 almost never is.
 *
 * @param fileName how the error names the file
 * @throws FileUnreadable if it is neither
 */
export function decodeCsv(bytes: Uint8Array, fileName: string): DecodedCsv {
  const text = decoded(bytes, "utf-8");
  // A text of two bytes for each letter can be sound UTF-8, and no table has a zero.
  if (text !== undefined && !text.includes("\0")) return { text, encoding: "UTF-8" };
  // The web's shift_jis is CP932: it knows what Windows added to it.
  const other = text === undefined ? decoded(bytes, "shift_jis") : undefined;
  if (other !== undefined && !other.includes("\0")) return { text: other, encoding: "CP932" };
  throw new FileUnreadable(fileName, {
    en: "it is neither UTF-8 nor CP932 (Shift_JIS) text; save it from the spreadsheet as CSV UTF-8",
    ja: "UTF-8 でも CP932(Shift_JIS)でもありません。表計算ソフトから CSV UTF-8 で保存してください",
  });
}

function decoded(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
