import { createHash } from "node:crypto";
import { canonicalJson } from "./canonicalJson.ts";
import type { Register } from "./Register.ts";

/** Said inside the digest, so that another form can never have the same. */
const FORM = "kessai-register-1";

/** SHA-256, in hexadecimal, over the canonical JSON of a register but its digest. */
export function registerDigest(register: Omit<Register, "digest">): string {
  const { chainId, token, pass, block, blockHash, timestamp, supply, investors } = register;
  const said = { chainId, token, pass, block, blockHash, timestamp, supply, investors };
  return createHash("sha256")
    .update(canonicalJson({ form: FORM, ...said }))
    .digest("hex");
}
