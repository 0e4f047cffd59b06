import { expect } from "chai";
import { displayWidth } from "../../../sdk/format/displayWidth.ts";
import { TableRowRefused, table } from "../../../sdk/format/table.ts";

describe("The width of a text", () => {
  it("is two columns for a full-width character and one for others", () => {
    expect(displayWidth("")).to.equal(0);
    expect(displayWidth("yen ¥1,000")).to.equal(10);
    expect(displayWidth("決済")).to.equal(4);
    expect(displayWidth("カナとｶﾅ")).to.equal(8);
    expect(displayWidth("（ST）")).to.equal(6);
    expect(displayWidth("Ａ１　")).to.equal(6);
    expect(displayWidth("𠮷野家")).to.equal(6);
    expect(displayWidth("🇯")).to.equal(2);
    expect(displayWidth("✅")).to.equal(2);
  });

  it("is none for combining and invisible characters", () => {
    expect(displayWidth("か\u3099")).to.equal(2);
    expect(displayWidth("e\u0301\u200b")).to.equal(1);
  });
});

describe("A table", () => {
  it("refuses a row that does not fit its columns", () => {
    const columns = [{ heading: "role" }, { heading: "delay" }];
    expect(() => table([["admin", "48h"], ["pauser"]], { columns })).to.throw(
      TableRowRefused,
      "Row 2 has 1 cells where the table has 2 columns: give one cell per column, an empty text where there is nothing to say.",
    );
  });

  it("aligns Japanese and Latin text, numbers to the right, without spaces at line ends", () => {
    const columns = [
      { heading: "銘柄" },
      { heading: "units", align: "right" },
      { heading: "note", align: "left" },
    ] as const;
    expect(
      table(
        [
          ["第1回社債", "1,000", ""],
          ["SBIST1", "5", "額面 ¥500,000"],
        ],
        { columns },
      ),
    ).to.equal(
      [
        "銘柄       units  note",
        "---------  -----  -------------",
        "第1回社債  1,000",
        "SBIST1         5  額面 ¥500,000",
      ].join("\n"),
    );
  });

  it("has its headings when there are no rows", () => {
    expect(table([], { columns: [{ heading: "role" }] })).to.equal("role\n----");
  });
});
