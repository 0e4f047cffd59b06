import { AbiCoder, keccak256 } from "ethers";

/**
 * The id of a netting cycle, 32 bytes as hex, known before the cycle has a list of trades, so that trades
 * can name it.
 *
 * @param opener who opens the cycle; nobody else can
 * @param number the opener's own count of cycles
 */
export function cycleId(opener: string, number: bigint): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [opener, number]));
}
