import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { encodeBytes32String, Signature, TypedDataEncoder, ZeroAddress } from "ethers";
import { tradeId } from "../../../sdk/encode/tradeId.ts";
import { tradeTypedData } from "../../../sdk/encode/tradeTypedData.ts";
import { FileNotFound } from "../../../sdk/files/FileNotFound.ts";
import { FileRefused } from "../../../sdk/files/FileRefused.ts";
import { checkTradeFile } from "../../../sdk/settlement/checkTradeFile.ts";
import { mergeTradeFiles, TradeFilesDiffer } from "../../../sdk/settlement/mergeTradeFiles.ts";
import {
  type NewTradeParameters,
  newTrade,
  TradeRefused,
} from "../../../sdk/settlement/newTrade.ts";
import { readTradeFile } from "../../../sdk/settlement/readTradeFile.ts";
import {
  SignerNoParty,
  SignerOtherSide,
  signTradeFile,
} from "../../../sdk/settlement/signTradeFile.ts";
import {
  formatTradeFile,
  parseTradeFile,
  type TradeFile,
} from "../../../sdk/settlement/tradeFile.ts";
import { writeTradeFile } from "../../../sdk/settlement/writeTradeFile.ts";
import {
  ALICE,
  addressOf,
  BOB,
  BOND,
  BY,
  CAROL,
  CHAIN_ID,
  DVP,
  FROM,
  thrownBy,
  tradeBetween,
  YEN,
} from "./support/trades.ts";

const GIVEN: NewTradeParameters = {
  ...{ chainId: CHAIN_ID, dvp: DVP, seller: ALICE.address, buyer: BOB.address },
  ...{ security: BOND, units: 10n, cash: YEN, amount: 1_000_000n, settleBy: BY },
};

const unsigned: TradeFile = {
  chainId: CHAIN_ID,
  dvp: DVP,
  trade: tradeBetween({ amount: 2n ** 200n, sellerNonce: 2n ** 255n }),
  signatures: {},
};
const text = formatTradeFile(unsigned);

const signed = async (file = unsigned) => signTradeFile(BOB, await signTradeFile(ALICE, file));

describe("newTrade", () => {
  it("names every field that cannot be, and what was found there", () => {
    const cases: [Partial<NewTradeParameters>, field: string, message: RegExp][] = [
      [{ chainId: 0n }, "chainId", /from 1 to .* found 0/],
      [{ dvp: "0x12" }, "dvp", /an address in quotes/],
      [{ seller: ZeroAddress }, "trade.seller", /not all zero/],
      [{ buyer: ALICE.address }, "trade.buyer", /another party than the seller/],
      [{ security: BOND.replace(/.$/, "Z") }, "trade.security", /an address/],
      [{ cash: BOND }, "trade.cash", /another token than the class/],
      [{ units: 0n }, "trade.units", /from 1 to 18446744073709551615 .* found 0/],
      [{ units: 2n ** 64n }, "trade.units", /from 1 to 18446744073709551615/],
      [{ amount: 0n }, "trade.amount", /found 0/],
      [{ amount: 2n ** 256n }, "trade.amount", /smallest unit/],
      [{ settleFrom: BY + 1 }, "trade.settleBy", /or later, as settleFrom says/],
      [{ settleFrom: -1 }, "trade.settleFrom", /found -1/],
      [{ settleBy: 1.5 }, "trade.settleBy", /found 1.5/],
      [{ settleBy: "2027-02-30" }, "trade.settleBy", /found 2027-02-30/],
      [{ sellerNonce: -1n }, "trade.sellerNonce", /found -1/],
      [{ buyerNonce: 2n ** 256n }, "trade.buyerNonce", /uses once/],
      [{ termsEpoch: 65_536 }, "trade.termsEpoch", /from 0 to 65535/],
      [{ cycle: "0x01" }, "trade.cycle", /32 bytes/],
      [{ commonReference: "a".repeat(32) }, "trade.commonReference", /32 bytes/],
    ];
    for (const [change, field, message] of cases) {
      const error = thrownBy(TradeRefused, () => newTrade({ ...GIVEN, ...change }));
      expect(
        error.faults.map((fault) => fault.field),
        field,
      ).to.deep.equal([field]);
      expect(error.faults[0]!.message).to.match(message);
      expect(error.message).to.contain(`${field}: expected`).and.contain("nothing was written");
    }
  });

  it("names all faults at once", () => {
    const bad = { ...GIVEN, units: 0n, buyer: "Bob", settleBy: "soon" };
    const fields = thrownBy(TradeRefused, () => newTrade(bad)).faults.map(({ field }) => field);
    expect(fields).to.have.members(["trade.buyer", "trade.units", "trade.settleBy"]);
  });

  it("is gross, at once, whole, of first terms and without reference if nothing else is said", () => {
    const { trade, signatures, chainId, dvp } = newTrade(GIVEN);
    expect({ chainId, dvp, signatures }).to.deep.equal({
      chainId: CHAIN_ID,
      dvp: DVP,
      signatures: {},
    });
    const { sellerNonce, buyerNonce } = trade;
    expect(trade).to.deep.equal(tradeBetween({ settleFrom: 0, sellerNonce, buyerNonce }));
  });

  it("takes random numbers, another two for every trade", () => {
    const trades = [newTrade(GIVEN), newTrade(GIVEN)].map(({ trade }) => trade);
    const nonces = trades.flatMap(({ sellerNonce, buyerNonce }) => [sellerNonce, buyerNonce]);
    expect(new Set(nonces).size).to.equal(4);
  });

  it("takes what is given: numbers, days in Japan, text as reference, small letters", () => {
    const { trade } = newTrade({
      ...{
        ...GIVEN,
        settleFrom: "2027-03-31",
        settleBy: "2027-04-01",
        commonReference: "K-2027-1",
      },
      ...{ sellerNonce: 0n, buyerNonce: 7n, termsEpoch: 3, partialAllowed: true },
      ...{ seller: ALICE.address.toLowerCase(), cycle: `0x${"AB".repeat(32)}` },
    });
    expect(trade).to.deep.equal({
      ...tradeBetween({ sellerNonce: 0n, buyerNonce: 7n, termsEpoch: 3, partialAllowed: true }),
      // From 0:00 of the one to the last second of the other, JST.
      ...{ settleFrom: FROM - 9 * 3_600, settleBy: BY + 9 * 3_600 - 1 },
      ...{ cycle: `0x${"ab".repeat(32)}`, commonReference: encodeBytes32String("K-2027-1") },
    });
  });
});

describe("A trade's file", () => {
  it("reads back as it was written, unsigned and signed, and has the same bytes every time", async () => {
    for (const file of [unsigned, await signed()]) {
      const written = formatTradeFile(file);
      expect(parseTradeFile(written, "x")).to.deep.equal(file);
      expect(formatTradeFile(parseTradeFile(written, "x"))).to.equal(written);
    }
    expect(JSON.parse(text)).to.deep.include({ apiVersion: 1, kind: "Trade", chainId: 31_337 });
    expect(JSON.parse(text).trade.amount).to.equal(String(2n ** 200n));
  });

  it("is refused at the field that is wrong", () => {
    const cases: [from: string | RegExp, to: string, message: RegExp][] = [
      ['"apiVersion": 1', '"apiVersion": 2', /x.json:2:\d+: apiVersion: expected 1 .*found 2/],
      ['"kind": "Trade"', '"kind": "Platform"', /kind: expected Trade, the kind of file/],
      ['"chainId": 31337', '"chainId": "31337"', /chainId: expected a whole number/],
      ['"units": "10"', '"units": 10', /trade.units: expected a whole number .* in quotes/],
      ['"units": "10"', '"units": "1e1"', /trade.units: expected .*found "1e1"/],
      ['"units": "10"', '"units": "010"', /trade.units/],
      ['"units": "10"', '"units": "-10"', /trade.units/],
      ['"units": "10",', "", /x.json:6:\d+: trade.units: expected .*found nothing/],
      ['"units": "10"', '"units": "10", "units": "11"', /trade.units: expected each key once/],
      [
        '"units": "10"',
        '"units": "10", "unit": "1"',
        /trade.unit: expected a known key, the nearest is units/,
      ],
      [
        '"partialAllowed": false',
        '"partialAllowed": "no"',
        /trade.partialAllowed: expected true or/,
      ],
      [
        `"dvp": "${DVP}"`,
        `"dvp": "${DVP.toUpperCase().replace("X", "x")}"`,
        /dvp: .*checksum that holds/,
      ],
      [
        `"buyer": "${BOB.address}"`,
        `"buyer": "${ALICE.address}"`,
        /trade.buyer: expected another party/,
      ],
      [/"settleBy": \d+/, '"settleBy": 1', /trade.settleBy: expected \d+ or later/],
      [
        '"signatures": {}',
        '"signatures": { "seller": "0x123" }',
        /signatures.seller: expected bytes/,
      ],
      [
        '"signatures": {}',
        '"signatures": { "agent": "0x12" }',
        /signatures.agent: expected a known key/,
      ],
      ["{", "- {", /x.json:1:1: expected JSON/],
      [/\}\s*$/, "", /expected JSON, found something else or only a part of it/],
    ];
    for (const [from, to, message] of cases) {
      const changed = text.replace(from, to);
      expect(changed, String(from)).not.to.equal(text);
      const error = thrownBy(FileRefused, () => parseTradeFile(changed, "x.json"));
      expect(error.findings, changed).to.have.length(1);
      expect(error.message).to.match(message);
    }
  });

  it("takes addresses in small letters, tabs, and any order of its keys", () => {
    const { trade, signatures, ...rest } = JSON.parse(text.replace(DVP, DVP.toLowerCase()));
    const other = JSON.stringify({ signatures, trade, ...rest }, null, "\t");
    expect(parseTradeFile(other, "x")).to.deep.equal(unsigned);
  });

  describe("on disk", () => {
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "trade-"));
    });
    after(() => rm(folder, { recursive: true }));

    it("is written over an older one, whole, and read", async () => {
      const path = join(folder, "trade.json");
      await writeTradeFile(path, unsigned);
      const file = await signed();
      await writeTradeFile(path, file);
      expect(await readTradeFile(path)).to.deep.equal(file);
      expect(await readdir(folder)).to.deep.equal(["trade.json"]);
    });

    it("is not found, or refused by its name", async () => {
      const missing = await readTradeFile(join(folder, "none.json")).catch((error) => error);
      expect(missing).to.be.instanceOf(FileNotFound);
      await writeFile(join(folder, "bad.json"), "[]");
      const bad = await readTradeFile(join(folder, "bad.json")).catch((error) => error);
      expect(bad).to.be.instanceOf(FileRefused);
      expect(bad.message).to.contain("bad.json:1:1: expected a map with apiVersion, kind");
    });
  });
});

describe("signTradeFile", () => {
  it("refuses a key of neither party", async () => {
    const error = await signTradeFile(CAROL, unsigned).catch((caught) => caught);
    expect(error).to.be.instanceOf(SignerNoParty);
    expect(error.signer).to.equal(CAROL.address);
    expect(error.message).to.contain(
      `neither the seller ${ALICE.address} nor the buyer ${BOB.address}`,
    );
  });

  it("refuses to sign as the other party, also when it is a party's own key", async () => {
    const error = await signTradeFile(ALICE, unsigned, { as: "buyer" }).catch((caught) => caught);
    expect(error).to.be.instanceOf(SignerOtherSide);
    expect(error.message).to.contain("is the trade's seller and was to sign as its buyer");
  });

  it("puts the signature where the key's party is, and keeps the other's", async () => {
    const both = await signed();
    expect(both.trade).to.equal(unsigned.trade);
    const { domain, types } = tradeTypedData(CHAIN_ID, DVP, unsigned.trade);
    const digest = TypedDataEncoder.hash(domain, types, unsigned.trade);
    expect(both.signatures).to.deep.equal({
      seller: ALICE.signingKey.sign(digest).serialized,
      buyer: BOB.signingKey.sign(digest).serialized,
    });
    expect(unsigned.signatures).to.deep.equal({});
  });

  it("lets another key sign for a side that is a contract wallet", async () => {
    const file = await signTradeFile(CAROL, unsigned, { as: "buyer" });
    expect(Object.keys(file.signatures)).to.deep.equal(["buyer"]);
    expect(checkTradeFile(file, { contractWallets: [BOB.address] }).buyer.state).to.equal(
      "contract",
    );
  });
});

describe("checkTradeFile", () => {
  it("says which signatures are missing", async () => {
    const checked = checkTradeFile(await signTradeFile(ALICE, unsigned));
    expect([checked.seller.state, checked.buyer.state]).to.deep.equal(["good", "missing"]);
    expect(checked.isReady).to.equal(false);
    expect(checked.buyer.text.en).to.equal(
      `The buyer ${BOB.address} has not signed yet. Send it the file.`,
    );
    expect(checked.buyer.text.ja).to.contain("署名がありません");
  });

  it("says that a signature is another's, over another trade, or nobody's", async () => {
    const { signatures } = await signed();
    const half = Signature.from(signatures.seller!);
    const zeroEnd = `${signatures.seller!.slice(0, -2)}0${half.yParity}`;
    const cases: [TradeFile, RegExp][] = [
      [{ ...unsigned, signatures: { seller: signatures.buyer! } }, new RegExp(`by ${BOB.address}`)],
      [{ ...unsigned, trade: tradeBetween(), signatures }, /or over another trade/],
      [{ ...unsigned, chainId: 1n, signatures }, /or over another trade/],
      [{ ...unsigned, dvp: BOND, signatures }, /or over another trade/],
      [
        { ...unsigned, signatures: { seller: `0x${"00".repeat(65)}` } },
        /not one that any key makes/,
      ],
      // The chain takes neither 0 nor 1 at the end.
      [{ ...unsigned, signatures: { seller: zeroEnd } }, /not one that any key makes/],
    ];
    for (const [file, message] of cases) {
      const { seller, isReady } = checkTradeFile(file);
      expect(seller.state).to.equal("wrong");
      expect(seller.text.en).to.match(message);
      expect(isReady).to.equal(false);
    }
  });

  it("leaves to the chain what no key makes in that length, or what a contract wallet is said to have signed", async () => {
    const compact = Signature.from((await signed()).signatures.seller!).compactSerialized;
    const long = `0x${"12".repeat(130)}`;
    for (const seller of [compact, long]) {
      const checked = checkTradeFile({ ...unsigned, signatures: { seller } });
      expect(checked.seller.state).to.equal("contract");
      expect(checked.seller.text.en).to.contain("only the chain can say whether it is good");
    }
  });

  it("is ready with both, one of a contract wallet or none", async () => {
    const both = await signed();
    const checked = checkTradeFile(both);
    expect(checked.isReady).to.equal(true);
    expect(checked.id).to.equal(tradeId(unsigned.trade));
    // A wallet whose own key signed is good, whatever it is said to be.
    const { seller } = checkTradeFile(both, { contractWallets: [ALICE.address.toLowerCase()] });
    expect(seller.state).to.equal("good");
    const other = await signTradeFile(CAROL, await signTradeFile(ALICE, unsigned), { as: "buyer" });
    expect(checkTradeFile(other).isReady).to.equal(false);
    expect(checkTradeFile(other, { contractWallets: [BOB.address] }).isReady).to.equal(true);
  });
});

describe("mergeTradeFiles", () => {
  it("refuses two trades, naming each field that differs", async () => {
    const other = {
      ...{ chainId: 1n, dvp: addressOf("elsewhere"), signatures: {} },
      trade: { ...unsigned.trade, units: 11n, settleBy: BY + 60 },
    };
    const error = thrownBy(TradeFilesDiffer, () => mergeTradeFiles(unsigned, other));
    expect(error.differences.map(({ field }) => field)).to.deep.equal([
      ...["chainId", "dvp", "trade.units", "trade.settleBy"],
    ]);
    expect(error.message).to.contain("units: the first copy says 10, the second copy says 11.");
    expect(error.message).to.contain("chainId: the first copy says 31337, the second copy says 1.");
    expect(error.in("ja")).to.contain("数量：1つ目のファイルは 10、2つ目のファイルは 11 です。");
  });

  it("refuses two signatures of one party of which none is known to be good", () => {
    const [a, b] = ["11", "12"].map((byte) => ({
      ...unsigned,
      signatures: { buyer: `0x${byte.repeat(70)}` },
    }));
    const error = thrownBy(TradeFilesDiffer, () => mergeTradeFiles(a!, b!));
    expect(error.differences.map(({ field }) => field)).to.deep.equal(["signatures.buyer"]);
    expect(error.message).to.contain("The buyer's signature is not the same in both copies");
  });

  it("puts the parties' signatures together, in either order", async () => {
    const [a, b] = [await signTradeFile(ALICE, unsigned), await signTradeFile(BOB, unsigned)];
    const both = await signed();
    expect(mergeTradeFiles(a, b)).to.deep.equal(both);
    expect(mergeTradeFiles(b, a)).to.deep.equal(both);
    expect(mergeTradeFiles(both, unsigned)).to.deep.equal(both);
    expect(mergeTradeFiles(unsigned, unsigned).signatures).to.deep.equal({});
  });

  it("takes the good one of two signatures of a party", async () => {
    const good = await signTradeFile(ALICE, unsigned);
    const bad = { ...unsigned, signatures: { seller: `0x${"11".repeat(65)}` } };
    expect(mergeTradeFiles(good, bad).signatures).to.deep.equal(good.signatures);
    expect(mergeTradeFiles(bad, good).signatures).to.deep.equal(good.signatures);
  });

  it("does not mind how addresses are written", () => {
    const small = { ...unsigned, dvp: DVP.toLowerCase() };
    expect(
      mergeTradeFiles(unsigned, { ...small, trade: { ...small.trade, cash: YEN.toLowerCase() } }),
    ).to.deep.equal(unsigned);
  });
});
