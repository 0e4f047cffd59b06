/** How a network is asked: EIP-1193. */
export interface Rpc {
  request(call: {
    readonly method: string;
    readonly params?: readonly unknown[];
  }): Promise<unknown>;
}

export interface RpcTransaction {
  readonly hash: string;
  readonly from: string;
  readonly to: string | null;
  readonly input: string;
  readonly nonce: string;
}

export interface RpcBlock {
  readonly number: string;
  readonly hash: string;
  readonly transactions: readonly RpcTransaction[];
}

export function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

/** How many transactions an account has sent, at a block. */
export async function sentCount(rpc: Rpc, account: string, at: string): Promise<number> {
  return Number(await rpc.request({ method: "eth_getTransactionCount", params: [account, at] }));
}

/** A block with its transactions in full; null if there is none. */
export async function blockAt(rpc: Rpc, at: string): Promise<RpcBlock | null> {
  const method = "eth_getBlockByNumber";
  return (await rpc.request({ method, params: [at, true] })) as RpcBlock | null;
}

export async function receiptOf(rpc: Rpc, hash: string): Promise<{ gasUsed: string } | null> {
  const method = "eth_getTransactionReceipt";
  return (await rpc.request({ method, params: [hash] })) as { gasUsed: string } | null;
}
