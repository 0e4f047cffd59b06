import { expect } from "chai";
import { coverageVerdict } from "../../../scripts/checks/coverageVerdict.ts";
import { lcov } from "../../../scripts/checks/lcov.ts";

function lines(covered: number, uncovered: readonly number[]) {
  return [
    {
      path: "contracts/money/Yen.sol",
      covered: Array.from({ length: covered }, (_, i) => 1000 + i),
      uncovered,
    },
  ];
}

function statements(covered: number, total: number) {
  return [{ path: "contracts/money/Yen.sol", covered, total }];
}

describe("coverageVerdict", () => {
  it("passes at the floor", () => {
    const { ok, report } = coverageVerdict(lines(98, [3, 4]), statements(49, 50));
    expect(ok).to.equal(true);
    expect(report).to.contain("98.00 % (98 of 100)");
  });

  it("fails below it in lines, and names the lines", () => {
    const { ok, report } = coverageVerdict(lines(97, [3, 4, 9]), statements(50, 50));
    expect(ok).to.equal(false);
    expect(report).to.contain("contracts/money/Yen.sol: 3-4, 9");
  });

  it("fails below it in statements", () => {
    const { ok, report } = coverageVerdict(lines(100, []), statements(9_799, 10_000));
    expect(ok).to.equal(false);
    expect(report).to.contain("97.99 %").and.contain("below 98 %");
  });

  it("does not mistake a broken measurement for a result", () => {
    expect(() => coverageVerdict([], [])).to.throw("found no statement");
    expect(() => coverageVerdict([], statements(0, 5))).to.throw("no record of");
    expect(() => coverageVerdict(lines(5, []), statements(0, 5))).to.throw("computed differently");
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
