import type { Entry } from "./Book.ts";

/**
 * Trades that wait for one cell to have enough, from which the oldest that has enough is found without
 * asking each: a tree over their places whose nodes know what the most modest below them needs.
 */
export class WaitingList {
  readonly #slots: Map<Entry, number>;
  readonly #entries: readonly Entry[];
  /** What each needs, behind the inner nodes; undefined where nobody waits. */
  readonly #needs: (bigint | undefined)[];
  readonly #leaves: number;

  /** @param entries all that may ever wait here, in the queue's order */
  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    this.#slots = new Map(entries.map((entry, slot) => [entry, slot]));
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(entries.length, 1)));
    this.#needs = new Array(2 * this.#leaves).fill(undefined);
  }

  add(entry: Entry, needs: bigint): void {
    this.#set(this.#slots.get(entry) ?? 0, needs);
  }

  /** Takes the oldest of whom `free` is enough off the list. */
  takeOldest(free: bigint): Entry | undefined {
    const fits = (node: number) => {
      const least = this.#needs[node];
      return least !== undefined && least <= free;
    };
    if (!fits(1)) return undefined;
    let node = 1;
    while (node < this.#leaves) node = fits(2 * node) ? 2 * node : 2 * node + 1;
    const slot = node - this.#leaves;
    this.#set(slot, undefined);
    return this.#entries[slot];
  }

  #set(slot: number, needs: bigint | undefined): void {
    let node = slot + this.#leaves;
    this.#needs[node] = needs;
    for (node >>= 1; node >= 1; node >>= 1) {
      this.#needs[node] = lesser(this.#needs[2 * node], this.#needs[2 * node + 1]);
    }
  }
}

function lesser(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
