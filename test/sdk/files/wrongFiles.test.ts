import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { FileRefused, type Finding } from "../../../sdk/files/FileRefused.ts";
import { parseClassFile } from "../../../sdk/files/parseClassFile.ts";

const FOLDER = "test/sdk/files/wrong";
const names = readdirSync(FOLDER).sort();

/** What the first line of a wrong file says: line, column, path and how the message begins. */
function expectation(text: string) {
  const said = /^# expects (\d+):(\d+) (?:(\S+): )?(expected .+)$/m.exec(text.split("\n", 1)[0]!);
  if (said === null) throw new Error("the first line does not say what is expected");
  const [, line, column, path = "", beginning] = said;
  return { line: Number(line), column: Number(column), path, beginning: beginning! };
}

function findingsOf(text: string, name: string): readonly Finding[] {
  try {
    parseClassFile(text, name);
  } catch (error) {
    if (error instanceof FileRefused) return error.findings;
    throw error;
  }
  return [];
}

describe("A wrong class file", () => {
  for (const name of names) {
    it(`is refused for one thing: ${name.replace(".yaml", "").replaceAll("-", " ")}`, () => {
      const text = readFileSync(`${FOLDER}/${name}`, "utf8");
      const { beginning, ...place } = expectation(text);
      const [finding, ...others] = findingsOf(text, name);
      expect(others).to.deep.equal([]);
      expect(finding).to.include({ file: name, ...place });
      expect(finding!.message.slice(0, beginning.length)).to.equal(beginning);
    });
  }

  it("is there for every kind of rule", () => {
    expect(names).to.have.length.of.at.least(34);
  });
});
