import { expect } from "chai";
import { namedTests } from "../../../scripts/checks/namedTests.ts";

const TESTS = `
describe("The gate", () => {
  it("T1: nobody registers himself: never", async () => {});
  it('says "no"', async () => {});
  it(
    "is wrapped",
    async () => {},
  );
  it(\`given a frozen holder, refuses\`, async () => {});
  for (const path of paths) it(\`by \${path}\`, async () => {});
});
`;

/** What is found wrong in a page of docs/ that says `text`. */
function found(text: string) {
  return namedTests({ path: "docs/peers.md", text: `# Peers\n\n${text}\n` }, (path) =>
    path === "test/gate.test.ts" ? TESTS : undefined,
  );
}

describe("namedTests", () => {
  for (const name of [
    "The gate",
    "T1: nobody registers himself: never",
    "T1: nobody registers …",
    "T1: nobody\nregisters himself: never",
    'says "no"',
    "is wrapped",
    "given a frozen holder, refuses",
  ]) {
    it(`finds the test named ${JSON.stringify(name)}`, () => {
      expect(found(`see [${name}](../test/gate.test.ts)`)).to.deep.equal([]);
    });
  }

  for (const name of [
    "T1: nobody registers",
    "T1: somebody registers …",
    "T1: nobody registers himself: never ever",
    "by a transfer",
  ]) {
    it(`misses one named ${JSON.stringify(name)}, at its line`, () => {
      expect(found(`one\n[The gate](../test/gate.test.ts), [${name}](../test/gate.test.ts)`))
        .to.have.length(1)
        .and.to.deep.include.members([
          { file: "docs/peers.md", line: 4, message: `test/gate.test.ts has no test "${name}"` },
        ]);
    });
  }

  it("leaves files named by their paths, dead links and links elsewhere to others", () => {
    for (const text of [
      "[test/gate.test.ts](../test/gate.test.ts)",
      "[no such test](../test/none.test.ts)",
      "[no such test](../contracts/gate.sol)",
    ]) {
      expect(found(text), text).to.deep.equal([]);
    }
  });
});
