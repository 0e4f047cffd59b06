import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Book,
  bookCsv,
  bookJson,
  bookPdf,
  type Extract,
  extractCsv,
  extractJson,
  type FontFile,
  findFont,
  type Lang,
} from "../../sdk/index.ts";
import type { Given } from "../command.ts";
import { maybe, pathOf } from "../inputs.ts";
import { cjkFont } from "./cjkFont.ts";
import { ArgumentRefused } from "./faults.ts";

const FORMATS = ["csv", "json", "pdf"] as const;

/**
 * Writes a book or an extract in the forms asked for.
 *
 * @throws FontNeeded for a PDF without a font; GlyphMissing naming a letter that it lacks
 */
export async function registerFiles(
  book: Book | Extract,
  stem: string,
  given: Given,
  lang: Lang,
): Promise<string[]> {
  if (maybe(given, "out") === undefined) return [];
  const folder = pathOf(given, "out");
  const asked = (maybe(given, "format") ?? "csv,json").split(",").map((each) => each.trim());
  const unknown = asked.find((each) => !(FORMATS as readonly string[]).includes(each));
  if (unknown !== undefined) {
    throw new ArgumentRefused(
      `--format is of ${FORMATS.join(", ")}, with commas between, not ${unknown}.`,
    );
  }
  // First what can be refused.
  const isExtract = "isExtract" in book;
  const files: [path: string, content: string | Uint8Array][] = [];
  for (const format of asked) {
    const path = join(folder, `${stem}.${format}`);
    if (format === "csv") {
      files.push([path, isExtract ? extractCsv(book, lang) : bookCsv(book, lang)]);
    } else if (format === "json") {
      files.push([path, isExtract ? extractJson(book) : bookJson(book)]);
    } else {
      const named =
        maybe(given, "font") === undefined ? undefined : { path: pathOf(given, "font") };
      files.push([path, await bookPdf(book, lang, await fontFor(named))]);
    }
  }
  await mkdir(folder, { recursive: true });
  for (const [path, content] of files) await writeFile(path, content);
  return files.map(([path]) => path);
}

/** The font named, or one of those that are known, or any full one of the system. */
async function fontFor(named: FontFile | undefined): Promise<FontFile> {
  if (named !== undefined) return await findFont(named);
  try {
    return await findFont();
  } catch (error) {
    const found = await cjkFont();
    if (found === undefined) throw error;
    return { path: found };
  }
}
