import { blockAt, hex, type Rpc, type RpcTransaction, sentCount } from "./rpc.ts";

/**
 * The transaction that an account sent with a nonce: mined, or waiting in the node's pool; undefined
 * if the node shows none.
 *
 * @param after the number of a block before which it cannot have been mined
 */
export async function findTransaction(
  rpc: Rpc,
  from: string,
  nonce: number,
  after: number,
): Promise<RpcTransaction | undefined> {
  const known = await asked(rpc, "eth_getTransactionBySenderAndNonce", [from, hex(nonce)]);
  if (known !== undefined) return known;
  const last = Number((await blockAt(rpc, "latest"))?.number ?? 0);
  if ((await sentCount(rpc, from, "latest")) <= nonce)
    return await inBlock(rpc, "pending", from, nonce);
  const number = await minedIn(rpc, from, nonce, after, last);
  if (number !== undefined) return await inBlock(rpc, hex(number), from, nonce);
  for (let each = last; each >= after; each--) {
    const found = await inBlock(rpc, hex(each), from, nonce);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Not every node has the method. */
async function asked(
  rpc: Rpc,
  method: string,
  params: readonly unknown[],
): Promise<RpcTransaction | undefined> {
  try {
    return ((await rpc.request({ method, params })) as RpcTransaction | null) ?? undefined;
  } catch {
    return undefined;
  }
}

async function inBlock(rpc: Rpc, at: string, from: string, nonce: number) {
  const block = await blockAt(rpc, at);
  return block?.transactions.find(
    (each) => each.from.toLowerCase() === from.toLowerCase() && Number(each.nonce) === nonce,
  );
}

/** The block by halving; undefined if the node has forgotten what accounts had sent that long ago. */
async function minedIn(rpc: Rpc, from: string, nonce: number, after: number, last: number) {
  let [low, high] = [after, last];
  try {
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((await sentCount(rpc, from, hex(middle))) > nonce) high = middle;
      else low = middle + 1;
    }
    return high;
  } catch {
    return undefined;
  }
}
