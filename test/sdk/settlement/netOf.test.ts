import { expect } from "chai";
import { getAddress } from "ethers";
import { AssetIsBoth, netOf, TermsEpochsDiffer } from "../../../sdk/settlement/netOf.ts";
import {
  ALICE,
  addressOf,
  BOB,
  BOND,
  CAROL,
  SHARE,
  thrownBy,
  tradeBetween,
  YEN,
} from "./support/trades.ts";

const [A, B, C] = [ALICE.address, BOB.address, CAROL.address];

describe("netOf", () => {
  it("refuses trades of one class under different terms", () => {
    const trades = [tradeBetween(), tradeBetween({ termsEpoch: 2, security: BOND.toLowerCase() })];
    const error = thrownBy(TermsEpochsDiffer, () => netOf(trades));
    expect(error.security).to.equal(BOND);
    expect(error.message).to.contain("name the terms epochs 0 and 2");
  });

  it("refuses a token that is a class here and cash there", () => {
    const trades = [tradeBetween(), tradeBetween({ security: YEN, cash: SHARE })];
    expect(thrownBy(AssetIsBoth, () => netOf(trades)).asset).to.equal(YEN);
  });

  it("gives the buyer units and the seller cash", () => {
    const { parties, assets, nets } = netOf([tradeBetween()]);
    const net = (asset: string, party: string) =>
      nets[assets.indexOf(asset)]![parties.indexOf(party)];
    expect([net(BOND, A), net(BOND, B)]).to.deep.equal([-10n, 10n]);
    expect([net(YEN, A), net(YEN, B)]).to.deep.equal([1_000_000n, -1_000_000n]);
  });

  it("adds all trades up, keeps who nets to nothing, and has everything in ascending order", () => {
    const trades = [
      tradeBetween({ units: 10n, amount: 100n }),
      tradeBetween({ seller: B, buyer: C.toLowerCase(), units: 10n, amount: 100n }),
      tradeBetween({ seller: C, buyer: A, security: SHARE, units: 3n, amount: 70n, termsEpoch: 4 }),
    ];
    const { parties, assets, termsEpochs, nets } = netOf(trades);
    const ascending = (all: string[]) => all.toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    expect(parties).to.deep.equal(ascending([A, B, C]));
    expect(assets).to.deep.equal(ascending([BOND, SHARE, YEN]));
    expect(termsEpochs).to.deep.equal(assets.map((asset) => (asset === SHARE ? 4 : 0)));
    const of = (asset: string) =>
      [A, B, C].map((p) => nets[assets.indexOf(asset)]![parties.indexOf(p)]);
    expect(of(BOND)).to.deep.equal([-10n, 0n, 10n]);
    expect(of(SHARE)).to.deep.equal([3n, 0n, -3n]);
    expect(of(YEN)).to.deep.equal([30n, 0n, -30n]);
  });

  it("NET-1: nets of any list are zero in sum for every asset, in whatever order the list is", () => {
    const wallets = Array.from({ length: 30 }, (_, index) => addressOf(`wallet ${index}`));
    const trades = Array.from({ length: 500 }, (_, index) =>
      tradeBetween({
        ...{
          seller: wallets[(index * 7) % 30]!,
          buyer: wallets[(index * 7 + 1 + (index % 29)) % 30]!,
        },
        ...{ security: index % 3 === 0 ? BOND : SHARE, units: BigInt(1 + ((index * 31) % 97)) },
        amount: 2n ** 180n + BigInt(index),
      }),
    );
    const list = netOf(trades);
    for (const net of list.nets) expect(net.reduce((sum, each) => sum + each, 0n)).to.equal(0n);
    expect(netOf(trades.toReversed())).to.deep.equal(list);
    expect(list.nets.flat().some((net) => net !== 0n)).to.equal(true);
  });

  it("orders addresses by their value, not by their letters", () => {
    const [small, large] = [
      "0x000000000000000000000000000000000000000B",
      "0x000000000000000000000000000000000000001a",
    ];
    const list = netOf([tradeBetween({ seller: getAddress(large!), buyer: getAddress(small!) })]);
    expect(list.parties.map((party) => BigInt(party))).to.deep.equal([11n, 26n]);
    const letters = [
      "0x00000000000000000000000000000000000000a0",
      "0x00000000000000000000000000000000000000B0",
    ];
    const [a, b] = letters.map((each) => each.toLowerCase()) as [string, string];
    expect(netOf([tradeBetween({ seller: b, buyer: a })]).parties.map(BigInt)).to.deep.equal([
      160n,
      176n,
    ]);
  });

  it("comes to nothing for no trades", () => {
    expect(netOf([])).to.deep.equal({ parties: [], assets: [], termsEpochs: [], nets: [] });
  });
});
