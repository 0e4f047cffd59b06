import type { NodeBlockErrors } from "./nodeBlock.ts";
import type { Register } from "./Register.ts";
import { type RegisterAtErrors, type RegisterAtParameters, registerAt } from "./registerAt.ts";
import {
  type RegisterBundle,
  type RegisterBundleErrors,
  registerBundle,
} from "./registerBundle.ts";
import { type VerifyBundleErrors, verifyBundle } from "./verifyBundle.ts";

/** A register is not what the node's events make of the same block. */
export class RegisterDiffers extends Error {
  override readonly name = "RegisterDiffers";
  /** What the node's events make of it. */
  readonly rebuilt: Register;

  constructor(given: Register, rebuilt: Register) {
    const what =
      given.blockHash === rebuilt.blockHash
        ? `the digest is ${rebuilt.digest}, not ${given.digest}`
        : `block ${given.block} is ${rebuilt.blockHash} now, not ${given.blockHash}`;
    super(
      `The register is not what this node's events make of block ${given.block}: ${what}. ` +
        `Use the one that is rebuilt, or ask which node the other came from.`,
    );
    this.rebuilt = rebuilt;
  }
}

export type VerifyRegisterErrors =
  | RegisterDiffers
  | RegisterAtErrors
  | RegisterBundleErrors
  | VerifyBundleErrors
  | NodeBlockErrors;

/**
 * Makes a register anew from a node's events, compares the digests, and checks each figure by the chain's
 * state proofs.
 *
 * @param parameters as of {@link registerAt}; the block is the register's
 * @returns the proofs, to be kept or given on
 * @throws RegisterDiffers, and what registerAt, registerBundle and verifyBundle throw
 */
export async function verifyRegister(
  register: Register,
  parameters: Omit<RegisterAtParameters, "at" | "token">,
): Promise<RegisterBundle> {
  const { token, block } = register;
  const rebuilt = await registerAt({ ...parameters, token, at: { block } });
  if (rebuilt.digest !== register.digest) throw new RegisterDiffers(register, rebuilt);
  const bundle = await registerBundle(parameters.provider, rebuilt);
  verifyBundle(bundle);
  return bundle;
}
