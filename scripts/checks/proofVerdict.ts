import type { ProvableOutput } from "./halmosArtifacts.ts";

/** halmos's own report, as far as it is read. */
export interface HalmosReport {
  /** By source and contract, like test/proofs/A.sol:A. */
  readonly test_results: Readonly<Record<string, readonly HalmosResult[]>>;
}

export interface HalmosResult {
  readonly name: string;
  readonly exitcode: number;
  readonly num_bounded_loops: number | null;
}

export interface ProofVerdict {
  readonly proved: number;
  /** One line each: what is not proved, and how it went. */
  readonly missing: readonly string[];
}

/** What halmos's exit codes of one proof mean. */
const OUTCOMES: Readonly<Record<number, string>> = {
  1: "there is a counterexample",
  2: "the solver gave up: see its time limit",
  3: "not explored, for want of a working path",
  4: "every path reverts, so that nothing was asserted",
  5: "an exception in the prover",
};

/** Holds a run against the proofs there are, so that one that was not run counts as missing. */
export function proofVerdict(output: ProvableOutput, report: HalmosReport): ProofVerdict {
  const found = new Map<string, HalmosResult>();
  for (const [contract, results] of Object.entries(report.test_results)) {
    for (const result of results) found.set(`${contract}:${result.name}`, result);
  }
  const wanted = Object.entries(output.contracts).flatMap(([source, made]) =>
    Object.entries(made).flatMap(([name, { evm }]) =>
      Object.keys(evm.methodIdentifiers)
        .filter((method) => method.startsWith("check_"))
        .map((method) => `${source}:${name}:${method}`),
    ),
  );
  const missing = wanted.flatMap((proof) => {
    const result = found.get(proof);
    if (result === undefined) return [`${proof}: not run`];
    if (result.exitcode !== 0) return [`${proof}: ${OUTCOMES[result.exitcode] ?? "failed"}`];
    return result.num_bounded_loops ? [`${proof}: a loop was not followed to its end`] : [];
  });
  return { proved: wanted.length - missing.length, missing };
}
