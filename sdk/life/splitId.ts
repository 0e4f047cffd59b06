import { AbiCoder, keccak256 } from "ethers";
import { Split__factory } from "../contracts.ts";
import type { SplitTerms } from "./SplitTerms.ts";

/** The id of a split, 32 bytes as hex: what two registrar keys approve. */
export function splitId(terms: SplitTerms): string {
  const { inputs } = Split__factory.createInterface().getFunction("idOf");
  return keccak256(AbiCoder.defaultAbiCoder().encode(inputs, [terms]));
}
