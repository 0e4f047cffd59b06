import type { ContractTransaction } from "ethers";

/** One holder that a job has to do, by any of his wallets. */
export interface HolderItem {
  readonly wallet: string;
  /** All holds that are on his wallets now, in the order that the contract asks for. */
  readonly holds: readonly string[];
}

/** Asks one question of a node, again if the node does not answer. */
export type Asked = <T>(ask: () => Promise<T>) => Promise<T>;

/**
 * Work over all holders of a class that anyone may send on. What is done is known by the chain alone: a job
 * keeps nothing, so that one that was killed goes on, and several at once do no harm.
 */
export interface HolderJob {
  /** The holders that are not done, in the order in which they cost least; empty when it is complete. */
  left(asked: Asked): Promise<readonly HolderItem[]>;
  /** The call that does these holders. Holders that are done already change nothing in it. */
  call(items: readonly HolderItem[]): Promise<ContractTransaction>;
}
