import { expect } from "chai";
import { type NettedTrade, netOf } from "../../../sdk/settlement/netOf.ts";

const [A, B, C] = ["1", "2", "3"].map((digit) => `0x${digit.repeat(40)}`) as [
  string,
  string,
  string,
];
const SECURITY = `0x${"4".repeat(40)}`;
const CASH = `0x${"5".repeat(40)}`;
const PARTIES = [A, B, C];
/** Units and yen: equal nets by different trades, and trades that cancel each other, are among them. */
const QUANTITIES = [
  [1n, 7n],
  [2n, 7n],
] as const;

const TRADES: NettedTrade[] = PARTIES.flatMap((seller) =>
  PARTIES.filter((buyer) => buyer !== seller).flatMap((buyer) =>
    QUANTITIES.map(([units, amount]) => ({
      ...{ seller, buyer, security: SECURITY, cash: CASH },
      ...{ units, amount, termsEpoch: 0 },
    })),
  ),
);

describe("netOf, of every list of up to three trades among three parties", () => {
  it("is what each party bought less what it sold, in any order, and sums to zero (NET-1)", () => {
    let lists = 0;
    for (const list of listsOf(3)) {
      lists++;
      for (const order of ordersOf(list)) {
        const { parties, assets, nets } = netOf(order);
        for (const [at, asset] of assets.entries()) {
          const row = nets[at] ?? [];
          const wanted = parties.map((party) => onPaper(list, party, asset));
          if (String(row) !== String(wanted) || row.reduce((a, b) => a + b, 0n) !== 0n) {
            expect.fail(`${asset}: ${row} where ${wanted} was due, of ${describeList(order)}`);
          }
        }
        if (assets.length !== 2) expect.fail(`${assets.length} assets of ${describeList(order)}`);
      }
    }
    // 12 trades, as many as three of them, one perhaps several times.
    expect(lists).to.equal(12 + 78 + 364);
  });
});

/** Asked of one party and asset alone, trade by trade. */
function onPaper(list: readonly NettedTrade[], party: string, asset: string): bigint {
  let net = 0n;
  for (const { seller, buyer, units, amount } of list) {
    const [payer, payee, quantity] =
      asset === SECURITY ? [seller, buyer, units] : [buyer, seller, amount];
    if (party === payer) net -= quantity;
    if (party === payee) net += quantity;
  }
  return net;
}

/** Lists of one to `most` trades, each set once. */
function* listsOf(most: number, from = 0): Generator<NettedTrade[]> {
  if (most === 0) return;
  for (let at = from; at < TRADES.length; at++) {
    const trade = TRADES[at] as NettedTrade;
    yield [trade];
    for (const rest of listsOf(most - 1, at)) yield [trade, ...rest];
  }
}

function* ordersOf<T>(list: readonly T[]): Generator<T[]> {
  if (list.length < 2) yield [...list];
  else {
    for (const [at, first] of list.entries()) {
      for (const rest of ordersOf(list.toSpliced(at, 1))) yield [first, ...rest];
    }
  }
}

function describeList(list: readonly NettedTrade[]): string {
  return list.map(({ seller, buyer, units }) => `${seller} sells ${units} to ${buyer}`).join(", ");
}
