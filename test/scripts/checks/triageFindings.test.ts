import { expect } from "chai";
import { slitherExport } from "../../../scripts/checks/slitherExport.ts";
import {
  SlitherFailed,
  type SlitherFinding,
  slitherFindings,
} from "../../../scripts/checks/slitherFindings.ts";
import { triageFindings } from "../../../scripts/checks/triageFindings.ts";

const found: SlitherFinding = {
  detector: "unused-return",
  impact: "Medium",
  place: "Desk.order",
  file: "contracts/Desk.sol",
  line: 7,
};

const messages = (rows: string, findings: readonly SlitherFinding[]) =>
  triageFindings({ path: "docs/page.md", text: rows }, findings).map(
    ({ file, line, message }) => `${file}:${line}: ${message}`,
  );

describe("findings of static analysis are mended or judged", () => {
  it("refuses a finding that no row names", () => {
    expect(messages("", [found])).to.deep.equal([
      "contracts/Desk.sol:7: unused-return (medium) in Desk.order: mend it, or say in docs/page.md why it is no fault",
    ]);
  });

  it("refuses one of another detector in a place that is judged", () => {
    const row = "| `reentrancy-no-eth` | `Desk.order` | No. |";
    expect(messages(row, [found])).to.have.length(2);
  });

  it("refuses a second one of a detector in a place where one is judged", () => {
    const row = "| `unused-return` | `Desk.order` | An id. |";
    expect(messages(row, [found, { ...found, line: 9 }])).to.deep.equal([
      "contracts/Desk.sol:7: unused-return (medium) in Desk.order, 2 of which 1 are judged: mend it, or say in docs/page.md why it is no fault",
      "contracts/Desk.sol:9: unused-return (medium) in Desk.order, 2 of which 1 are judged: mend it, or say in docs/page.md why it is no fault",
    ]);
  });

  it("refuses a row for what is no longer found", () => {
    const rows = "one\n| `unused-return` | `Desk.order` × 2, `Desk.gone` | An id. |";
    expect(messages(rows, [found])).to.deep.equal([
      "docs/page.md:2: unused-return is found 1 times in Desk.order, not 2: mend the row",
      "docs/page.md:2: unused-return is found 0 times in Desk.gone, not 1: mend the row",
    ]);
  });

  it("is content when each is judged, as many as there are", () => {
    const row = "| `unused-return` | `Desk.order` × 2 | An id. |";
    expect(messages(row, [found, { ...found, line: 9 }])).to.deep.equal([]);
  });
});

describe("Slither's report", () => {
  const contract = element("contract", "Desk");
  const order = element("function", "order", contract);
  const report = (detectors: readonly unknown[]) =>
    JSON.stringify({ success: true, error: null, results: { detectors } });

  it("places a finding by contract and function or variable; a local one by its function", () => {
    const findings = slitherFindings(
      report([
        { check: "a", impact: "High", elements: [order] },
        { check: "b", impact: "Medium", elements: [element("variable", "_desk", contract)] },
        { check: "c", impact: "Medium", elements: [element("variable", "local", order)] },
      ]),
    );
    expect(findings.map(({ place }) => place)).to.deep.equal([
      "Desk.order",
      "Desk._desk",
      "Desk.order",
    ]);
  });

  it("leaves out low impacts and other people's files", () => {
    const elsewhere = element("function", "mulDiv", contract, "@openzeppelin/contracts/Math.sol");
    const findings = slitherFindings(
      report([
        { check: "a", impact: "Low", elements: [order] },
        { check: "b", impact: "High", elements: [elsewhere] },
      ]),
    );
    expect(findings).to.deep.equal([]);
  });

  it("is no report when Slither failed", () => {
    const failed = JSON.stringify({ success: false, error: "no such file", results: {} });
    expect(() => slitherFindings(failed)).to.throw(SlitherFailed, "no such file");
  });

  it("comes from an export that marks dependencies and says where each source lies", () => {
    const output = {
      sources: { "contracts/A.sol": { ast: 1 }, "@lib/B.sol": { ast: 2 } },
      contracts: { "contracts/A.sol": { A: { abi: [] } }, "@lib/B.sol": { B: { abi: [] } } },
    };
    const text = slitherExport({ output, version: "0.8.37", root: "/r", locate: (s) => `/r/${s}` });
    const { source_units: units } = JSON.parse(text).compilation_units.contracts;
    expect(units["contracts/A.sol"].contracts.A.is_dependency).to.equal(false);
    expect(units["@lib/B.sol"].contracts.B.is_dependency).to.equal(true);
    expect(units["@lib/B.sol"].contracts.B.filenames.absolute).to.equal("/r/@lib/B.sol");
  });
});

function element(type: string, name: string, parent?: unknown, file = "contracts/Desk.sol") {
  return {
    type,
    name,
    source_mapping: { filename_relative: file, lines: [3, 4] },
    ...(parent === undefined ? {} : { type_specific_fields: { parent } }),
  };
}
