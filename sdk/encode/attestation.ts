import { Signature } from "ethers";
import type { Attestation } from "./passTypes.ts";

/**
 * An officer's signature in the form that KycPass takes.
 *
 * @param officer the officer's number, from 1
 * @param signature 65 bytes as hex
 */
export function attestation(officer: number, signature: string): Attestation {
  const { r, yParityAndS } = Signature.from(signature);
  return { officer, r, vs: yParityAndS };
}
