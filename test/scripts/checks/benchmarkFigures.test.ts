import { expect } from "chai";
import { benchmarkFigures } from "../../../scripts/checks/benchmarkFigures.ts";

const BARS = [
  { id: "transfer", held: 40_000 },
  { id: "newClass", held: 160_000 },
];
const page = (transfer: string) =>
  `# Side by side\n\n| \`transfer\` | a transfer | ${transfer} | – |\n| \`newClass\` | a class | 160,000 | – |\n| \`other\` | seen otherwise | 1 | – |\n`;

describe("benchmark figures", () => {
  it("are accepted within one per cent of what is held, above and below", () => {
    for (const figure of ["40,000", "40,400", "39,600"]) {
      expect(benchmarkFigures(page(figure), BARS)).to.deep.equal([]);
    }
  });

  it("are refused further off, above and below, with the line and what to do", () => {
    for (const figure of ["40,401", "39,599"]) {
      expect(benchmarkFigures(page(figure), BARS)).to.deep.equal([
        {
          ...{ file: "docs/benchmarks.md", line: 3 },
          message: `transfer is ${figure.replace(",", "")} here and 40000 in bench/bars.json: run \`npm run bench\``,
        },
      ]);
    }
  });

  it("are refused when a bar has no row", () => {
    const [finding, ...rest] = benchmarkFigures(page("40,000"), [...BARS, { id: "hold", held: 9 }]);
    expect(finding?.message).to.include("no row of the bar hold");
    expect(rest).to.deep.equal([]);
  });

  it("are refused when there is no page", () => {
    expect(benchmarkFigures(undefined, BARS)[0]?.message).to.include("npm run bench");
  });
});
