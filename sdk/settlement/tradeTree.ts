import { concat, isHexString, keccak256 } from "ethers";

/** A list of trades has none, or one twice, or something that is no id. */
export class TradeListRefused extends Error {
  override readonly name = "TradeListRefused";

  constructor(why: string) {
    super(`The list of trades ${why}. Give the id of each trade of the cycle once, see tradeId.`);
  }
}

/** An id is not in the list that it was looked for in. */
export class TradeNotListed extends Error {
  override readonly name = "TradeNotListed";
  readonly id: string;

  constructor(id: string, count: number) {
    super(
      `Trade ${id} is not among the ${count} of the list. Ask who opened the cycle why it was left out; ` +
        "it settles gross once the cycle is void.",
    );
    this.id = id;
  }
}

/** The ids of a list in the order of its tree: each once, ascending, in small letters. */
export function listed(ids: readonly string[]): string[] {
  if (ids.length === 0) throw new TradeListRefused("is empty");
  const odd = ids.find((id) => !isHexString(id, 32));
  if (odd !== undefined) throw new TradeListRefused(`has ${JSON.stringify(odd)}, which is no id`);
  const sorted = ids.map((id) => id.toLowerCase()).toSorted();
  const twice = sorted.find((id, index) => id === sorted[index - 1]);
  if (twice !== undefined) throw new TradeListRefused(`has ${twice} twice`);
  return sorted;
}

/**
 * The rows of the tree over sorted ids, leaves first, the root last. A leaf is the hash of an id, so that no
 * node is a leaf; a pair is hashed with the smaller first; an odd one out is carried up.
 */
export function treeOf(sorted: readonly string[]): string[][] {
  let row = sorted.map((id) => keccak256(id));
  const rows = [row];
  while (row.length > 1) {
    const above: string[] = [];
    for (let index = 0; index < row.length; index += 2) {
      above.push(parentOf(row[index] as string, row[index + 1]));
    }
    row = above;
    rows.push(row);
  }
  return rows;
}

function parentOf(a: string, b: string | undefined): string {
  if (b === undefined) return a;
  return keccak256(a < b ? concat([a, b]) : concat([b, a]));
}
