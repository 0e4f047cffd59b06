import type { Lang } from "../text/texts.ts";
import { bookCsv } from "./bookCsv.ts";
import type { Extract } from "./extractOf.ts";

/** An extract as a table that spreadsheets open: the holder's lines of the book. */
export function extractCsv(extract: Extract, lang: Lang): string {
  return bookCsv(extract, lang);
}
