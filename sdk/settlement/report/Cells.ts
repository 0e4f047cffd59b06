import { ascendingAddresses } from "../addressForms.ts";
import type { ReportedQuantity } from "./reportTypes.ts";

/** A quantity for each party and asset. */
export class Cells {
  readonly #parties = new Map<string, Map<string, bigint>>();

  add(party: string, asset: string, quantity: bigint): void {
    const ofParty = this.#parties.get(party) ?? new Map<string, bigint>();
    this.#parties.set(party, ofParty);
    ofParty.set(asset, (ofParty.get(asset) ?? 0n) + quantity);
  }

  move(asset: string, from: string, to: string, quantity: bigint): void {
    if (quantity === 0n) return;
    this.add(from, asset, -quantity);
    this.add(to, asset, quantity);
  }

  of(party: string, asset: string): bigint {
    return this.#parties.get(party)?.get(asset) ?? 0n;
  }

  parties(): Iterable<string> {
    return this.#parties.keys();
  }

  assetsOf(party: string): Iterable<string> {
    return this.#parties.get(party)?.keys() ?? [];
  }
}

export function cellsOf(quantities: readonly ReportedQuantity[]): Cells {
  const cells = new Cells();
  for (const { party, asset, quantity } of quantities) cells.add(party, asset, quantity);
  return cells;
}

/** Every party and asset of which one of them says something, ascending. */
export function cellsIn(all: readonly Cells[]): { party: string; asset: string }[] {
  const parties = ascendingAddresses(new Set(all.flatMap((cells) => [...cells.parties()])));
  return parties.flatMap((party) => {
    const assets = new Set(all.flatMap((cells) => [...cells.assetsOf(party)]));
    return ascendingAddresses(assets).map((asset) => ({ party, asset }));
  });
}
