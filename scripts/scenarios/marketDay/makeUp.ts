import { type SyntheticMarket, type SyntheticTrade, syntheticMarket } from "../../../sdk/index.ts";

/** How many trades the day has. */
export interface MarketDaySize {
  readonly morning: number;
  readonly afternoon: number;
  readonly clients: number;
}

/** The day as it is made up: parties and classes are indexes, as in a `SyntheticMarket`. */
export interface Day {
  /** Brokers' own trades. Whoever gives in net has what it needs in the morning; in the afternoon some lack it. */
  readonly morning: readonly SyntheticTrade[];
  readonly afternoon: readonly SyntheticTrade[];
  /** Trades of brokers and clients, all of them covered. */
  readonly clients: SyntheticMarket;
  /** Yen of one unit of each class, all day. */
  readonly prices: readonly bigint[];
  /** What each broker begins with for its own trades. */
  readonly cash: readonly bigint[];
  /** `units[class][broker]`. */
  readonly units: readonly (readonly bigint[])[];
}

export const BROKERS = 20;
export const CLIENTS_PER_BROKER = 3;

/** A day from a seed: the same on every machine. */
export function makeUp(seed: number, size: MarketDaySize): Day {
  const afternoon = syntheticMarket({
    ...{ seed, trades: size.afternoon, brokers: BROKERS },
    ...{ shortOfCash: 60, shortOfUnits: 60, liquidity: 0 },
  });
  const morning = syntheticMarket({
    ...{ seed: seed + 1, trades: size.morning, brokers: BROKERS, liquidity: 0 },
  });
  const clients = syntheticMarket({
    ...{ seed: seed + 2, trades: size.clients, brokers: BROKERS },
    ...{ clientsPerBroker: CLIENTS_PER_BROKER, liquidity: 100 },
  });
  const { prices } = afternoon;
  const ofMorning = morning.trades.map((trade) => repriced(trade, morning.prices, prices));
  const net = afternoon.cash.map(() => 0n);
  for (const { seller, buyer, amount } of ofMorning) {
    net[seller] = (net[seller] ?? 0n) + amount;
    net[buyer] = (net[buyer] ?? 0n) - amount;
  }
  return {
    ...{ morning: ofMorning, afternoon: afternoon.trades, clients, prices },
    cash: afternoon.cash.map((has, party) => {
      const needs = -(net[party] ?? 0n);
      return has + (needs > 0n ? needs : 0n);
    }),
    units: afternoon.units.map((each, index) =>
      each.map((has, party) => has + (morning.units[index]?.[party] ?? 0n)),
    ),
  };
}

/** The same trade, as far from the class's price there as it was from its price here. */
function repriced(
  trade: SyntheticTrade,
  here: readonly bigint[],
  there: readonly bigint[],
): SyntheticTrade {
  const { security, units, amount } = trade;
  const price = (amount * (there[security] ?? 1n)) / (units * (here[security] ?? 1n));
  return { ...trade, amount: units * price };
}
