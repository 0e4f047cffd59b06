import type { NodeBlock, Rpc } from "./Rpc.ts";

/** The chain has no such block. */
export class BlockUnknown extends Error {
  override readonly name = "BlockUnknown";

  constructor(block: number | string) {
    super(`The node knows no block ${block}. Name one that is mined, or wait for the node.`);
  }
}

export type NodeBlockErrors = BlockUnknown;

interface Header {
  readonly number: string;
  readonly hash: string;
  readonly parentHash: string;
  readonly timestamp: string;
}

/**
 * A block by its number or tag.
 *
 * @throws BlockUnknown if there is none
 */
export async function nodeBlock(
  provider: Rpc,
  block: number | "latest" | "finalized",
): Promise<NodeBlock> {
  const tag = typeof block === "number" ? `0x${block.toString(16)}` : block;
  const found = (await provider.send("eth_getBlockByNumber", [tag, false])) as Header | null;
  if (found === null) throw new BlockUnknown(block);
  const { number, hash, parentHash, timestamp } = found;
  return { number: Number(number), hash, parentHash, timestamp: Number(timestamp) };
}
