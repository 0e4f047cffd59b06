import { expect } from "chai";
import { ATTACKS, attackFindings } from "../../../scripts/checks/attacks.ts";
import { PROMISES, promiseFindings, promiseTable } from "../../../scripts/checks/promises.ts";

const section = (id: string) =>
  `## ${id}\n\nSays so.\n\n- [${id}: holds](../test/a.test.ts)\n\n**Limits.** None.\n`;
const page = (text = PROMISES.map(section).join("\n")) => ({ path: "docs/invariants.md", text });

const CAMPAIGN = {
  path: "test/support/invariants/ACampaign.sol",
  text: "uint256 private constant STEPS = 1_000;\nuint256 private constant SHORT = 2;\nuint256 private constant LONG = 30;",
};
const FUZZ = {
  path: "test/invariants/A.t.sol",
  text: `import { ACampaign } from "../support/invariants/ACampaign.sol";\ncontract A is ACampaign {\n${PROMISES.map(
    (id) => `function test_${id.replace("-", "_")}_holds() {}`,
  ).join("\n")}\nfunction setUp() external {}\n}`,
};
const TESTS = {
  path: "test/a.test.ts",
  text: PROMISES.map((id) => `it("${id}: holds", () => {});`).join("\n"),
};
const SOURCES = [CAMPAIGN, FUZZ, TESTS];

const messages = (text?: string, sources = SOURCES) =>
  promiseFindings(page(text), sources).map(({ message }) => message);

describe("promiseFindings", () => {
  it("is content with a section, a test, limits and a campaign for each", () => {
    expect(messages()).to.deep.equal([]);
  });

  it("misses the section of a promise, a test that it names, and its limits", () => {
    const text = page().text;
    expect(messages(text.replace("## PAY-1", "## PAY-one"))).to.include("has no section ## PAY-1");
    expect(messages(text.replace("[PAY-1: holds]", "[a.test.ts]"))).to.deep.equal([
      "PAY-1 names no test",
    ]);
    const limitless = text.replace(
      `${section("PAY-1")}`,
      section("PAY-1").replace("**Limits.**", ""),
    );
    expect(messages(limitless)).to.deep.equal(["PAY-1 says no **Limits.**"]);
  });

  it("misses a promise that no test has in its title, or that no campaign fuzzes", () => {
    const untested = { ...TESTS, text: TESTS.text.replace("NET-1: holds", "holds") };
    expect(messages(undefined, [CAMPAIGN, FUZZ, untested])).to.deep.equal([
      "no test has NET-1 in its title",
    ]);
    const unfuzzed = { ...FUZZ, text: FUZZ.text.replace("test_NET_1_", "test_") };
    expect(messages(undefined, [CAMPAIGN, unfuzzed, TESTS])).to.deep.equal([
      "no campaign under test/invariants fuzzes NET-1",
    ]);
  });

  it("finds an id in the sources that the page does not have, at its line", () => {
    // Put together here, or this test's own source would have it.
    const unknown = ["DVP", 3].join("-");
    const source = { path: "contracts/A.sol", text: `// DVP-1\n// ${unknown}: none\n` };
    expect(promiseFindings(page(), [...SOURCES, source])).to.deep.equal([
      {
        file: "contracts/A.sol",
        line: 2,
        message: `${unknown} is no promise of docs/invariants.md`,
      },
    ]);
  });

  it("counts the steps of each campaign", () => {
    const rows = promiseTable(SOURCES).table.split("\n");
    expect(rows[2]).to.equal(
      "| [ELIG-1](#elig-1) | [A](../test/invariants/A.t.sol): 2,000, 30,000 |",
    );
  });
});

describe("attackFindings", () => {
  const row = (attack: string) => `| ${attack} | [is played in a test](../test/a.test.ts) |`;
  const threats = (rows: readonly string[]) => ({
    path: "docs/threat-model.md",
    text: ["## Every attack of the design", "", ...rows, "", "## More", row("elsewhere")].join(
      "\n",
    ),
  });

  it("is content with a row and a test for each", () => {
    expect(attackFindings(threats(ATTACKS.map(row)))).to.deep.equal([]);
  });

  it("misses an attack, a test of it, and the section", () => {
    const [first, ...others] = ATTACKS;
    expect(attackFindings(threats(others.map(row)))[0]?.message).to.equal(`lacks "${first}"`);
    const bare = [`| ${first} | [a.test.ts](../test/a.test.ts) |`, ...others.map(row)];
    expect(attackFindings(threats(bare))).to.deep.equal([
      { file: "docs/threat-model.md", line: 3, message: `names no test of "${first}"` },
    ]);
    expect(attackFindings({ path: "docs/threat-model.md", text: "" })).to.have.lengthOf(1);
  });
});
