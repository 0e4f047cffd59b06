/** What is asked of a node: JSON-RPC by method, as ethers' `JsonRpcProvider` and {@link rpcAt} have it. */
export interface Rpc {
  send(method: string, params: unknown[]): Promise<unknown>;
}

/** A log as nodes give it. */
export interface NodeLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly logIndex: string;
  /** Not every node says it. */
  readonly blockTimestamp?: string | null;
}

/** What the register needs of a block. */
export interface NodeBlock {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  readonly timestamp: number;
}
