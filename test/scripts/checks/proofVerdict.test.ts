import { expect } from "chai";
import { halmosArtifacts, type ProvableOutput } from "../../../scripts/checks/halmosArtifacts.ts";
import { type HalmosResult, proofVerdict } from "../../../scripts/checks/proofVerdict.ts";

const code = { object: "60", sourceMap: "", linkReferences: {} };
const output: ProvableOutput = {
  sources: { "test/proofs/A.sol": { ast: { nodes: [] }, id: 0 } },
  contracts: {
    "test/proofs/A.sol": {
      A: {
        abi: [],
        metadata: '{"compiler":{"version":"0.8.37"}}',
        evm: {
          bytecode: code,
          deployedBytecode: code,
          methodIdentifiers: { "check_a()": "01020304", "helper()": "05060708" },
        },
      },
    },
  },
};

const verdictOf = (results: readonly Partial<HalmosResult>[]) =>
  proofVerdict(output, {
    test_results: {
      "test/proofs/A.sol:A": results.map((result) => ({
        name: "check_a()",
        exitcode: 0,
        num_bounded_loops: 0,
        ...result,
      })),
    },
  });

describe("the verdict on proofs", () => {
  it("counts a proof that was not run as missing, and no helper as a proof", () => {
    expect(verdictOf([])).to.deep.equal({
      proved: 0,
      missing: ["test/proofs/A.sol:A:check_a(): not run"],
    });
  });

  it("counts a counterexample, a solver that gave up and a loop cut short as missing", () => {
    for (const [result, why] of [
      [{ exitcode: 1 }, "there is a counterexample"],
      [{ exitcode: 2 }, "the solver gave up: see its time limit"],
      [{ num_bounded_loops: 1 }, "a loop was not followed to its end"],
    ] as const) {
      const { proved, missing } = verdictOf([result]);
      expect(proved).to.equal(0);
      expect(missing).to.deep.equal([`test/proofs/A.sol:A:check_a(): ${why}`]);
    }
  });

  it("counts what holds", () => {
    expect(verdictOf([{}])).to.deep.equal({ proved: 1, missing: [] });
  });

  it("rests on artifacts named as Foundry names them, with code in hex", () => {
    const [artifact] = halmosArtifacts(output);
    expect(artifact?.path).to.equal("A.sol/A.json");
    const { bytecode, metadata } = JSON.parse(artifact?.text ?? "");
    expect(bytecode.object).to.equal("0x60");
    expect(metadata.compiler.version).to.equal("0.8.37");
  });
});
