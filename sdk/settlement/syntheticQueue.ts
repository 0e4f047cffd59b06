import { toBeHex } from "ethers";
import type { ExampleRole, QueueExample } from "./circularGridlock.ts";
import type { SyntheticMarket } from "./syntheticMarket.ts";

/**
 * A made-up market as a queue for `solveQueue`. Ids are the trades' numbers, from 1.
 *
 * @param addressOf the address of a party or class by its index, or of the cash token, whose index is 0; who
 *   holds the keys derives them from the index
 */
export function syntheticQueue(
  { parties, prices, trades, cash, units }: SyntheticMarket,
  addressOf: (role: ExampleRole, index: number) => string,
): QueueExample {
  const wallets = parties.map((_, index) => addressOf("party", index));
  const classes = prices.map((_, index) => addressOf("class", index));
  const yen = addressOf("cash", 0);
  const balancesOf = (asset: string, quantities: readonly bigint[]) =>
    quantities.map((free, party) => ({ party: wallets[party] ?? "", asset, free }));
  return {
    queue: trades.map((trade, index) => ({
      id: toBeHex(index + 1, 32),
      seller: wallets[trade.seller] ?? "",
      buyer: wallets[trade.buyer] ?? "",
      security: classes[trade.security] ?? "",
      ...{ units: trade.units, cash: yen, amount: trade.amount, arrival: index },
    })),
    balances: [
      ...balancesOf(yen, cash),
      ...units.flatMap((quantities, index) => balancesOf(classes[index] ?? "", quantities)),
    ],
  };
}
