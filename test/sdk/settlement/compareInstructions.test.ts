import { expect } from "chai";
import { encodeBytes32String, getAddress } from "ethers";
import type { Trade } from "../../../sdk/encode/tradeTypedData.ts";
import { compareInstructions } from "../../../sdk/settlement/compareInstructions.ts";
import { ALICE, addressOf, BOB, BOND, BY, FROM, tradeBetween, YEN } from "./support/trades.ts";

const OTHER = addressOf("other");
const CYCLE = `0x${"ab".repeat(32)}`;

/** All that is said of a buyer's side that differs from the trade. */
function said(changes: Partial<Trade>, sellers: Partial<Trade> = {}) {
  return compareInstructions(tradeBetween(sellers), tradeBetween(changes)).map(
    ({ field, text, hints }) => ({
      field,
      en: [text, ...hints].map(({ en }) => en).join(" "),
      ja: [text, ...hints].map(({ ja }) => ja).join(""),
    }),
  );
}

describe("compareInstructions", () => {
  it("says nothing of two that match, however addresses and hashes are written", () => {
    expect(said({})).to.deep.equal([]);
    const changes = { seller: ALICE.address.toLowerCase(), cycle: CYCLE.replace("ab", "AB") };
    expect(said(changes, { cycle: CYCLE })).to.deep.equal([]);
  });

  it("names every field of a trade in which they differ, in its order", () => {
    const changes: Trade = {
      ...{ seller: OTHER, buyer: addressOf("third"), security: addressOf("share"), units: 9n },
      ...{ cash: addressOf("coin"), amount: 1n, settleFrom: 0, settleBy: 1, sellerNonce: 5n },
      ...{ buyerNonce: 6n, termsEpoch: 1, cycle: CYCLE, partialAllowed: true },
      commonReference: encodeBytes32String("K-1"),
    };
    const all = said(changes);
    expect(all.map(({ field }) => field)).to.deep.equal(Object.keys(tradeBetween()));
    for (const { en, ja } of all) {
      expect(en).to.match(/^.+: the seller's side says .+, the buyer's side says .+\./);
      expect(ja).to.match(/^.+：売方は .+、買方は .+ です。/);
    }
  });

  const mistyped = getAddress(
    `${BOND.slice(0, 40).toLowerCase()}${BOND.endsWith("00") ? "11" : "00"}`,
  );
  const CASES: [title: string, Partial<Trade>, en: RegExp, ja: RegExp, sellers?: Partial<Trade>][] =
    [
      [
        "seller and buyer the wrong way round",
        { seller: BOB.address, buyer: ALICE.address },
        /One version has (seller and buyer|buyer and seller) the wrong way round/,
        /(売方と買方|買方と売方)が入れ替わっています/,
      ],
      [
        "class and cash token the wrong way round",
        { security: YEN, cash: BOND },
        /One version has (class and cash token|cash token and class) the wrong way round/,
        /(銘柄と資金トークン|資金トークンと銘柄)が入れ替わっています/,
      ],
      [
        "an address that is nearly the same",
        { security: mistyped },
        /Only [12] of 40 digits differ: probably mistyped/,
        /入力誤り/,
      ],
      [
        "amounts",
        { amount: 1_001_500n },
        /says 1,000,000, .* says 1,001,500\. They differ by 1,500\.$/,
        /差は 1,500 です/,
      ],
      [
        "units in thousands",
        { units: 10_000n },
        /One is 1000 times the other: count units/,
        /1000 倍です/,
      ],
      [
        "a time",
        { settleBy: BY + 1_800 },
        /says 2027-04-01 15:00 JST, .*15:30 JST\. They differ by 30 min\.$/,
        /2027年4月1日 15時00分、.*差は30分です/,
      ],
      [
        "Japan's time and UTC",
        { settleFrom: FROM + 9 * 3_600 },
        /differ by 9 h\. That is the 9 hours between Japan's time and UTC/,
        /時差（9時間）/,
      ],
      [
        "at once and later",
        { settleFrom: 0 },
        /the buyer's side says at once\./,
        /買方は 即時 です/,
      ],
      [
        "a time beyond all dates",
        { settleBy: 2 ** 48 - 1 },
        /the buyer's side says 281474976710655\./,
        /281474976710655/,
      ],
      ["numbers", { sellerNonce: 2n ** 200n }, /take over the other's file/, /取り込んでください/],
      [
        "terms",
        { termsEpoch: 4 },
        /The terms of the class changed after epoch 3/,
        /3 版の後に変更/,
        { termsEpoch: 3 },
      ],
      [
        "gross and net",
        { cycle: CYCLE },
        /the seller's side says gross, .* One version is to settle gross/,
        /売方は グロス/,
      ],
      [
        "two cycles",
        { cycle: CYCLE },
        /netting cycle: the seller's side says 0x12/,
        /ネッティングの回/,
        { cycle: `0x${"12".repeat(32)}` },
      ],
      [
        "parts",
        { partialAllowed: true },
        /says not allowed, .* says allowed\. In parts it settles only if both/,
        /売方は 不可、買方は 可/,
      ],
      [
        "one reference",
        { commonReference: encodeBytes32String("K-1") },
        /says nothing, .* says K-1\. Only one version has one/,
        /記載なし/,
      ],
      [
        "a reference in another form",
        { commonReference: encodeBytes32String("k 1") },
        /They differ only in spaces, hyphens, width or capitals/,
        /のみの相違です/,
        { commonReference: encodeBytes32String("K-1") },
      ],
      [
        "a reference that is no text",
        { commonReference: `0x${"ff".repeat(32)}` },
        /says 0xffff/,
        /0xffff/,
      ],
    ];
  for (const [title, changes, en, ja, sellers] of CASES) {
    it(`explains ${title}`, () => {
      const all = said(changes, sellers);
      expect(all.map(({ field }) => field)).to.have.members(Object.keys(changes));
      for (const each of all) {
        expect(each.en).to.match(en);
        expect(each.ja).to.match(ja);
      }
    });
  }

  it("does not take another address for a slip, nor an odd multiple for thousands", () => {
    const [buyer] = said({ buyer: OTHER });
    expect(buyer!.en).to.equal(
      `buyer: the seller's side says ${BOB.address}, the buyer's side says ${OTHER}.`,
    );
    expect(said({ units: 30n })[0]!.en).to.match(/They differ by 20\.$/);
  });
});
