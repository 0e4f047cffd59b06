import { ZeroAddress } from "ethers";
import type { SecurityToken } from "../contracts.ts";

/**
 * Every wallet that ever received units of a token, in the order in which they came in.
 *
 * @param fromBlock the block from which the token has existed
 */
export async function holdersOf(token: SecurityToken, fromBlock: number): Promise<string[]> {
  const moved = await token.queryFilter(token.filters.Transfer(), fromBlock);
  return [...new Set(moved.map(({ args }) => args.to))].filter((wallet) => wallet !== ZeroAddress);
}
