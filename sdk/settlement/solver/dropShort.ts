import { type Entry, giversOf, settle, unsettle } from "./Book.ts";

/**
 * Which trades can settle at once, after Bech and Soramäki ("Gridlock resolution in interbank payment
 * systems", Bank of Finland, 2001): all do, and as long as somebody would be short of something, one of his
 * trades that give it is dropped. They drop the newest. A trade has two legs, so dropping one takes from its
 * other side too.
 *
 * @param entries in the order in which they are kept: of those that could be dropped the last is
 * @param cells what is free; it is changed to what is left after those that stay
 * @returns the trades that stay
 */
export function dropShort(entries: readonly Entry[], cells: bigint[]): Entry[] {
  const givers = giversOf(entries);
  for (const entry of entries) settle(cells, entry);
  const dropped = new Set<Entry>();
  const isShort = (cell: number) => (cells[cell] ?? 0n) < 0n;
  const short = [...givers.keys()].filter(isShort);
  // Grows while it is read: whoever would have got what is dropped may be short in turn.
  for (const cell of short) {
    const gives = givers.get(cell) ?? [];
    while (isShort(cell)) {
      const last = gives.pop();
      // What is free is never below 0, so whoever is short gives something.
      if (last === undefined) break;
      if (dropped.has(last)) continue;
      dropped.add(last);
      unsettle(cells, last);
      for (const { to } of last.legs) if (isShort(to)) short.push(to);
    }
  }
  return entries.filter((entry) => !dropped.has(entry));
}
