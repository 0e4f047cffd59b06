import { dataSlice, getAddress, id } from "ethers";
import type { FreeBalance, QueuedTrade } from "./queue.ts";

/** A queue with what its parties have free. */
export interface QueueExample {
  readonly queue: readonly QueuedTrade[];
  readonly balances: readonly FreeBalance[];
}

/** Whose address is asked for in an example. */
export type ExampleRole = "party" | "class" | "cash";

/**
 * A gridlock made by hand: three parties in a circle, each with units to sell and with less yen than what it
 * buys costs. One by one nothing can settle, since nobody can pay first. As one net everything does, and
 * ¥300,000 move instead of ¥30,100,000.
 *
 * @param addressOf the address of party, class 0 to 2, or the cash token 0; made up if not said
 */
export function circularGridlock(
  addressOf: (role: ExampleRole, index: number) => string = madeUp,
): QueueExample {
  const [a, b, c] = [0, 1, 2].map((index) => addressOf("party", index)) as Three;
  const [x, y, z] = [0, 1, 2].map((index) => addressOf("class", index)) as Three;
  const yen = addressOf("cash", 0);
  const trade = (arrival: number, seller: string, buyer: string, security: string) => ({
    ...{ id: id(`circular gridlock ${arrival}`), seller, buyer, security, cash: yen, arrival },
  });
  return {
    queue: [
      { ...trade(1, a, b, x), units: 100n, amount: 10_000_000n },
      { ...trade(2, b, c, y), units: 50n, amount: 10_200_000n },
      { ...trade(3, c, a, z), units: 20n, amount: 9_900_000n },
    ],
    balances: [
      ...[a, b, c].map((party) => ({ party, asset: yen, free: 300_000n })),
      { party: a, asset: x, free: 100n },
      { party: b, asset: y, free: 50n },
      { party: c, asset: z, free: 20n },
    ],
  };
}

type Three = [string, string, string];

function madeUp(role: ExampleRole, index: number): string {
  return getAddress(dataSlice(id(`${role} ${index}`), 12));
}
