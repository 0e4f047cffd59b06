import { AbiCoder, keccak256 } from "ethers";
import { BondLifecycle__factory } from "../contracts.ts";
import type { RegisteredBond, RegisteredPeriod } from "./bondTerms.ts";

/** What two registrar keys approve of a bond: the hash of its class, terms and schedule. */
export function bondTermsHash(
  token: string,
  bond: RegisteredBond,
  periods: readonly RegisteredPeriod[],
): string {
  const { inputs } = BondLifecycle__factory.createInterface().getFunction("hashOf");
  return keccak256(AbiCoder.defaultAbiCoder().encode(inputs, [token, bond, periods]));
}
