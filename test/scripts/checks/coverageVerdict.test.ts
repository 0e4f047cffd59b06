import { expect } from "chai";
import { coverageVerdict, type NotCoverable } from "../../../scripts/checks/coverageVerdict.ts";
import { lcov } from "../../../scripts/checks/lcov.ts";

const PATH = "contracts/money/Yen.sol";
/** Ten lines, each with its own number. */
const TEXT = Array.from({ length: 10 }, (_, i) => `    line ${i + 1};`).join("\n");
const WHY = "because";

/** The verdict on ten lines and statements of which some did not run. */
function verdict(unrun: {
  readonly lines?: readonly number[];
  readonly statements?: readonly number[];
  readonly listed?: readonly Partial<NotCoverable>[];
  readonly text?: string;
}) {
  const { lines = [], statements = [], listed = [], text = TEXT } = unrun;
  const all = Array.from({ length: 10 }, (_, i) => i + 1);
  return coverageVerdict({
    lines: [{ path: PATH, covered: all.filter((n) => !lines.includes(n)), uncovered: lines }],
    statements: [{ path: PATH, total: 10, uncovered: statements }],
    files: [{ path: PATH, text }],
    notCoverable: listed.map((entry) => ({ path: PATH, line: "line 3;", why: WHY, ...entry })),
  });
}

describe("coverageVerdict", () => {
  it("passes where every line and statement ran", () => {
    const { ok, report } = verdict({});
    expect(ok).to.equal(true);
    expect(report).to.contain("100.00 % (10 of 10)");
  });

  it("fails for one line, and names it with its number and text", () => {
    const { ok, report } = verdict({ lines: [3] });
    expect(ok).to.equal(false);
    expect(report).to.contain("90.00 % (9 of 10)").and.contain(`${PATH}:3: line 3;`);
  });

  it("fails for one statement of a line that ran", () => {
    const { ok, report } = verdict({ statements: [4] });
    expect(ok).to.equal(false);
    expect(report).to.contain(`${PATH}:4: line 4;`);
  });

  it("passes given a line that is listed, wherever it stands", () => {
    expect(verdict({ lines: [3], statements: [3, 3], listed: [{}] }).ok).to.equal(true);
    const text = `\n\n\n${TEXT}`;
    expect(verdict({ lines: [6], listed: [{}], text }).ok).to.equal(true);
  });

  it("takes a listed line for one of its text in its file, and for no other", () => {
    const text = TEXT.replace("line 8", "line 3");
    expect(verdict({ lines: [3, 8], listed: [{}], text }).ok).to.equal(false);
    expect(verdict({ lines: [3, 8], listed: [{}, {}], text }).ok).to.equal(true);
    expect(verdict({ lines: [3], listed: [{ path: "contracts/Other.sol" }] }).ok).to.equal(false);
  });

  it("fails given a listed line that runs, or is gone", () => {
    for (const listed of [{}, { line: "line 11;" }]) {
      const { ok, report } = verdict({ listed: [listed] });
      expect(ok).to.equal(false);
      expect(report)
        .to.contain("strike them off")
        .and.contain(listed.line ?? "line 3;");
    }
  });

  it("does not round up", () => {
    const many = Array.from({ length: 9_999 }, (_, i) => i + 1);
    const { report } = coverageVerdict({
      lines: [{ path: PATH, covered: [...many, 1, 1], uncovered: [3] }],
      statements: [{ path: PATH, total: 10_002, uncovered: [3] }],
      files: [{ path: PATH, text: TEXT }],
      notCoverable: [],
    });
    expect(report).to.contain("99.99 %");
  });

  it("does not mistake a broken measurement for a result", () => {
    const nothing = { lines: [], statements: [], files: [], notCoverable: [] };
    const unrun = { path: PATH, total: 2, uncovered: [1, 2] };
    const lines = [{ path: PATH, covered: [1], uncovered: [] }];
    expect(() => coverageVerdict(nothing)).to.throw("found no statement");
    expect(() => coverageVerdict({ ...nothing, statements: [unrun] })).to.throw("no record of");
    expect(() => coverageVerdict({ ...nothing, statements: [unrun], lines })).to.throw(
      "computed differently",
    );
  });
});

describe("lcov", () => {
  it("reads covered and uncovered lines by file", () => {
    const trace =
      "TN:\nSF:contracts/A.sol\nDA:9,0\nDA:3,2\nDA:4,1\nLH:2\nLF:3\nend_of_record\n" +
      "SF:contracts/B.sol\nDA:1,0\nend_of_record\n";
    expect(lcov(trace)).to.deep.equal([
      { path: "contracts/A.sol", covered: [3, 4], uncovered: [9] },
      { path: "contracts/B.sol", covered: [], uncovered: [1] },
    ]);
  });
});
