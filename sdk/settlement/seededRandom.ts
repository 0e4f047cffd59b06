/** Numbers that look like chance and are the same for the same seed on every machine. */
export interface SeededRandom {
  /** A whole number from 0 to `end` - 1; `end` is at most 2^21. */
  below(end: number): number;
  /** A list in another order. */
  shuffled<T>(items: readonly T[]): T[];
}

/**
 * Chance from a seed, by mulberry32 (Tommy Ettinger, public domain): 32 bits of state, whole numbers only.
 * For examples and tests, never for keys or nonces.
 */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return (bits ^ (bits >>> 14)) >>> 0;
  };
  const below = (end: number) => Math.floor((next() * end) / 2 ** 32);
  return {
    below,
    shuffled(items) {
      const all = [...items];
      for (let at = all.length - 1; at > 0; at--) {
        const other = below(at + 1);
        [all[at], all[other]] = [all[other] as (typeof all)[0], all[at] as (typeof all)[0]];
      }
      return all;
    },
  };
}
