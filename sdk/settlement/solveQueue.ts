import { getAddress } from "ethers";
import { filled } from "../text/filled.ts";
import type { Text } from "../text/texts.ts";
import { ascendingAddresses, rememberedAddresses } from "./addressForms.ts";
import type { FreeBalance, QueuedTrade, QueueRefused } from "./queue.ts";
import { type Book, bookOf, type Entry, lackingLeg, settle } from "./solver/Book.ts";
import { dropShort } from "./solver/dropShort.ts";
import { settleInTurn } from "./solver/settleInTurn.ts";

/** How trades settle: all as one net, some as one net, or one by one. */
export type Strategy = "all" | "subset" | "gross";

/** Why a trade is left. */
export interface Shortage {
  readonly party: string;
  readonly asset: string;
  /** How much more the party would need once all that settles has settled. */
  readonly lacks: bigint;
}

/** A trade that stays in the queue. */
export interface LeftTrade {
  readonly id: string;
  /** Units are named before cash if both are lacking. */
  readonly because: Shortage;
}

/** What the trades that settle move of an asset. */
export interface AssetLiquidity {
  readonly asset: string;
  /** All their legs in sum. */
  readonly gross: bigint;
  /** What really moves: of a net what payers pay, else the same as gross. */
  readonly net: bigint;
  readonly saved: bigint;
}

export interface Solution {
  readonly strategy: Strategy;
  /** Ids of the trades that settle; one by one, in an order in which they can. */
  readonly settled: readonly string[];
  /** In the queue's order. */
  readonly left: readonly LeftTrade[];
  /** Every asset of the queue, ascending by address. */
  readonly liquidity: readonly AssetLiquidity[];
  readonly text: Text;
}

type Worth = (trade: QueuedTrade) => bigint;

export interface SolveQueueParameters {
  /**
   * What a settled trade is worth, to compare ways of settling. Its amount if not said, whatever the cash
   * token: with several that differ, give one measure for all.
   */
  readonly worth?: Worth;
}

export type SolveQueueErrors = QueueRefused;

interface Way {
  readonly strategy: Strategy;
  readonly settled: readonly Entry[];
}

/**
 * Finds which trades of a queue can settle with what their parties have: all as one net if nobody is short
 * then; else the best of several ways, by value and then by number. One by one is among the ways, and wins
 * where a net settles no more, since it needs no further signature. The best way of all is not promised:
 * finding it takes too long for a long queue. The same queue and balances in another order have the same
 * solution.
 *
 * @param balances what is not in it is 0
 * @throws QueueRefused if a trade is there twice or cannot be one, or a balance is there twice or below 0
 */
export function solveQueue(
  queue: readonly QueuedTrade[],
  balances: readonly FreeBalance[],
  { worth = ({ amount }) => amount }: SolveQueueParameters = {},
): Solution {
  const book = bookOf(queue, balances);
  const best = waysOf(book, worth).reduce((a, b) => (isBetter(b, a, worth) ? b : a));
  return told(book, best);
}

function waysOf({ entries, free }: Book, worth: Worth): [Way, ...Way[]] {
  const newestDropped = netted(entries, [], free);
  if (newestDropped.length === entries.length) return [{ strategy: "all", settled: entries }];
  // Dropping what is worth least keeps more, though it may pass over what is older.
  const worthOf = new Map(entries.map((entry) => [entry, worth(entry.trade)]));
  const worthOfEntry = (entry: Entry) => worthOf.get(entry) ?? 0n;
  const dearestFirst = entries.toSorted((a, b) => {
    const [x, y] = [worthOfEntry(a), worthOfEntry(b)];
    if (x === y) return a.place - b.place;
    return x > y ? -1 : 1;
  });
  const gross = settleInTurn(entries, [...free]);
  const nets = [
    newestDropped,
    netted(dearestFirst, [], free),
    // What is locked after all that settles one by one may still be a circle that a net opens.
    netted(entries, gross, free),
    netted(dearestFirst, gross, free),
  ];
  const subsets = nets.map((settled): Way => ({ strategy: "subset", settled }));
  return [{ strategy: "gross", settled: gross }, ...subsets];
}

/** What settles as one net, in the queue's order: what must be in it, and of the rest what is not short. */
function netted(
  kept: readonly Entry[],
  fixed: readonly Entry[],
  free: readonly bigint[],
): readonly Entry[] {
  const cells = [...free];
  for (const entry of fixed) settle(cells, entry);
  const stay = [...fixed, ...dropShort(without(kept, fixed), cells)];
  const rest = without(kept, stay).toSorted(inOrder);
  return [...stay, ...settleInTurn(rest, cells)].toSorted(inOrder);
}

function isBetter(a: Way, b: Way, worth: Worth): boolean {
  const sum = ({ settled }: Way) => settled.reduce((all, { trade }) => all + worth(trade), 0n);
  const [x, y] = [sum(a), sum(b)];
  return x > y || (x === y && a.settled.length > b.settled.length);
}

function told(book: Book, { strategy, settled }: Way): Solution {
  const cells = [...book.free];
  for (const entry of settled) settle(cells, entry);
  const checksummed = rememberedAddresses();
  const left = without(book.entries, settled).map((entry): LeftTrade => {
    const { party, asset, lacks } = shortageOf(entry, book, cells);
    const because = { party: checksummed(party), asset: checksummed(asset), lacks };
    return { id: entry.trade.id, because };
  });
  const total = book.entries.length;
  const values = { settled: settled.length, total, left: left.length };
  return {
    strategy,
    settled: settled.map(({ trade }) => trade.id),
    left,
    liquidity: liquidityOf(book, cells, { strategy, settled }),
    text: filled(TEXTS[total > 0 && settled.length === 0 ? "none" : strategy], values),
  };
}

function shortageOf(entry: Entry, { cells: owners }: Book, cells: readonly bigint[]): Shortage {
  // Every way ends by trying what is left once more, so that some leg is always lacking.
  const { from, quantity } = lackingLeg(cells, entry) ?? entry.legs[0];
  return { ...(owners[from] as (typeof owners)[number]), lacks: quantity - (cells[from] ?? 0n) };
}

function liquidityOf(book: Book, after: readonly bigint[], { strategy, settled }: Way) {
  const gross = new Map<string, bigint>();
  const net = new Map<string, bigint>();
  const add = (sums: Map<string, bigint>, asset: string, quantity: bigint) =>
    sums.set(asset, (sums.get(asset) ?? 0n) + quantity);
  const assetOf = (cell: number) => book.cells[cell]?.asset ?? "";
  for (const { legs } of settled) {
    for (const { from, quantity } of legs) add(gross, assetOf(from), quantity);
  }
  for (const [cell, free] of book.free.entries()) {
    const paid = free - (after[cell] ?? 0n);
    if (paid > 0n) add(net, assetOf(cell), paid);
  }
  return ascendingAddresses(book.assets).map((asset): AssetLiquidity => {
    const all = gross.get(asset) ?? 0n;
    const moves = strategy === "gross" ? all : (net.get(asset) ?? 0n);
    return { asset: getAddress(asset), gross: all, net: moves, saved: all - moves };
  });
}

function without(entries: readonly Entry[], taken: readonly Entry[]): Entry[] {
  const gone = new Set(taken);
  return entries.filter((entry) => !gone.has(entry));
}

function inOrder(a: Entry, b: Entry): number {
  return a.place - b.place;
}

const TEXTS = {
  all: {
    en: "All {total} trades settle at once as one net.",
    ja: "全 {total} 件を一括ネッティングで決済できます。",
  },
  subset: {
    en: "{settled} of {total} trades settle at once as one net; for the other {left} somebody lacks units or cash.",
    ja: "{total} 件中 {settled} 件を一括ネッティングで決済できます。残り {left} 件は証券または資金が不足しています。",
  },
  gross: {
    en: "{settled} of {total} trades settle one by one, and a net settles no more; for the other {left} somebody lacks units or cash.",
    ja: "{total} 件中 {settled} 件をグロスで順次決済できます（ネッティングしても増えません）。残り {left} 件は証券または資金が不足しています。",
  },
  none: {
    en: "None of {total} trades can settle, one by one or as a net: somebody lacks units or cash for each.",
    ja: "{total} 件のいずれも、グロスでもネッティングでも決済できません。証券または資金が不足しています。",
  },
} satisfies Record<string, Text>;
