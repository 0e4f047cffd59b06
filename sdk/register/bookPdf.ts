/// <reference path="./pdfkit.d.ts" />
import type PDFDocument from "pdfkit";
import { formatDate } from "../format/formatDate.ts";
import { formatTime } from "../format/formatTime.ts";
import type { Lang } from "../text/texts.ts";
import type { Book, BookRow } from "./bookOf.ts";
import { BOOKS, COLUMNS, EXTRACTS, WORDS } from "./bookTexts.ts";
import type { Extract } from "./extractOf.ts";
import { type FontFile, FontNeeded } from "./findFont.ts";

/** The font lacks a letter: it would be printed as a box. */
export class GlyphMissing extends Error {
  override readonly name = "GlyphMissing";
  readonly character: string;

  constructor(character: string, where: string, font: string) {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    super(
      `${font} has no ${character} (U+${code}), which stands in ${where}. ` +
        `Name a font that has it, or write the name with a letter that it has.`,
    );
    this.character = character;
  }
}

export type BookPdfErrors = GlyphMissing | FontNeeded;

const MARGIN = 36;
const SIZES = { title: 16, head: 8, cell: 7.5, small: 6.5 } as const;
const PAD = 3;
/** In one piece of a row. */
const MOST_LOTS = 24;
const MOST_ENCUMBRANCES = 5;
const GREY = "#888888";
const SHADE = "#eef1f5";

interface Column {
  readonly title: string;
  /** Share of the width. */
  readonly share: number;
  readonly align: "left" | "right";
  /** Of a row in several pieces it stands in the first alone. */
  readonly isOnce: boolean;
  readonly text: (row: BookRow) => string;
}

/**
 * A book, or the extract for one holder, as PDF for print: A4, landscape, with what it is of on the first
 * page and the digest on each.
 *
 * @param font see {@link findFont}
 * @throws GlyphMissing if the font lacks a letter, naming it and the row; FontNeeded if the file is no font
 */
export async function bookPdf(
  book: Book | Extract,
  lang: Lang,
  font: FontFile,
): Promise<Uint8Array> {
  const titles = ("isExtract" in book ? EXTRACTS : BOOKS)[book.heading.kind];
  // Loaded for a PDF alone: it brings fonts and half a megabyte along.
  const { default: Document } = await import("pdfkit");
  const document = new Document({
    size: "A4",
    layout: "landscape",
    margins: { top: MARGIN, bottom: 0, left: MARGIN, right: MARGIN },
    bufferPages: true,
    info: {
      Title: titles[lang],
      Subject: book.heading.code,
      Keywords: book.register.digest,
      // The block's, so that one register gives one document.
      CreationDate: new Date(book.register.timestamp * 1_000),
    },
    lang,
  });
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    document.on("data", (chunk) => chunks.push(chunk));
    document.on("end", resolve);
    document.on("error", reject);
  });
  try {
    document.font(font.path, font.face);
  } catch {
    throw new FontNeeded(font.path);
  }
  if (document._font.font === undefined) throw new FontNeeded(font.path);

  const glyphs = document._font.font;
  const checked = (text: string, where: string) => {
    for (const character of text) {
      if (character !== "\n" && !glyphs.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) {
        throw new GlyphMissing(character, where, font.path);
      }
    }
    return text;
  };
  const page = { width: document.page.width - 2 * MARGIN, bottom: document.page.height - 44 };
  let y = heading(document, book, titles, lang, page.width, checked);
  y = table(document, book, lang, page, y, checked);
  total(document, book, lang, page, y, checked);
  footers(document, book, titles[lang], lang, page, checked);
  document.end();
  await done;
  return Buffer.concat(chunks);
}

type Checked = (text: string, where: string) => string;
type Page = { readonly width: number; readonly bottom: number };

function heading(
  document: PDFDocument,
  { heading: { name, code, items }, register }: Book,
  titles: (typeof BOOKS)[keyof typeof BOOKS],
  lang: Lang,
  width: number,
  checked: Checked,
): number {
  const where = "the heading";
  const other = lang === "ja" ? "en" : "ja";
  document.fontSize(SIZES.title).text(checked(titles[lang], where), MARGIN, MARGIN);
  document
    .fontSize(SIZES.head)
    .fillColor(GREY)
    .text(checked(titles.law[lang], where), MARGIN, MARGIN + 6, { width, align: "right" })
    .fillColor("black");
  let y = MARGIN + 28;
  document.fontSize(11).text(checked(name[lang], where), MARGIN, y, { width });
  y += document.heightOfString(name[lang], { width }) + 1;
  if (name[other] !== name[lang]) {
    document.fontSize(SIZES.head).fillColor(GREY);
    document.text(checked(name[other], where), MARGIN, y, { width }).fillColor("black");
    y += document.heightOfString(name[other], { width });
  }
  y += 6;
  const facts: (readonly [string, string])[] = [
    [COLUMNS.code[lang], code],
    [COLUMNS.asOf[lang], formatTime(register.timestamp, lang)],
    [COLUMNS.block[lang], `${register.block}`],
    [COLUMNS.total[lang], register.supply.toLocaleString("en-US")],
    ...items.map(({ label, value }) => [label[lang], value[lang]] as const),
  ];
  const wide: (readonly [string, string])[] = [
    [COLUMNS.blockHash[lang], register.blockHash],
    [COLUMNS.digest[lang], register.digest],
    [lang === "ja" ? "コントラクト" : "contract", `${register.token} (chain ${register.chainId})`],
  ];
  document.fontSize(SIZES.head);
  const half = width / 2;
  for (const [index, [label, value]] of facts.entries()) {
    const x = MARGIN + (index % 2) * half;
    fact(document, label, value, x, y, half, checked);
    if (index % 2 === 1 || index === facts.length - 1) y += 13;
  }
  for (const [label, value] of wide) {
    fact(document, label, value, MARGIN, y, width, checked);
    y += 13;
  }
  return y + 6;
}

function fact(
  document: PDFDocument,
  label: string,
  value: string,
  x: number,
  y: number,
  width: number,
  checked: Checked,
) {
  const labelWidth = 96;
  document.fillColor(GREY).text(checked(label, "the heading"), x, y, { width: labelWidth });
  document.fillColor("black").text(checked(value, "the heading"), x + labelWidth, y, {
    width: width - labelWidth - 4,
  });
}

function columnsOf({ heading: { face } }: Book, lang: Lang): readonly Column[] {
  const number = (units: bigint) => units.toLocaleString("en-US");
  const lines = (row: BookRow, of: (lot: BookRow["lots"][number]) => string) =>
    row.lots.map(of).join("\n");
  const creditors = (row: BookRow, purpose: string) =>
    row.encumbrances
      .filter((each) => each.purpose === purpose)
      .map(({ name, address = "", wallet = "", units, date }) => {
        const who = name === undefined ? wallet : `${name} ${address}`.trim();
        return `${who}\n${number(units)}, ${formatDate(date, "en")}`;
      })
      .join("\n");
  const column = (
    title: string,
    share: number,
    text: Column["text"],
    align: Column["align"] = "left",
    isOnce = false,
  ): Column => ({ title, share, text, align, isOnce });
  return [
    column(COLUMNS.number[lang], 0.6, (row) => String(row.number), "right"),
    column(COLUMNS.investor[lang], 1, (row) =>
      row.investor === undefined ? WORDS.contract[lang] : String(row.investor),
    ),
    column(COLUMNS.name[lang], 2.1, (row) => row.name ?? WORDS.nameless[lang]),
    column(COLUMNS.address[lang], 3.2, (row) => row.address ?? WORDS.nameless[lang], "left", true),
    column(COLUMNS.acquired[lang], 1.2, (row) => lines(row, ({ date }) => formatDate(date, "en"))),
    column(COLUMNS.units[lang], 1, (row) => lines(row, ({ units }) => number(units)), "right"),
    column(COLUMNS.total[lang], 1.1, (row) => number(row.units), "right", true),
    ...(face === undefined
      ? []
      : [column(COLUMNS.totalAmount[lang], 1.5, (row) => number(row.amount ?? 0n), "right", true)]),
    column(COLUMNS.pledges[lang], 2.3, (row) => creditors(row, "pledge")),
    column(COLUMNS.attachments[lang], 2.3, (row) => creditors(row, "attachment")),
    column(COLUMNS.trust[lang], 0.9, (row) => (row.trust ? WORDS.yes[lang] : "")),
  ];
}

function table(
  document: PDFDocument,
  book: Book,
  lang: Lang,
  page: Page,
  from: number,
  checked: Checked,
): number {
  const columns = columnsOf(book, lang);
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (page.width * share) / shares);
  let y = from;

  function line(cells: readonly string[], where: string, isHead: boolean) {
    document.fontSize(isHead ? SIZES.small : SIZES.cell);
    const options = columns.map(({ align }, index) => ({
      width: (widths[index] ?? 0) - 2 * PAD,
      align,
    }));
    const heights = cells.map((cell, index) => document.heightOfString(cell, options[index]));
    const height = Math.max(...heights) + 2 * PAD;
    if (!isHead && y + height > page.bottom) {
      document.addPage();
      y = MARGIN;
      head();
      document.fontSize(SIZES.cell);
    }
    if (isHead) document.rect(MARGIN, y, page.width, height).fill(SHADE).fillColor("black");
    let x = MARGIN;
    for (const [index, cell] of cells.entries()) {
      document.text(checked(cell, where), x + PAD, y + PAD, options[index]);
      x += widths[index] ?? 0;
    }
    y += height;
    document.strokeColor(isHead ? GREY : "#cccccc").lineWidth(0.5);
    document
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + page.width, y)
      .stroke();
  }
  function head() {
    const titles = columns.map(({ title }) => title);
    line(titles, "the table's head", true);
  }

  head();
  for (const row of book.rows) {
    const where = `row ${row.number} (${row.name ?? `investor ${row.investor ?? "–"}`})`;
    for (const [index, piece] of piecesOf(row).entries()) {
      const cells = columns.map(({ text, isOnce }) => (isOnce && index > 0 ? "" : text(piece)));
      line(cells, where, false);
    }
  }
  return y;
}

/** A row in pieces none of which is higher than a page. */
function piecesOf(row: BookRow): readonly BookRow[] {
  const { lots, encumbrances } = row;
  const count = Math.max(
    1,
    Math.ceil(lots.length / MOST_LOTS),
    Math.ceil(encumbrances.length / MOST_ENCUMBRANCES),
  );
  return Array.from({ length: count }, (_, index) => ({
    ...row,
    lots: lots.slice(index * MOST_LOTS, (index + 1) * MOST_LOTS),
    encumbrances: encumbrances.slice(index * MOST_ENCUMBRANCES, (index + 1) * MOST_ENCUMBRANCES),
  }));
}

function total(
  document: PDFDocument,
  { rows, nameless }: Book,
  lang: Lang,
  page: Page,
  from: number,
  checked: Checked,
) {
  const units = rows.reduce((sum, row) => sum + row.units, 0n).toLocaleString("en-US");
  const count = rows.length.toLocaleString("en-US");
  const said =
    lang === "ja"
      ? `以上 ${count}名、合計 ${units}。${nameless > 0 ? `うち氏名の未登録 ${nameless}名。` : ""}`
      : `${count} holders, ${units} units in all.${nameless > 0 ? ` Names not entered: ${nameless}.` : ""}`;
  let y = from + 8;
  if (y + 14 > page.bottom) {
    document.addPage();
    y = MARGIN;
  }
  const options = { width: page.width, align: "right" } as const;
  document.fontSize(SIZES.head).text(checked(said, "the total"), MARGIN, y, options);
}

function footers(
  document: PDFDocument,
  { heading: { code }, register }: Book,
  title: string,
  lang: Lang,
  page: Page,
  checked: Checked,
) {
  const { start, count } = document.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    document.switchToPage(start + index);
    const time = formatTime(register.timestamp, lang);
    const said = `${title} ${code} · ${time} · ${register.digest}`;
    document.fontSize(SIZES.small).fillColor(GREY);
    const options = { width: page.width, lineBreak: false } as const;
    document.text(checked(said, "the foot"), MARGIN, page.bottom + 12, options);
    const pages = `${index + 1} / ${count}`;
    document.text(checked(pages, "the foot"), MARGIN, page.bottom + 12, {
      ...options,
      align: "right",
    });
  }
}
