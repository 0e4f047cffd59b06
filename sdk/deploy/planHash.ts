import { keccak256, sha256, toUtf8Bytes } from "ethers";
import { normalForm } from "../files/normalForm.ts";
import { CONTRACTS, type Step } from "./steps.ts";

/** What a deployment rests on. */
export interface PlanParts {
  /** SHA-256 of the file's bytes. */
  readonly file: string;
  readonly steps: readonly Step[];
  /** What of the chain matters, such as its id, its first block and the platform's addresses. */
  readonly state: Readonly<Record<string, unknown>>;
}

/**
 * The SHA-256 of a planned deployment: of its file, its steps in their order with the code that they
 * deploy, and the chain's state that it rests on. In whichever language the plan is shown, it is the same.
 */
export function planHash({ file, steps, state }: PlanParts): string {
  const done = steps.map(({ what, ...step }) =>
    step.kind === "deploy" ? { ...step, code: keccak256(CONTRACTS[step.contract].bytecode) } : step,
  );
  return sha256(toUtf8Bytes(JSON.stringify(normalForm({ file, steps: done, state }))));
}
