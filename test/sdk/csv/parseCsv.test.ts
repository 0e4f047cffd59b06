import { expect } from "chai";
import { formatCsv } from "../../../sdk/csv/formatCsv.ts";
import { parseCsv } from "../../../sdk/csv/parseCsv.ts";
import { refusalOf } from "../files/support/refusalOf.ts";

const texts = (text: string) =>
  parseCsv(text, "x.csv").rows.map((row) => row.map((cell) => cell.text));

describe("parseCsv", () => {
  it("refuses wrong quotes and rows of another length, each at its place", () => {
    const cases: [string, string][] = [
      ['a,b\n1,"2\n', "x.csv:2:3: expected the quote to be closed, found none after it"],
      [
        'a,b\n"1"2,3\n',
        "x.csv:2:4: expected a comma or the line's end after the closing quote, found more",
      ],
      [
        'a,b\n1,2"3\n',
        'x.csv:2:4: expected quotes around the whole field (a quote in it is ""), found one inside',
      ],
      ["a,b\n1\n", "x.csv:2:1: expected 2 fields as in the header, found 1 field"],
      ["a,b\n1,2,3\n", "x.csv:2:5: expected 2 fields as in the header, found 3 fields"],
      ["", "x.csv:1:1: expected a header line with the names of the columns, found an empty file"],
    ];
    for (const [text, finding] of cases) {
      expect(
        refusalOf(() => parseCsv(text, "x.csv")),
        text,
      ).to.deep.equal([finding]);
    }
  });

  it("names every wrong row at once", () => {
    expect(refusalOf(() => parseCsv("a,b\n1\n1,2\n1,2,3\n", "x.csv"))).to.have.lengthOf(2);
  });

  it("reads lines that end in CR LF or LF, with and without an end after the last", () => {
    for (const text of ["a,b\r\n1,2\r\n3,\r\n", "a,b\n1,2\n3,\n", "a,b\n1,2\n3,"]) {
      expect(texts(text)).to.deep.equal([
        ["1", "2"],
        ["3", ""],
      ]);
    }
  });

  it("leaves out lines with nothing in them, as spreadsheets add them", () => {
    expect(texts("a,b\n\n1,2\n,\n\n")).to.deep.equal([["1", "2"]]);
  });

  it("knows where a field stands behind one with a line break in quotes", () => {
    const { rows } = parseCsv('a,b\n"x, ""y""\nz",2\n3,4\n', "x.csv");
    expect(rows[0]![0]).to.deep.equal({ text: 'x, "y"\nz', line: 2, column: 1 });
    expect(rows[0]![1]).to.deep.equal({ text: "2", line: 3, column: 4 });
    expect(rows[1]![1]).to.deep.equal({ text: "4", line: 4, column: 3 });
  });

  it("reads back what formatCsv writes", () => {
    const rows = [
      ["a", "b"],
      ['say "no", or', "line\r\nbreak"],
      ["", "終"],
    ];
    const text = formatCsv(rows);
    expect(text.startsWith("\uFEFFa,b\r\n")).to.equal(true);
    expect(texts(text.slice(1))).to.deep.equal(rows.slice(1));
  });
});
