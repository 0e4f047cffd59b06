import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { decodeCsv } from "../../../sdk/csv/decodeCsv.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";
import { HEADINGS } from "../../../sdk/officers/columns.ts";
import { parseRows } from "../../../sdk/officers/parseRows.ts";
import type { Verb } from "../../../sdk/officers/verbs.ts";

const FOLDER = "examples/officers";
const VERBS: Record<string, Verb> = {
  "grants.csv": "grant",
  "grants-ja.csv": "grant",
  "renewals.csv": "renew",
  "screening.csv": "suspend",
  "reinstate.csv": "reinstate",
  "reattest.csv": "reattest",
};

describe("The officers' example tables", () => {
  it("are all read, without a warning", () => {
    const names = readdirSync(FOLDER).filter(
      (name) => name.endsWith(".csv") && !name.includes(".results."),
    );
    expect(names.sort()).to.deep.equal(Object.keys(VERBS).sort());
    const parameters = { today: parseJstDate("2027-04-01"), classes: new Map([["YEN", 0]]) };
    for (const name of names) {
      const { text } = decodeCsv(readFileSync(`${FOLDER}/${name}`), name);
      const { rows, warnings } = parseRows(VERBS[name]!, text, name, parameters);
      expect(rows, name).not.to.have.lengthOf(0);
      expect(warnings, name).to.deep.equal([]);
    }
  });

  it("have headings that the page about them lists in both languages", () => {
    const page = readFileSync("docs/officers.md", "utf8");
    for (const { en, ja } of Object.values(HEADINGS)) expect(page).to.contain(en).and.contain(ja);
  });
});
