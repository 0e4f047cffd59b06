import { listed, type TradeListRefused, TradeNotListed, treeOf } from "./tradeTree.ts";

export type TradeListProofErrors = TradeListRefused | TradeNotListed;

/**
 * The proof that a trade is in a list, for OpenZeppelin's `MerkleProof.verify(proof, root, keccak256(id))`:
 * hashes from the leaf's sibling upwards.
 *
 * @throws TradeListRefused if the list has no trade, one twice, or one that is no id
 * @throws TradeNotListed if the trade is not in it
 */
export function tradeListProof(ids: readonly string[], id: string): string[] {
  const sorted = listed(ids);
  let index = sorted.indexOf(id.toLowerCase());
  if (index < 0) throw new TradeNotListed(id, sorted.length);
  return treeOf(sorted).flatMap((row) => {
    const sibling = row[index ^ 1];
    index >>= 1;
    return sibling === undefined ? [] : [sibling];
  });
}
