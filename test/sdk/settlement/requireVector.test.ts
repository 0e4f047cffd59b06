import { expect } from "chai";
import { id, verifyTypedData } from "ethers";
import { cycleId } from "../../../sdk/encode/cycleId.ts";
import { netVectorTypedData } from "../../../sdk/encode/netVectorTypedData.ts";
import { tradeId } from "../../../sdk/encode/tradeId.ts";
import type { Trade } from "../../../sdk/encode/tradeTypedData.ts";
import { AssetIsBoth, netOf, TermsEpochsDiffer } from "../../../sdk/settlement/netOf.ts";
import {
  requireVector,
  type VectorFaultCode,
  VectorRefused,
  type VectorRequest,
} from "../../../sdk/settlement/requireVector.ts";
import { signVector, VectorOfAnother } from "../../../sdk/settlement/signVector.ts";
import { tradeListRoot } from "../../../sdk/settlement/tradeListRoot.ts";
import { TradeListRefused } from "../../../sdk/settlement/tradeTree.ts";
import {
  ALICE,
  addressOf,
  BOB,
  BY,
  CAROL,
  CHAIN_ID,
  SHARE,
  thrownBy,
  tradeBetween,
  YEN,
} from "./support/trades.ts";

const CYCLE = cycleId(addressOf("opener"), 1n);
const OTHER_CYCLE = cycleId(addressOf("opener"), 2n);
const NET = addressOf("net settlement");
const DEADLINE = BY - 3_600;
const of = (changes: Partial<Trade>) => tradeBetween({ cycle: CYCLE, ...changes });

/** Alice sells Bob, Bob sells Carol, Carol sells Alice. */
const TRADES = [
  of({}),
  of({ seller: BOB.address, buyer: CAROL.address, amount: 1_020_000n, sellerNonce: 3n }),
  of({
    ...{ seller: CAROL.address, buyer: ALICE.address, security: SHARE, units: 4n },
    ...{ amount: 500_000n, sellerNonce: 3n, buyerNonce: 3n, termsEpoch: 2 },
  }),
];

/** What Alice is asked to sign, all of it honest, for a list of trades. */
function asked(trades = TRADES, agreed = [TRADES[0]!, TRADES[2]!]): VectorRequest {
  const { parties, assets, termsEpochs, nets } = netOf(trades);
  const listed = trades.map((trade) => ({ id: tradeId(trade), trade }));
  const root = tradeListRoot(listed.map((each) => each.id));
  const place = parties.indexOf(ALICE.address);
  const vector = {
    ...{ cycle: CYCLE, root, party: ALICE.address, assets, termsEpochs },
    nets: nets.map((net) => net[place] ?? 0n),
  };
  const fixed = { root, parties, assets, termsEpochs };
  const party = ALICE.address;
  return { cycle: CYCLE, deadline: DEADLINE, fixed, trades: listed, vector, party, agreed };
}

const honest = asked();
const { vector, fixed } = honest;
const faultsOf = (request: VectorRequest) =>
  thrownBy(VectorRefused, () => requireVector(request)).faults;
const place = (asset: string) => vector.assets.indexOf(asset);

describe("requireVector", () => {
  it("NET-1: lets an honest request pass, whatever the order of the list and the letters", () => {
    requireVector(honest);
    requireVector({ ...honest, trades: honest.trades.toReversed() });
    requireVector({ ...honest, party: ALICE.address.toLowerCase() });
    // A trade may begin or end in the very last second of the cycle.
    const [first, ...others] = TRADES as [Trade, ...Trade[]];
    for (const change of [{ settleBy: DEADLINE }, { settleFrom: DEADLINE }]) {
      const changed = { ...first, ...change };
      requireVector(asked([changed, ...others], [changed, TRADES[2]!]));
    }
    // Trades that Alice made for another cycle are none of this one's business.
    requireVector({ ...honest, agreed: [...honest.agreed, tradeBetween({ cycle: OTHER_CYCLE })] });
  });

  const [first, second, third] = TRADES as [Trade, Trade, Trade];
  const swapped = <T>(all: readonly T[]) => [all[1]!, all[0]!, ...all.slice(2)];
  const stranger = of({
    seller: BOB.address,
    buyer: ALICE.address,
    units: 1n,
    sellerNonce: 9n,
    buyerNonce: 9n,
  });

  const CASES: [title: string, VectorRequest, codes: VectorFaultCode[], en: RegExp, ja: RegExp][] =
    [
      [
        "a trade listed under another id",
        { ...honest, trades: honest.trades.with(1, { id: id("other"), trade: second }) },
        ["id", "root", "vectorRoot"],
        new RegExp(`listed as ${id("other")}, and its content has the id ${tradeId(second)}`),
        /識別子/,
      ],
      [
        "a trade of another cycle",
        asked([first, of({ ...second, cycle: OTHER_CYCLE }), third]),
        ["otherCycle"],
        new RegExp(`is for cycle ${OTHER_CYCLE}, not for ${CYCLE}`),
        /別の回/,
      ],
      [
        "a trade that ends before the cycle does",
        asked([first, { ...second, settleBy: DEADLINE - 1 }, third]),
        ["endsBefore"],
        /may settle until 2027-04-01 13:59 JST, and the cycle may settle later, until 2027-04-01 14:00/,
        /決済期限は 2027年4月1日 13時59分/,
      ],
      [
        "a trade that begins after the cycle",
        asked([first, { ...second, settleFrom: DEADLINE + 1 }, third]),
        ["beginsAfter"],
        /may settle from 2027-04-01 14:00 JST on, and the cycle only until/,
        /より後です/,
      ],
      [
        "two trades of which one was to take the other's place",
        asked(
          [first, second, third, { ...first, units: 12n, buyerNonce: 8n }],
          [...[first, third, { ...first, units: 12n, buyerNonce: 8n }]],
        ),
        ["numberTwice"],
        new RegExp(`both use number 1 of ${ALICE.address}`),
        /同じ番号 1/,
      ],
      [
        "a trade of one's own that is missing",
        asked([first, second]),
        ["missing"],
        new RegExp(`Your trade ${tradeId(third)} is missing`),
        /一覧にありません/,
      ],
      [
        "a trade in one's name that one never agreed to",
        asked([...TRADES, stranger]),
        ["neverAgreed"],
        new RegExp(`has trade ${tradeId(stranger)} in your name`),
        /合意していません/,
      ],
      [
        "a trade of one's own with a changed amount",
        asked([{ ...first, amount: 900_000n }, second, third]),
        ["missing", "neverAgreed"],
        /is missing from the list/,
        /一覧にありません/,
      ],
      [
        "another root fixed",
        { ...honest, fixed: { ...fixed, root: id("other") } },
        ["root"],
        /and 0x\w+ was fixed/,
        /ルート/,
      ],
      [
        "parties in another order",
        { ...honest, fixed: { ...fixed, parties: swapped(fixed.parties) } },
        ["parties"],
        /The parties of the list are \[0x/,
        /当事者/,
      ],
      [
        "a party too few",
        { ...honest, fixed: { ...fixed, parties: fixed.parties.slice(1) } },
        ["parties"],
        /were fixed/,
        /当事者/,
      ],
      [
        "assets in another order",
        { ...honest, fixed: { ...fixed, assets: swapped(fixed.assets) } },
        ["assets"],
        /The assets of the list are/,
        /資産/,
      ],
      [
        "other terms epochs",
        { ...honest, fixed: { ...fixed, termsEpochs: fixed.termsEpochs.map((each) => each + 1) } },
        ["epochs"],
        /The terms epochs of the list are \[.*2.*\], and \[.*3.*\] were fixed/,
        /条件の版/,
      ],
      [
        "a vector of another cycle",
        { ...honest, vector: { ...vector, cycle: OTHER_CYCLE } },
        ["vectorCycle"],
        new RegExp(`vector is for cycle ${OTHER_CYCLE}`),
        /署名対象は回/,
      ],
      [
        "a vector over another list",
        { ...honest, vector: { ...vector, root: id("other") } },
        ["vectorRoot"],
        /list with root/,
        /署名対象のルート/,
      ],
      [
        "a vector of another party",
        { ...honest, vector: { ...vector, party: BOB.address } },
        ["vectorParty"],
        new RegExp(`that of ${BOB.address}, not yours`),
        /貴社（/,
      ],
      [
        "a vector with its assets in another order",
        { ...honest, vector: { ...vector, assets: swapped(vector.assets) } },
        ["vectorAssets"],
        /The vector has the assets/,
        /署名対象の資産/,
      ],
      [
        "a vector with other terms epochs",
        { ...honest, vector: { ...vector, termsEpochs: [9, 9, 9] } },
        ["vectorEpochs"],
        /has the terms epochs \[9, 9, 9\]/,
        /署名対象の条件の版/,
      ],
      [
        "a net that is one unit too low",
        { ...honest, vector: { ...vector, nets: vector.nets.with(place(SHARE), 3n) } },
        ["net"],
        new RegExp(`Your net of ${SHARE} is 4, and the vector says 3\\.`),
        /差引は 4 ですが、署名対象では 3/,
      ],
      [
        "a net with the other sign",
        { ...honest, vector: { ...vector, nets: vector.nets.with(place(YEN), -500_000n) } },
        ["net"],
        /is 500000, and the vector says -500000/,
        /-500000/,
      ],
      [
        "two wrong nets, each",
        { ...honest, vector: { ...vector, nets: vector.nets.map((net) => net + 1n) } },
        ["net", "net", "net"],
        /Your net of/,
        /差引/,
      ],
      [
        "a net too many",
        { ...honest, vector: { ...vector, nets: [...vector.nets, 0n] } },
        ["netCount"],
        /has 4 nets, and the list 3 assets/,
        /4 件/,
      ],
      [
        "a list in which one has no trade",
        { ...asked([second], []), vector: { ...asked([second], []).vector, nets: [0n, 0n] } },
        ["noParty"],
        /The list has no trade of yours/,
        /約定がありません/,
      ],
    ];
  for (const [title, request, codes, en, ja] of CASES) {
    it(`names ${title}`, () => {
      const faults = faultsOf(request);
      expect(faults.map(({ code }) => code)).to.deep.equal(codes);
      const error = new VectorRefused(faults);
      expect(error.message).to.match(en).and.contain("Nothing was signed.");
      expect(error.in("ja")).to.match(ja).and.contain("署名していません");
    });
  }

  it("leaves lists that cannot be netted to those who net them", () => {
    const mixed = asked();
    const other = { ...first, termsEpoch: 1, sellerNonce: 20n, buyerNonce: 20n };
    const both = { ...first, security: YEN, cash: SHARE, sellerNonce: 20n, buyerNonce: 20n };
    const and = (trade: Trade) => ({
      ...mixed,
      trades: [...mixed.trades, { id: tradeId(trade), trade }],
    });
    expect(() => requireVector(and(other))).to.throw(TermsEpochsDiffer);
    expect(() => requireVector(and(both))).to.throw(AssetIsBoth);
    expect(() => requireVector(and(first))).to.throw(TradeListRefused, "twice");
    expect(() => requireVector({ ...mixed, trades: [] })).to.throw(TradeListRefused, "is empty");
  });
});

describe("signVector", () => {
  const parameters = { ...honest, chainId: CHAIN_ID, netSettlement: NET };

  it("NET-1: does not sign a vector that is not what the list comes to", async () => {
    let asked = 0;
    const key = {
      getAddress: async () => ALICE.address,
      signTypedData: async () => `0x${++asked}`,
    };
    const wrong = { ...parameters, vector: { ...vector, nets: vector.nets.with(0, 1n) } };
    const error = await signVector(key, wrong).catch((caught) => caught);
    expect(error).to.be.instanceOf(VectorRefused);
    expect(asked).to.equal(0);
    expect(await signVector(key, parameters)).to.equal("0x1");
  });

  it("refuses the key of another, unless the party is a contract wallet", async () => {
    const error = await signVector(CAROL, parameters).catch((caught) => caught);
    expect(error).to.be.instanceOf(VectorOfAnother);
    expect(error.message).to.contain(`${CAROL.address} was to sign the vector of ${ALICE.address}`);
    const signature = await signVector(CAROL, { ...parameters, forContractWallet: true });
    expect(signature).to.match(/^0x[0-9a-f]{130}$/);
  });

  it("signs what the settlement contract will ask for", async () => {
    const signature = await signVector(ALICE, parameters);
    const { domain, types, message } = netVectorTypedData(CHAIN_ID, NET, vector);
    expect(verifyTypedData(domain, types, message, signature)).to.equal(ALICE.address);
  });
});
