import { listed, type TradeListRefused, treeOf } from "./tradeTree.ts";

export type TradeListRootErrors = TradeListRefused;

/**
 * The root of a list of trades, 32 bytes as hex: the same in whatever order they are given. OpenZeppelin's
 * `MerkleProof` verifies proofs against it, with the hash of an id as leaf.
 *
 * @param ids of the trades, see `tradeId`
 * @throws TradeListRefused if there is none, one twice, or one that is no id
 */
export function tradeListRoot(ids: readonly string[]): string {
  return treeOf(listed(ids)).at(-1)?.[0] as string;
}
