import { expect } from "chai";
import { parseCsv } from "../../../sdk/csv/parseCsv.ts";
import { readClassFile } from "../../../sdk/files/readClassFile.ts";
import { bookCsv } from "../../../sdk/register/bookCsv.ts";
import { bookHeading } from "../../../sdk/register/bookHeading.ts";
import { bookJson, bookSchema } from "../../../sdk/register/bookJson.ts";
import { bookOf } from "../../../sdk/register/bookOf.ts";
import { extractCsv } from "../../../sdk/register/extractCsv.ts";
import { extractJson, extractSchema } from "../../../sdk/register/extractJson.ts";
import { extractOf, HolderNotFound } from "../../../sdk/register/extractOf.ts";
import { BOND, HOLDERS, sampleRegister, walletNumber } from "./support/sampleRegister.ts";

function table(text: string) {
  const { header, rows } = parseCsv(text.replace(/^\uFEFF/, ""), "book.csv");
  const names = header.map((cell) => cell.text);
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [names[index], cell.text])));
}

const sum = (lines: Record<string, string>[], column: string) =>
  lines.reduce((total, line) => total + BigInt(line[column] || "0"), 0n);

describe("bookHeading", () => {
  it("takes from the class's file what the book says of the class", async () => {
    const heading = bookHeading(await readClassFile("examples/classes/sbi-st-1.yaml"));
    expect(heading.kind).to.equal("bond");
    expect(heading.face).to.equal(100_000n);
    expect(heading.items.map(({ value }) => value.ja)).to.deep.equal([
      ...["¥100,000", "0.0035", "2021年4月27日", "2022年4月27日"],
    ]);
  });

  it("refuses a class for which the law names no book, unless one is named", async () => {
    const file = await readClassFile("examples/classes/sbi-st-1.yaml");
    const other = { ...file, type: "trust-interest" } as const;
    expect(() => bookHeading(other)).to.throw("none of the three books");
    expect(bookHeading(other, "beneficial-interest").kind).to.equal("beneficial-interest");
  });
});

describe("bookOf", () => {
  it("joins an investor's wallets by day, names by number, and creditors' names", () => {
    const { rows, nameless } = bookOf(sampleRegister(), BOND, HOLDERS);
    const [first, second, contract] = rows;
    expect(first?.lots.map(({ units, amount }) => [units, amount])).to.deep.equal([
      [60n, 6_000_000n],
      [60n, 6_000_000n],
    ]);
    expect(
      first?.encumbrances.map(({ purpose, units, name }) => [purpose, units, name]),
    ).to.deep.equal([
      ["pledge", 20n, '=HYPERLINK("x")'],
      ["attachment", 10n, "株式会社差押銀行"],
    ]);
    expect([first?.name, second?.trust, contract?.name]).to.deep.equal([
      "髙橋 﨑子",
      true,
      undefined,
    ]);
    expect(nameless).to.equal(1);
    expect(bookOf(sampleRegister(), BOND).nameless).to.equal(3);
  });
});

describe("bookCsv", () => {
  const text = bookCsv(bookOf(sampleRegister(), BOND, HOLDERS), "ja");

  it("begins with a byte order mark, and has a line for each day of acquisition", () => {
    expect(text.startsWith("\uFEFF番号,投資家番号,氏名又は名称,住所,")).to.equal(true);
    const lines = table(text);
    expect(lines.map((line) => [line.番号, line.取得の日, line.数])).to.deep.equal([
      ["1", "2027-04-01", "60"],
      ["1", "2027-04-10", "60"],
      ["2", "2027-04-10", "50"],
      ["3", "2027-04-10", "5"],
    ]);
  });

  it("adds up to the supply in each column of units (SUM-1)", () => {
    const lines = table(text);
    expect(sum(lines, "数")).to.equal(175n);
    expect(sum(lines, "数の合計")).to.equal(175n);
    expect(sum(lines, "金額（円）")).to.equal(17_500_000n);
    expect(sum(lines, "質権の目的である数")).to.equal(20n);
  });

  it("lets no name be a formula", () => {
    const [, , line] = table(text);
    expect(line?.氏名又は名称).to.equal(`'=HYPERLINK("x")`);
    expect(line?.信託財産).to.equal("あり");
  });

  it("says on every line of which register it is", () => {
    const { digest, blockHash } = sampleRegister();
    for (const line of table(text)) {
      expect(line.ダイジェスト).to.equal(digest);
      expect(line.ブロックハッシュ).to.equal(blockHash);
      expect(line["時点（日本時間）"]).to.equal("2027年4月30日 23時59分");
      expect(line.銘柄コード).to.equal("BOND-1");
    }
  });

  it("has no yen for a class without a face, and English on request", () => {
    const { face: _, ...share } = BOND;
    const english = bookCsv(bookOf(sampleRegister(), { ...share, kind: "share" }), "en");
    expect(english.split("\r\n")[0]).to.not.include("face");
    expect(english.split("\r\n")[0]).to.include("acquired on,units,units in all");
  });
});

describe("bookJson", () => {
  it("is by its schema, and the same bytes for the same register", () => {
    const text = bookJson(bookOf(sampleRegister(), BOND, HOLDERS));
    const book = bookSchema.parse(JSON.parse(text));
    expect([book.title.ja, book.law.ja, book.date]).to.deep.equal([
      ...["社債原簿", "会社法681条", "2027-04-30"],
    ]);
    expect(book.rows[0]?.lots[0]).to.deep.equal({
      ...{ date: "2027-04-01", units: "60", amount: "6000000" },
    });
    expect(bookJson(bookOf(sampleRegister(), BOND, HOLDERS))).to.equal(text);
    expect(bookSchema.safeParse({ ...book, more: 1 }).success).to.equal(false);
    expect(bookSchema.safeParse({ ...book, supply: "1.5" }).success).to.equal(false);
  });

  it("names each of the three books", () => {
    const titles = (["bond", "share", "beneficial-interest"] as const).map((kind) => {
      const text = bookJson(bookOf(sampleRegister(), { ...BOND, kind }));
      const { title, law } = bookSchema.parse(JSON.parse(text));
      return [title.ja, law.ja];
    });
    expect(titles).to.deep.equal([
      ["社債原簿", "会社法681条"],
      ["株主名簿", "会社法121条"],
      ["受益権原簿", "信託法186条"],
    ]);
  });
});

describe("extractOf", () => {
  it("has one holder's row, and nobody else's name", () => {
    const extract = extractOf(sampleRegister(), 2, BOND, HOLDERS);
    expect(extract.rows.map(({ units }) => units)).to.deep.equal([50n]);
    const json = extractJson(extract);
    expect(extractSchema.parse(JSON.parse(json)).law.ja).to.equal("会社法682条");
    expect(json).to.not.include("髙橋");
    const csv = extractCsv(extract, "ja");
    expect(csv.trimEnd().split("\r\n")).to.have.lengthOf(2);
    expect(csv).to.not.include("髙橋");
  });

  it("finds a contract by its wallet, and refuses who has no units", () => {
    expect(extractOf(sampleRegister(), walletNumber(9), BOND).rows[0].units).to.equal(5n);
    expect(() => extractOf(sampleRegister(), 77, BOND)).to.throw(HolderNotFound, "Investor 77");
    expect(() => extractOf(sampleRegister(), walletNumber(1), BOND)).to.throw(HolderNotFound);
  });
});
