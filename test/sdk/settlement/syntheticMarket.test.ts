import { expect } from "chai";
import { circularGridlock } from "../../../sdk/settlement/circularGridlock.ts";
import { netOf } from "../../../sdk/settlement/netOf.ts";
import { seededRandom } from "../../../sdk/settlement/seededRandom.ts";
import { solveQueue } from "../../../sdk/settlement/solveQueue.ts";
import {
  MarketRefused,
  type SyntheticMarketParameters,
  syntheticMarket,
} from "../../../sdk/settlement/syntheticMarket.ts";
import { syntheticQueue } from "../../../sdk/settlement/syntheticQueue.ts";
import { addressOf, thrownBy } from "./support/trades.ts";

const SMALL: SyntheticMarketParameters = { seed: 1, trades: 400 };
const named = (role: string, index: number) => addressOf(`${role} ${index}`);

describe("seededRandom", () => {
  it("draws what mulberry32 draws", () => {
    // The published generator's first 32-bit numbers for seed 1, scaled to 2^20.
    const first = [2_693_262_067, 11_749_833, 2_265_367_787, 4_213_581_821];
    const { below } = seededRandom(1);
    for (const number of first) expect(below(2 ** 20)).to.equal(Math.floor(number / 2 ** 12));
  });

  it("keeps below the end, reaches all, and shuffles without losing anything", () => {
    const { below, shuffled } = seededRandom(3);
    const counts = new Array(7).fill(0);
    for (let draw = 0; draw < 7_000; draw++) counts[below(7)]++;
    for (const count of counts) expect(count).to.be.within(850, 1_150);
    const items = Array.from({ length: 50 }, (_, index) => index);
    const other = shuffled(items);
    expect(other).not.to.deep.equal(items);
    expect(other.toSorted((a, b) => a - b)).to.deep.equal(items);
  });
});

describe("syntheticMarket", () => {
  it("names the number that is out of bounds", () => {
    const cases: [Partial<SyntheticMarketParameters>, RegExp][] = [
      [{ seed: -1 }, /^seed is -1: give a whole number from 0/],
      [{ trades: 0 }, /^trades is 0/],
      [{ trades: 20_001 }, /^trades is 20001: .* from 1 to 20000/],
      [{ brokers: 1 }, /^brokers is 1/],
      [{ clientsPerBroker: 1.5 }, /^clientsPerBroker is 1.5/],
      [{ classes: 0 }, /^classes is 0/],
      [{ shortOfCash: 101 }, /^shortOfCash is 101/],
      [{ shortOfUnits: Number.NaN }, /^shortOfUnits is NaN/],
      [{ liquidity: -1 }, /^liquidity is -1/],
    ];
    for (const [change, message] of cases) {
      expect(
        thrownBy(MarketRefused, () => syntheticMarket({ ...SMALL, ...change })).message,
      ).to.match(message);
    }
  });

  it("is the same for the same seed, and another for another", () => {
    expect(syntheticMarket(SMALL)).to.deep.equal(syntheticMarket({ ...SMALL }));
    expect(syntheticMarket({ ...SMALL, seed: 2 })).not.to.deep.equal(syntheticMarket(SMALL));
  });

  it("has parties, prices and trades as asked", () => {
    const market = syntheticMarket({ ...SMALL, trades: 5_000, clientsPerBroker: 4, classes: 5 });
    const { parties, prices, trades } = market;
    expect(parties).to.have.length(100);
    expect(parties.filter(({ isClient }) => !isClient)).to.have.length(20);
    expect(parties[7]).to.deep.equal({ broker: 1, isClient: true });
    expect(prices).to.have.length(5);
    expect(trades).to.have.length(5_000);
    for (const { seller, buyer, security, units, amount } of trades) {
      expect(seller).not.to.equal(buyer);
      const fair = Number(units * prices[security]!);
      expect(Number(amount)).to.be.within(fair * 0.979, fair * 1.021);
    }
    const large = trades.filter(({ units }) => units >= 100n).length;
    const small = trades.filter(({ units }) => units < 10n).length;
    expect(small).to.be.greaterThan(trades.length / 2);
    expect(large).to.be.within(50, 350);
    const busiest = parties.map(
      (_, index) => trades.filter(({ seller }) => seller === index).length,
    );
    expect(Math.max(...busiest)).to.be.greaterThan((3 * trades.length) / parties.length / 2);
  });

  it("gives everybody enough for its net if nobody is to be short", () => {
    const { queue, balances } = syntheticQueue(syntheticMarket({ ...SMALL, liquidity: 0 }), named);
    expect(solveQueue(queue, balances).strategy).to.equal("all");
  });

  it("leaves the chosen share of net payers short, of cash or of units", () => {
    const cases = [
      { shortOfCash: 40, shortOfUnits: 0 },
      { shortOfCash: 0, shortOfUnits: 50 },
      { shortOfCash: 100, shortOfUnits: 100 },
    ];
    for (const shares of cases) {
      const { queue, balances } = syntheticQueue(syntheticMarket({ ...SMALL, ...shares }), named);
      const { parties, assets, nets } = netOf(queue.map((trade) => ({ ...trade, termsEpoch: 0 })));
      const yen = named("cash", 0);
      for (const [index, asset] of assets.entries()) {
        const payers = parties.filter((_, party) => nets[index]![party]! < 0n);
        const short = payers.filter((party) => {
          const { free } = balances.find((each) => each.party === party && each.asset === asset)!;
          return free < -nets[index]![parties.indexOf(party)]!;
        });
        const share = asset === yen ? shares.shortOfCash : shares.shortOfUnits;
        expect(short.length).to.equal(Math.round((payers.length * share) / 100));
      }
    }
  });
});

describe("syntheticQueue and circularGridlock", () => {
  it("ask for each address by its role and index", () => {
    const asked = new Set<string>();
    const address = (role: string, index: number) => {
      asked.add(`${role} ${index}`);
      return named(role, index);
    };
    const { queue } = syntheticQueue(
      syntheticMarket({ ...SMALL, brokers: 2, classes: 2 }),
      address,
    );
    expect([...asked]).to.have.members(["party 0", "party 1", "class 0", "class 1", "cash 0"]);
    expect(new Set(queue.map(({ id }) => id)).size).to.equal(400);
    asked.clear();
    expect(circularGridlock(address).balances).to.have.length(6);
    expect(asked.size).to.equal(7);
    expect(circularGridlock().queue[0]!.seller).to.match(/^0x/);
  });
});
