import { type FreeBalance, type QueuedTrade, QueueRefused } from "../queue.ts";

/** One leg: what moves from one cell to another. A cell is what a party has of an asset. */
export interface Leg {
  readonly from: number;
  readonly to: number;
  readonly quantity: bigint;
}

/** A queued trade by its legs: units first, then cash. */
export interface Entry {
  /** In the queue's order, from 0. */
  readonly place: number;
  readonly trade: QueuedTrade;
  readonly legs: readonly [units: Leg, cash: Leg];
}

/** A queue with its parties and assets numbered; addresses are in small letters, since checksums take time. */
export interface Book {
  /** In the queue's order. */
  readonly entries: readonly Entry[];
  readonly assets: readonly string[];
  /** What each cell is. */
  readonly cells: readonly { readonly party: string; readonly asset: string }[];
  /** Free at the start, by cell. */
  readonly free: readonly bigint[];
}

/**
 * Orders the queue by priority, arrival and id, and numbers what is in it in that order, so that the same
 * queue in another order is the same book.
 *
 * @throws QueueRefused if a trade is there twice or cannot be one, or a balance is there twice or below 0
 */
export function bookOf(queue: readonly QueuedTrade[], balances: readonly FreeBalance[]): Book {
  const assets = new Set<string>();
  const cells: { party: string; asset: string }[] = [];
  const numbers = new Map<string, Map<string, number>>();
  const cellOf = (party: string, asset: string): number => {
    const ofParty = numbers.get(party) ?? new Map<string, number>();
    numbers.set(party, ofParty);
    const known = ofParty.get(asset);
    if (known !== undefined) return known;
    assets.add(asset);
    ofParty.set(asset, cells.length);
    return cells.push({ party, asset }) - 1;
  };

  const ordered = queue.toSorted(inOrder);
  const ids = new Set<string>();
  const entries = ordered.map((trade, place): Entry => {
    const { id, units, amount } = trade;
    const [seller, buyer] = [formOf(trade.seller), formOf(trade.buyer)];
    const [security, cash] = [formOf(trade.security), formOf(trade.cash)];
    if (!Number.isFinite(trade.arrival) || !Number.isFinite(trade.priority ?? 0)) {
      throw new QueueRefused(
        `trade ${id} has no place in it: arrival and priority must be numbers`,
      );
    }
    if (ids.has(id)) throw new QueueRefused(`trade ${id} is in it twice`);
    ids.add(id);
    if (seller === buyer) throw new QueueRefused(`trade ${id} is of ${seller} with itself`);
    if (security === cash) throw new QueueRefused(`trade ${id} is of ${security} against itself`);
    if (units < 1n || amount < 1n) {
      throw new QueueRefused(
        `trade ${id} is of ${units} units for ${amount}; each must be 1 or more`,
      );
    }
    const unitsLeg = {
      from: cellOf(seller, security),
      to: cellOf(buyer, security),
      quantity: units,
    };
    const cashLeg = { from: cellOf(buyer, cash), to: cellOf(seller, cash), quantity: amount };
    return { place, trade, legs: [unitsLeg, cashLeg] };
  });

  const free = cells.map(() => 0n);
  const said = new Set<string>();
  for (const { party: given, asset: givenAsset, free: quantity } of balances) {
    const [party, asset] = [formOf(given), formOf(givenAsset)];
    const key = `${party} ${asset}`;
    if (said.has(key)) throw new QueueRefused(`the balance of ${party} in ${asset} is said twice`);
    said.add(key);
    if (quantity < 0n) throw new QueueRefused(`the balance of ${party} in ${asset} is ${quantity}`);
    const cell = numbers.get(party)?.get(asset);
    if (cell !== undefined) free[cell] = quantity;
  }
  return { entries, assets: [...assets], cells, free };
}

function formOf(address: string): string {
  if (!/^0x[0-9a-fA-F]{40}$/.test(address)) {
    throw new QueueRefused(`${JSON.stringify(address)} is no address`);
  }
  return address.toLowerCase();
}

function inOrder(a: QueuedTrade, b: QueuedTrade): number {
  const byNumbers = (a.priority ?? 0) - (b.priority ?? 0) || a.arrival - b.arrival;
  if (byNumbers !== 0) return byNumbers;
  return a.id < b.id ? -1 : 1;
}

/** Settles a trade in the cells: what one gives the other gets. */
export function settle(cells: bigint[], { legs }: Entry): void {
  for (const { from, to, quantity } of legs) {
    cells[from] = (cells[from] ?? 0n) - quantity;
    cells[to] = (cells[to] ?? 0n) + quantity;
  }
}

/** Takes a trade back out of the cells. */
export function unsettle(cells: bigint[], { legs }: Entry): void {
  for (const { from, to, quantity } of legs) {
    cells[from] = (cells[from] ?? 0n) + quantity;
    cells[to] = (cells[to] ?? 0n) - quantity;
  }
}

/** The leg of a trade that its giver cannot deliver from what is in the cells, units before cash. */
export function lackingLeg(cells: readonly bigint[], { legs }: Entry): Leg | undefined {
  return legs.find(({ from, quantity }) => (cells[from] ?? 0n) < quantity);
}

/** By cell, the trades that give from it, in their order. */
export function giversOf(entries: readonly Entry[]): Map<number, Entry[]> {
  const givers = new Map<number, Entry[]>();
  for (const entry of entries) {
    for (const { from } of entry.legs) {
      const gives = givers.get(from);
      if (gives === undefined) givers.set(from, [entry]);
      else gives.push(entry);
    }
  }
  return givers;
}
