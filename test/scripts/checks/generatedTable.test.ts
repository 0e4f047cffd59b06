import { expect } from "chai";
import { documents } from "../../../scripts/checks/documents.ts";
import { withTable } from "../../../scripts/checks/generatedTable.ts";

const page = (table: string) =>
  `# Page\n\n<!-- generated table -->\n${table}\n<!-- end of generated table -->\n\nMore.\n`;
const TABLE = "| a |\n|---|\n| 1 |";

function findings(text: string) {
  const standing = ["README.md", "CHANGELOG.md", "SECURITY.md"].map((path) => ({ path, text: "" }));
  return documents({
    documents: [...standing, { path: "docs/a.md", text }],
    scripts: [],
    look: () => "",
    tables: [{ page: "docs/a.md", table: TABLE, from: "src.ts" }],
  });
}

describe("generated tables", () => {
  it("are accepted when the page has just them", () => {
    expect(findings(withTable(page(""), TABLE)!)).to.deep.equal([]);
  });

  it("are refused at the first line that differs, with how to write them anew", () => {
    const text = withTable(page(""), TABLE)!.replace("| 1 |", "| 2 |");
    expect(findings(text)).to.deep.equal([
      {
        ...{ file: "docs/a.md", line: 7 },
        message: "its table differs from src.ts: write it anew by `npm run check -- --fix`",
      },
    ]);
  });

  it("are refused when the page has no place for them", () => {
    expect(withTable("# Page\n", TABLE)).to.equal(undefined);
    expect(findings("# Page\n")[0]?.message).to.match(/^has no place for its table/);
  });

  it("replace only what is between the marks, whatever they contain", () => {
    expect(withTable(page("old $1\n\nlines"), "| $& |")).to.equal(page("\n| $& |\n"));
  });
});
