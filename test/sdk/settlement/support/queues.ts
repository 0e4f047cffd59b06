import type { FreeBalance, QueuedTrade } from "../../../../sdk/settlement/queue.ts";
import { seededRandom } from "../../../../sdk/settlement/seededRandom.ts";
import { addressOf, BOND, SHARE, YEN } from "./trades.ts";

export type Queue = readonly QueuedTrade[];
export type Balances = readonly FreeBalance[];

export const PARTIES = ["Aoba", "Botan", "Cosmos", "Daria", "Erika"].map(addressOf) as [
  ...[string, string, string, string, string],
];

let arrivals = 0;

/** A queued trade of one unit of the bond for 100 yen between the first two parties, newer than all before. */
export function queued(changes: Partial<QueuedTrade> = {}): QueuedTrade {
  const arrival = ++arrivals;
  const [seller, buyer] = PARTIES;
  const id = `trade ${arrival}`;
  return {
    id,
    seller,
    buyer,
    security: BOND,
    units: 1n,
    cash: YEN,
    amount: 100n,
    arrival,
    ...changes,
  };
}

/** A small random queue in which most parties are short of something. */
export function randomQueue(seed: number, count: number): { queue: Queue; balances: Balances } {
  const random = seededRandom(seed);
  const parties = PARTIES.slice(0, 3 + random.below(3));
  const queue = Array.from({ length: count }, (_, index): QueuedTrade => {
    const seller = random.below(parties.length);
    const buyer = (seller + 1 + random.below(parties.length - 1)) % parties.length;
    return queued({
      ...{ id: `${seed} ${index}`, seller: parties[seller]!, buyer: parties[buyer]! },
      ...{ security: random.below(2) === 0 ? BOND : SHARE, units: BigInt(1 + random.below(5)) },
      ...{ amount: BigInt(10 * (1 + random.below(20))), priority: random.below(3) },
    });
  });
  const balances = parties.flatMap((party) => [
    { party, asset: YEN, free: BigInt(random.below(200)) },
    { party, asset: BOND, free: BigInt(random.below(6)) },
    { party, asset: SHARE, free: BigInt(random.below(6)) },
  ]);
  return { queue, balances };
}

const cellOf = (party: string, asset: string) => `${party} ${asset}`;

export function cellsOf(balances: Balances): Map<string, bigint> {
  return new Map(balances.map(({ party, asset, free }) => [cellOf(party, asset), free]));
}

/** Moves a trade's legs, with no question asked. */
export function move(cells: Map<string, bigint>, trade: QueuedTrade): void {
  const { seller, buyer, security, units, cash, amount } = trade;
  const add = (party: string, asset: string, quantity: bigint) =>
    cells.set(cellOf(party, asset), (cells.get(cellOf(party, asset)) ?? 0n) + quantity);
  add(seller, security, -units);
  add(buyer, security, units);
  add(buyer, cash, -amount);
  add(seller, cash, amount);
}

export function isNegative(cells: ReadonlyMap<string, bigint>): boolean {
  return [...cells.values()].some((free) => free < 0n);
}

/** Amount and number of the best set that can settle at once, by trying every one. */
export function bruteForce(queue: Queue, balances: Balances): [value: bigint, count: number] {
  let best: [bigint, number] = [0n, 0];
  for (let set = 0; set < 2 ** queue.length; set++) {
    const chosen = queue.filter((_, index) => (set >> index) & 1);
    const worth: [bigint, number] = [sumOf(chosen), chosen.length];
    if (!isMore(worth, best)) continue;
    const cells = cellsOf(balances);
    for (const trade of chosen) move(cells, trade);
    if (!isNegative(cells)) best = worth;
  }
  return best;
}

/** One by one in the queue's order, again and again until nothing more settles: the plainest way. */
export function plainGross(ordered: Queue, balances: Balances): QueuedTrade[] {
  const cells = cellsOf(balances);
  const settled: QueuedTrade[] = [];
  for (;;) {
    const next = ordered.find((trade) => {
      if (settled.includes(trade)) return false;
      const after = new Map(cells);
      move(after, trade);
      return !isNegative(after);
    });
    if (next === undefined) return settled;
    move(cells, next);
    settled.push(next);
  }
}

export function sumOf(trades: Queue): bigint {
  return trades.reduce((sum, { amount }) => sum + amount, 0n);
}

export function isMore(a: readonly [bigint, number], b: readonly [bigint, number]): boolean {
  return a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
}

export function inOrder(queue: Queue): QueuedTrade[] {
  return queue.toSorted(
    (a, b) =>
      (a.priority ?? 0) - (b.priority ?? 0) || a.arrival - b.arrival || (a.id < b.id ? -1 : 1),
  );
}
