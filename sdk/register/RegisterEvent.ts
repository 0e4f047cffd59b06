import type { NodeLog } from "./Rpc.ts";

/** Contracts whose events make the register of a class. Addresses in lower case. */
export interface RegisterSources {
  readonly token: string;
  readonly pass: string;
  readonly desk: string;
}

/** A log of one of them, as the index keeps it. */
export interface RegisterEvent {
  readonly block: number;
  /** Unix seconds; undefined if the node did not say. */
  readonly time?: number;
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** A node's log in that form. */
export function registerEventOf({
  address,
  topics,
  data,
  blockNumber,
  blockTimestamp,
}: NodeLog): RegisterEvent {
  return {
    block: Number(blockNumber),
    ...(blockTimestamp ? { time: Number(blockTimestamp) } : {}),
    address: address.toLowerCase(),
    topics,
    data,
  };
}
