import { AbiCoder, keccak256 } from "ethers";
import { Distribution__factory } from "../contracts.ts";
import type { DistributionTerms } from "./DistributionTerms.ts";

/**
 * The id under which a chain knows a distribution, 32 bytes as hex.
 *
 * @param contract where Distribution is
 */
export function distributionId(
  chainId: bigint,
  contract: string,
  terms: DistributionTerms,
): string {
  const { inputs } = Distribution__factory.createInterface().getFunction("idOf");
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["uint256", "address", ...inputs],
      [chainId, contract, terms],
    ),
  );
}
