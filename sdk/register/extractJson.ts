import { z } from "zod";
import { bookJson, bookRowSchema, bookSchema } from "./bookJson.ts";
import { EXTRACTS } from "./bookTexts.ts";
import type { Extract } from "./extractOf.ts";

/** What the JSON of an extract holds: a book's with one row, and of the class no total but the supply. */
export const extractSchema = bookSchema.extend({
  kind: z.literal("RegisterExtract"),
  rows: z.tuple([bookRowSchema]),
});

/** An extract for programs, by `extractSchema`. */
export function extractJson(extract: Extract): string {
  const { law, en, ja } = EXTRACTS[extract.heading.kind];
  const book = JSON.parse(bookJson(extract));
  const plain = { ...book, kind: "RegisterExtract", title: { en, ja }, law };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}
