import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { bookOf } from "../../../sdk/register/bookOf.ts";
import { bookPdf } from "../../../sdk/register/bookPdf.ts";
import { extractOf } from "../../../sdk/register/extractOf.ts";
import { type FontFile, findFont } from "../../../sdk/register/findFont.ts";
import type { Register } from "../../../sdk/register/Register.ts";
import { BOND, HOLDERS, sampleRegister, walletNumber } from "./support/sampleRegister.ts";

describe("bookPdf", function () {
  this.timeout(60_000);
  let font: FontFile;

  before(async function () {
    try {
      font = await findFont();
    } catch (error) {
      console.log(`      skipped: ${(error as Error).message}`);
      this.skip();
    }
  });

  const pagesOf = (pdf: Uint8Array) =>
    Number(/\/Count (\d+)/.exec(Buffer.from(pdf).toString("latin1"))?.[1]);

  it("prints a book in either language, and an extract", async () => {
    const book = bookOf(sampleRegister(), BOND, HOLDERS);
    for (const pdf of [
      await bookPdf(book, "ja", font),
      await bookPdf(book, "en", font),
      await bookPdf(extractOf(sampleRegister(), 1, BOND, HOLDERS), "ja", font),
    ]) {
      expect(Buffer.from(pdf).subarray(0, 5).toString()).to.equal("%PDF-");
      expect(pagesOf(pdf)).to.equal(1);
    }
    const folder = process.env.KESSAI_REGISTER_PDF;
    if (folder !== undefined) {
      await writeFile(join(folder, "ja.pdf"), await bookPdf(book, "ja", font));
      await writeFile(join(folder, "en.pdf"), await bookPdf(many(60), "en", font));
    }
  });

  it("goes on over as many pages as it needs", async () => {
    expect(pagesOf(await bookPdf(many(60), "ja", font))).to.be.greaterThan(1);
  });

  it("goes on over pages within one holder's row", async () => {
    const book = bookOf(sampleRegister(), BOND, HOLDERS);
    const [first] = book.rows;
    const lots = Array.from({ length: 300 }, (_, index) => ({ date: 20_000 + index, units: 1n }));
    const encumbrances = Array.from({ length: 30 }, () => first!.encumbrances[0]!);
    const long = { ...book, rows: [{ ...first!, lots, encumbrances }] };
    expect(pagesOf(await bookPdf(long, "ja", font))).to.be.within(9, 13);
    const folder = process.env.KESSAI_REGISTER_PDF;
    if (folder !== undefined)
      await writeFile(join(folder, "l.pdf"), await bookPdf(long, "ja", font));
  });

  it("refuses a letter that the font lacks, naming it and the row", async () => {
    const holders = new Map(HOLDERS).set(walletNumber(9), { name: "山\u{E000}", address: "" });
    const refused = await bookPdf(bookOf(sampleRegister(), BOND, holders), "ja", font).catch(
      (error) => error,
    );
    expect(refused.name).to.equal("GlyphMissing");
    expect(refused.message).to.include("U+E000").and.include("row 3 (山");
  });

  it("refuses a file that is no font", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kessai-font-"));
    const path = join(folder, "none.ttf");
    await writeFile(path, "no font");
    const refused = await bookPdf(bookOf(sampleRegister(), BOND), "ja", { path }).catch(
      (error) => error,
    );
    expect(refused.name).to.equal("FontNeeded");
    await rm(folder, { recursive: true });
  });
});

describe("findFont", () => {
  it("says in one sentence what is needed when there is none", async () => {
    const none = await findFont(undefined, []).catch((error) => error);
    expect(none.name).to.equal("FontNeeded");
    expect(none.message)
      .to.include("Noto Sans CJK")
      .and.not.match(/\.\s+\S/);
    const named = await findFont({ path: "no/such.ttf" }).catch((error) => error);
    expect(named.message).to.include("no/such.ttf is none");
  });
});

function many(count: number) {
  const register: Register = sampleRegister();
  const [first] = register.investors;
  if (first === undefined) throw new Error("no investor");
  const investors = Array.from({ length: count }, (_, index) => ({
    ...first,
    investor: index + 1,
  }));
  return bookOf({ ...register, investors }, BOND, HOLDERS);
}
