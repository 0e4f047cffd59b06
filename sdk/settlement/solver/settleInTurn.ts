import { type Entry, giversOf, lackingLeg, settle } from "./Book.ts";
import { MinHeap } from "./MinHeap.ts";
import { WaitingList } from "./WaitingList.ts";

/**
 * Settles trades one by one, the oldest that can settle first: one that lacks something is passed over
 * (bypass) and has its turn as soon as what it lacked is there.
 *
 * @param entries in the queue's order
 * @param cells what is free; it is changed
 * @returns the trades that settled, in an order in which no balance is ever below 0
 */
export function settleInTurn(entries: readonly Entry[], cells: bigint[]): Entry[] {
  const givers = giversOf(entries);
  const waiting = new Map<number, WaitingList>();
  const wait = (cell: number, entry: Entry, needs: bigint) => {
    const list = waiting.get(cell) ?? new WaitingList(givers.get(cell) ?? []);
    waiting.set(cell, list);
    list.add(entry, needs);
  };
  const ready = new MinHeap<Entry>((a, b) => a.place < b.place);
  for (const entry of entries) ready.push(entry);
  /** Of all who wait for a cell only the oldest is called; the next when that one has had its turn. */
  const call = (cell: number) => {
    const oldest = waiting.get(cell)?.takeOldest(cells[cell] ?? 0n);
    if (oldest !== undefined) ready.push(oldest);
  };
  const settled: Entry[] = [];
  for (let entry = ready.pop(); entry !== undefined; entry = ready.pop()) {
    const lacking = lackingLeg(cells, entry);
    if (lacking === undefined) {
      settle(cells, entry);
      settled.push(entry);
      for (const { to } of entry.legs) call(to);
    } else wait(lacking.from, entry, lacking.quantity);
    for (const { from } of entry.legs) call(from);
  }
  return settled;
}
