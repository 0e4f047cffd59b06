import type { SecurityToken } from "../contracts.ts";
import { inBatches } from "./inBatches.ts";

/** Ids of the holds that are on each wallet now, ascending; of wallets without holds, nothing. */
export type HoldsByWallet = ReadonlyMap<string, readonly string[]>;

/**
 * The holds of a class that have units now, by the wallet that owns them now: a lost wallet's are its
 * successor's.
 *
 * @param fromBlock the block from which the token has existed
 * @param asked how each question is asked; once, without it
 */
export async function readHolds(
  token: SecurityToken,
  fromBlock = 0,
  asked: <T>(ask: () => Promise<T>) => Promise<T> = (ask) => ask(),
): Promise<HoldsByWallet> {
  const placed = await asked(() => token.queryFilter(token.filters.HoldPlaced(), fromBlock));
  const ids = [...new Set(placed.map(({ args }) => args.id))].sort();
  const holds = await inBatches(ids, async (id) => ({
    id,
    ...owned(await asked(() => token.holdOf(id))),
  }));
  const byWallet = new Map<string, string[]>();
  for (const { id, holder, units } of holds) {
    if (units !== 0n) byWallet.set(holder, [...(byWallet.get(holder) ?? []), id]);
  }
  return byWallet;
}

function owned({ holder, units }: { readonly holder: string; readonly units: bigint }) {
  return { holder, units };
}
