import { type SeededRandom, seededRandom } from "./seededRandom.ts";

/** What a made-up market is like. */
export interface SyntheticMarketParameters {
  /** The same seed makes the same market. */
  readonly seed: number;
  /** 1 to 20,000. */
  readonly trades: number;
  /** Securities firms, 2 to 1,000; 20 if not said. */
  readonly brokers?: number;
  /** Wallets of clients that each firm keeps, 0 to 100; 0 if not said, then firms trade for themselves. */
  readonly clientsPerBroker?: number;
  /** 1 to 50; 3 if not said. */
  readonly classes?: number;
  /** Percent of those who pay cash in net that begin with less than that; 0 if not said. */
  readonly shortOfCash?: number;
  /** The same of those who give units of a class in net. */
  readonly shortOfUnits?: number;
  /** Percent of its payments one by one that everybody has beyond its net; 10 if not said. */
  readonly liquidity?: number;
}

/** A wallet of a made-up market, by its index. */
export interface SyntheticParty {
  /** Of the firm that keeps it, from 0. */
  readonly broker: number;
  readonly isClient: boolean;
}

export interface SyntheticTrade {
  /** Indexes of parties. */
  readonly seller: number;
  readonly buyer: number;
  /** Index of the class. */
  readonly security: number;
  readonly units: bigint;
  /** Yen. */
  readonly amount: bigint;
}

/** A made-up market: plain data in which parties and classes are indexes. */
export interface SyntheticMarket {
  readonly parties: readonly SyntheticParty[];
  /** Yen of one unit around which each class trades. */
  readonly prices: readonly bigint[];
  /** In the order of their arrival. */
  readonly trades: readonly SyntheticTrade[];
  /** Yen that each party has at the start. */
  readonly cash: readonly bigint[];
  /** `units[class][party]` at the start. */
  readonly units: readonly (readonly bigint[])[];
}

/** A market cannot be made up like that. */
export class MarketRefused extends Error {
  override readonly name = "MarketRefused";

  constructor(field: string, given: number, [least, most]: readonly [number, number]) {
    super(`${field} is ${given}: give a whole number from ${least} to ${most}.`);
  }
}

export type SyntheticMarketErrors = MarketRefused;

const BOUNDS = {
  seed: [0, 2 ** 32 - 1],
  trades: [1, 20_000],
  brokers: [2, 1_000],
  clientsPerBroker: [0, 100],
  classes: [1, 50],
  shortOfCash: [0, 100],
  shortOfUnits: [0, 100],
  liquidity: [0, 100],
} as const satisfies Record<keyof SyntheticMarketParameters, readonly [number, number]>;

const DEFAULTS = {
  ...{ brokers: 20, clientsPerBroker: 0, classes: 3 },
  ...{ shortOfCash: 0, shortOfUnits: 0, liquidity: 10 },
};

/**
 * A market made up from a seed, the same on every machine: a few parties trade much and most little, most
 * trades are small and some a hundred times as large, at prices within 2 % of the class's. Everybody has what
 * its trades come to in net and somewhat more, but for the share that is to be short.
 *
 * @throws MarketRefused naming the first number that is out of bounds
 */
export function syntheticMarket(parameters: SyntheticMarketParameters): SyntheticMarket {
  const given = { ...DEFAULTS, ...parameters };
  for (const field of Object.keys(BOUNDS) as (keyof typeof BOUNDS)[]) {
    const [least, most] = BOUNDS[field];
    const value = given[field];
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new MarketRefused(field, value, [least, most]);
    }
  }
  const random = seededRandom(given.seed);
  const parties = Array.from({ length: given.brokers }, (_, broker): SyntheticParty[] => [
    { broker, isClient: false },
    ...Array.from({ length: given.clientsPerBroker }, () => ({ broker, isClient: true })),
  ]).flat();
  // From ¥1,000 to about ¥100,000.
  const prices = Array.from({ length: given.classes }, () => BigInt(1_000 + random.below(99_001)));
  // Activity is by place in this order, so that it is no firm's just because it comes first.
  const byActivity = random.shuffled(parties.map((_, index) => index));
  const trades = Array.from({ length: given.trades }, () => tradeOf(random, byActivity, prices));

  const { liquidity, shortOfCash, shortOfUnits } = given;
  const start = (gives: readonly bigint[], gets: readonly bigint[], short: number) =>
    startOf(random, { gives, gets, short, liquidity });
  const zeros = () => parties.map(() => 0n);
  const [paid, taken] = [zeros(), zeros()];
  const delivered = prices.map(zeros);
  const received = prices.map(zeros);
  for (const { seller, buyer, security, units, amount } of trades) {
    add(paid, buyer, amount);
    add(taken, seller, amount);
    add(delivered[security], seller, units);
    add(received[security], buyer, units);
  }
  return {
    parties,
    prices,
    trades,
    cash: start(paid, taken, shortOfCash),
    units: prices.map((_, index) =>
      start(delivered[index] ?? [], received[index] ?? [], shortOfUnits),
    ),
  };
}

function tradeOf(
  random: SeededRandom,
  byActivity: readonly number[],
  prices: readonly bigint[],
): SyntheticTrade {
  const count = byActivity.length;
  // The smaller of two draws: the first in the order trade most.
  const place = () => Math.min(random.below(count), random.below(count));
  const seller = place();
  const other = place();
  // Nobody trades with himself; whoever would takes the next instead.
  const buyer = other === seller ? (other + 1) % count : other;
  const security = random.below(prices.length);
  const size = 1 + random.below(9);
  const draw = random.below(100);
  const scale = draw < 80 ? 1 : draw < 97 ? 10 : 100;
  const units = BigInt(size * scale);
  const perMille = BigInt(980 + random.below(41));
  const price = ((prices[security] ?? 1n) * perMille) / 1_000n;
  const [from, to] = [byActivity[seller] ?? 0, byActivity[buyer] ?? 0];
  return { seller: from, buyer: to, security, units, amount: units * price };
}

/** What each party has of one asset at the start. */
function startOf(
  random: SeededRandom,
  {
    gives,
    gets,
    short,
    liquidity,
  }: { gives: readonly bigint[]; gets: readonly bigint[]; short: number; liquidity: number },
): bigint[] {
  const needs = gives.map((quantity, party) => {
    const net = quantity - (gets[party] ?? 0n);
    return net > 0n ? net : 0n;
  });
  const payers = needs.flatMap((need, party) => (need > 0n ? [party] : []));
  const count = Math.round((payers.length * short) / 100);
  const lacking = new Set(random.shuffled(payers).slice(0, count));
  return needs.map((need, party) => {
    // At least 1 too little: the share of the net is below a whole one and cut.
    if (lacking.has(party)) return (need * BigInt(random.below(100))) / 100n;
    return need + ((gives[party] ?? 0n) * BigInt(liquidity)) / 100n;
  });
}

function add(sums: bigint[] | undefined, index: number, quantity: bigint): void {
  if (sums !== undefined) sums[index] = (sums[index] ?? 0n) + quantity;
}
