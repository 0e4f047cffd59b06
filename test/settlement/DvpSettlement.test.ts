import { expect } from "chai";
import { encodeBytes32String, MaxUint256, TypedDataEncoder, ZeroAddress, ZeroHash } from "ethers";
import { categoryBits } from "../../sdk/encode/policyWord.ts";
import { tradeTypedData } from "../../sdk/encode/tradeTypedData.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { LyingCash__factory } from "../../types/index.js";
import { announce, announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { holdOrder } from "../support/holds.ts";
import { impersonated } from "../support/impersonated.ts";
import { DAY, JAPAN } from "../support/world.ts";
import { expectRefused, expectSettled, settle } from "./support/books.ts";
import {
  AMOUNT,
  BUYER_YEN,
  DOCUMENT,
  ISSUE,
  REASON,
  SELLER_UNITS,
  tradeAgreed,
  UNITS,
} from "./support/tradeAgreed.ts";

const load = fixture(tradeAgreed);
const loadWithListedCash = fixture(listedCash);

/** As PassStatus in contracts/types/Standing.sol. */
const STATUS = { none: 0, inVetoWindow: 2, expired: 3, screeningLapsed: 4, revoked: 5 };
const SINGAPORE = 702;
const LONG = 400 * DAY;

/** The trade of every test, and a second cash token that both parties use and the admin has listed. */
async function listedCash() {
  const scene = await tradeAgreed();
  const cash = await new LyingCash__factory(scene.deployer).deploy(0);
  await cash.mint(scene.buyer, BUYER_YEN);
  await cash.connect(scene.buyer).approve(scene.dvp, MaxUint256);
  await scene.listed(cash);
  return { ...scene, cash, cashAddress: await cash.getAddress() };
}

describe("settle refuses the trade itself", () => {
  it("of no units, or for no cash (DVP-1)", async () => {
    const scene = await load();
    const { dvp, agreed } = scene;
    const error = "TradeEmpty";
    await expectRefused(scene, await agreed({ units: 0n }), { by: dvp, error, args: [0, AMOUNT] });
    await expectRefused(scene, await agreed({ amount: 0n }), { by: dvp, error, args: [UNITS, 0] });
  });

  it("with oneself (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, yen, bond } = scene;
    await scene.minted(seller, AMOUNT);
    await yen.connect(seller).approve(dvp, MaxUint256);
    const signed = await scene.signedTrade(seller, seller, bond);
    await expectRefused(scene, signed, {
      by: dvp,
      error: "TradeWithOneself",
      args: [seller.address],
    });
  });

  it("a second too early, and takes it at the first second (DVP-1)", async () => {
    const scene = await load();
    const { dvp, agreed, networkHelpers } = scene;
    const settleFrom = (await scene.now()) + DAY;
    const signed = await agreed({ settleFrom, settleBy: settleFrom + DAY });
    await networkHelpers.time.setNextBlockTimestamp(settleFrom - 1);
    await expectRefused(scene, signed, {
      by: dvp,
      error: "TooEarly",
      args: [settleFrom, settleFrom - 1],
    });
    await networkHelpers.time.setNextBlockTimestamp(settleFrom);
    await expectSettled(scene, signed);
  });

  it("a second too late, and takes it at the last second (DVP-1)", async () => {
    const scene = await load();
    const { dvp, agreed, networkHelpers } = scene;
    const signed = await agreed();
    const { settleBy } = signed.trade;
    const { restore } = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(settleBy + 1);
    await expectRefused(scene, signed, {
      by: dvp,
      error: "TooLate",
      args: [settleBy, settleBy + 1],
    });
    await restore();
    await networkHelpers.time.setNextBlockTimestamp(settleBy);
    await expectSettled(scene, signed);
  });

  it("given a window of one second, at any other second (DVP-1)", async () => {
    const scene = await load();
    const { dvp, agreed, networkHelpers } = scene;
    const only = (await scene.now()) + 100;
    const signed = await agreed({ settleFrom: only, settleBy: only });
    const { restore } = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(only - 1);
    await expectRefused(scene, signed, { by: dvp, error: "TooEarly", args: [only, only - 1] });
    await restore();
    await networkHelpers.time.setNextBlockTimestamp(only + 1);
    await expectRefused(scene, signed, { by: dvp, error: "TooLate", args: [only, only + 1] });
    await restore();
    await networkHelpers.time.setNextBlockTimestamp(only);
    await expectSettled(scene, signed);
  });

  it("given a window that ends before it starts, always (DVP-1)", async () => {
    const scene = await load();
    const { dvp, agreed, networkHelpers } = scene;
    const settleFrom = (await scene.now()) + DAY;
    const signed = await agreed({ settleFrom, settleBy: settleFrom - 1 });
    await networkHelpers.time.setNextBlockTimestamp(settleFrom - 1);
    await expectRefused(scene, signed, { by: dvp, error: "TooEarly" });
    await networkHelpers.time.setNextBlockTimestamp(settleFrom);
    await expectRefused(scene, signed, { by: dvp, error: "TooLate" });
  });

  it("made for a netting cycle (DVP-1)", async () => {
    const scene = await load();
    const cycle = encodeBytes32String("cycle 1");
    const signed = await scene.agreed({ cycle });
    await expectRefused(scene, signed, { by: scene.dvp, error: "CycleNotVoid", args: [cycle] });
  });

  it("signed under another terms epoch (DVP-1)", async () => {
    const scene = await load();
    const signed = await scene.agreed({ termsEpoch: 1 });
    await expectRefused(scene, signed, { by: scene.dvp, error: "TermsChanged", args: [0, 1] });
  });
});

describe("settle refuses the security", () => {
  it("that is an address without code (DVP-1)", async () => {
    const scene = await load();
    const security = scene.thief.address;
    const signed = await scene.agreed({ security });
    await expectRefused(scene, signed, {
      by: scene.dvp,
      error: "NotAClassOfThePlatform",
      args: [security],
    });
  });

  it("that is yen (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, yen, platform } = scene;
    await scene.minted(seller, AMOUNT);
    await yen.connect(seller).approve(dvp, MaxUint256);
    const signed = await scene.agreed({ security: platform.yen });
    await expectRefused(scene, signed, {
      by: dvp,
      error: "NotAClassOfThePlatform",
      args: [platform.yen],
    });
  });

  it("that is yen, against other listed cash (DVP-1)", async () => {
    const scene = await loadWithListedCash();
    const { dvp, seller, yen, platform, cash, cashAddress } = scene;
    await scene.minted(seller, AMOUNT);
    await yen.connect(seller).approve(dvp, MaxUint256);
    const signed = await scene.agreed({ security: platform.yen, cash: cashAddress });
    const refusal = { by: dvp, error: "NotAClassOfThePlatform", args: [platform.yen] };
    await expectRefused(scene, signed, refusal, { assets: [cash] });
  });

  it("that is listed cash, since it has no class number (DVP-1)", async () => {
    const scene = await loadWithListedCash();
    const { cash, cashAddress } = scene;
    const signed = await scene.agreed({ security: cashAddress });
    const refusal = { by: scene.dvp, error: "NotAClassOfThePlatform", args: [cashAddress] };
    await expectRefused(scene, signed, refusal, { assets: [cash] });
  });
});

describe("settle refuses the cash", () => {
  it("that nobody listed (DVP-1)", async () => {
    const scene = await load();
    const { dvp, agreed } = scene;
    for (const cash of [ZeroAddress, scene.thief.address, await scene.bond.getAddress()]) {
      const signed = await agreed({ cash });
      await expectRefused(scene, signed, { by: dvp, error: "CashNotListed", args: [cash] });
    }
  });

  it("given that it was taken off the list after signing (DVP-1)", async () => {
    const scene = await loadWithListedCash();
    const { dvp, cash, cashAddress } = scene;
    const signed = await scene.agreed({ cash: cashAddress, settleBy: (await scene.now()) + LONG });
    await scene.listed(cash, false);
    const refusal = { by: dvp, error: "CashNotListed", args: [cashAddress] };
    await expectRefused(scene, signed, refusal, { assets: [cash] });
  });
});

describe("settle refuses a number", () => {
  it("of a trade that has settled (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller } = scene;
    const signed = await scene.agreed();
    await expectSettled(scene, signed);
    const { sellerNonce } = signed.trade;
    await expectRefused(scene, signed, {
      by: dvp,
      error: "NonceUsed",
      args: [seller.address, sellerNonce],
    });
  });

  it("that the seller gave to two trades: one of them settles (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller } = scene;
    const first = await scene.agreed();
    const { sellerNonce } = first.trade;
    const second = await scene.agreed({ sellerNonce });
    await expectSettled(scene, second);
    const args = [seller.address, sellerNonce];
    await expectRefused(scene, first, { by: dvp, error: "NonceUsed", args });
  });

  it("that the buyer gave to two trades: one of them settles (DVP-1)", async () => {
    const scene = await load();
    const { dvp, buyer } = scene;
    const first = await scene.agreed();
    const { buyerNonce } = first.trade;
    const second = await scene.agreed({ buyerNonce });
    await expectSettled(scene, first);
    const args = [buyer.address, buyerNonce];
    await expectRefused(scene, second, { by: dvp, error: "NonceUsed", args });
  });

  it("that was used as a seller, when it comes back as a buyer's (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, buyer, bond, yen } = scene;
    await yen.connect(seller).approve(dvp, MaxUint256);
    await bond.connect(buyer).approve(dvp, MaxUint256);
    const first = await scene.agreed();
    await expectSettled(scene, first);
    const back = await scene.signedTrade(buyer, seller, bond, {
      buyerNonce: first.trade.sellerNonce,
      amount: AMOUNT,
    });
    const args = [seller.address, first.trade.sellerNonce];
    await expectRefused(scene, back, { by: dvp, error: "NonceUsed", args });
  });

  it("of one party only: the other's same number is its own (DVP-1)", async () => {
    const scene = await load();
    const { dvp, thief } = scene;
    const signed = await scene.agreed();
    await dvp.connect(thief).cancel(signed.trade.sellerNonce);
    await expectSettled(scene, signed);
  });
});

describe("settle refuses a signature", () => {
  it("of neither party, one party, or the wrong one (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, buyer, thief, bond } = scene;
    const signed = await scene.agreed();
    const { trade, sellerSignature, buyerSignature } = signed;
    const { sellerSignature: stolen } = await scene.signedTrade(thief, buyer, bond, { ...trade });
    const id = await dvp.idOf(trade);
    const cases: [string, string, string, string][] = [
      ["the seller's is empty", "0x", buyerSignature, seller.address],
      ["the buyer's is empty", sellerSignature, "0x", buyer.address],
      ["they are swapped", buyerSignature, sellerSignature, seller.address],
      ["the seller signs twice", sellerSignature, sellerSignature, buyer.address],
      ["the buyer signs twice", buyerSignature, buyerSignature, seller.address],
      ["a thief signs for the seller", stolen, buyerSignature, seller.address],
      ["a thief signs for the buyer", sellerSignature, stolen, buyer.address],
    ];
    for (const [, forSeller, forBuyer, party] of cases) {
      await expectRefused(
        scene,
        { trade, sellerSignature: forSeller, buyerSignature: forBuyer },
        { by: dvp, error: "SignatureInvalid", args: [party, id] },
      );
    }
    await expectSettled(scene, signed);
  });

  it("over a trade that says anything else (DVP-1)", async () => {
    const scene = await loadWithListedCash();
    const { dvp, thief, cash, cashAddress } = scene;
    const { trade, ...signatures } = await scene.agreed();
    const changes = {
      seller: { seller: thief.address },
      buyer: { buyer: thief.address },
      security: { security: await (await scene.openClass()).getAddress() },
      units: { units: trade.units + 1n },
      cash: { cash: cashAddress },
      amount: { amount: trade.amount - 1n },
      settleFrom: { settleFrom: trade.settleFrom - 1 },
      settleBy: { settleBy: trade.settleBy + 1 },
      sellerNonce: { sellerNonce: trade.sellerNonce + 1000n },
      buyerNonce: { buyerNonce: trade.buyerNonce + 1000n },
      partialAllowed: { partialAllowed: true },
      commonReference: { commonReference: encodeBytes32String("another") },
    };
    const fields = Object.keys(trade).filter((key) => key !== "termsEpoch" && key !== "cycle");
    expect(Object.keys(changes), "every field that may differ").to.have.members(fields);
    for (const change of Object.values(changes)) {
      const changed = { ...trade, ...change };
      const args = [changed.seller, await dvp.idOf(changed)];
      await expectRefused(
        scene,
        { trade: changed, ...signatures },
        { by: dvp, error: "SignatureInvalid", args },
        { assets: [cash] },
      );
    }
  });
});

describe("settle refuses the units leg, and cash stays", () => {
  it("given a buyer without a pass (DVP-1, ELIG-1)", async () => {
    const scene = await load();
    const { bond, dvp, seller, c, yen } = scene;
    await yen.connect(c).approve(dvp, MaxUint256);
    const signed = await scene.signedTrade(seller, c, bond);
    const args = [c.address, STATUS.none];
    await expectRefused(scene, signed, { by: bond, error: "PassNotWorking", args });
  });

  it("given a buyer whose pass waits for its veto window (DVP-1, ELIG-1)", async () => {
    const scene = await load();
    const { bond, seller, c } = scene;
    const { grant, attestations } = await scene.signedGrant(c.address);
    await scene.pass.grant(grant, attestations);
    const signed = await scene.signedTrade(seller, c, bond);
    const args = [c.address, STATUS.inVetoWindow];
    await expectRefused(scene, signed, { by: bond, error: "PassNotWorking", args });
  });

  for (const party of ["seller", "buyer"] as const) {
    it(`given a ${party} whose pass was revoked after signing (DVP-1, ELIG-2)`, async () => {
      const scene = await load();
      const { bond, pass, guardian } = scene;
      const wallet = scene[party].address;
      await expectSettled(scene, await scene.agreed());
      const signed = await scene.agreed();
      await pass.connect(guardian).revoke(wallet, REASON);
      const args = [wallet, STATUS.revoked];
      await expectRefused(scene, signed, { by: bond, error: "PassNotWorking", args });
    });

    it(`given a ${party} whose wallet was frozen after signing (DVP-1)`, async () => {
      const scene = await load();
      const { bond, desk } = scene;
      const wallet = scene[party].address;
      const signed = await scene.agreed();
      await desk.freezeWallet(bond, wallet, REASON, DOCUMENT);
      await expectRefused(scene, signed, { by: bond, error: "WalletFrozen", args: [wallet] });
    });
  }

  it("given a buyer whose pass or screening has ended (DVP-1, ELIG-2)", async () => {
    const scene = await load();
    const { bond, seller, c, thief, networkHelpers } = scene;
    const soon = parseJstDate("2039-01-31");
    await scene.granted([c], { expiry: soon });
    await scene.granted([thief], { screenedUntil: soon });
    const settleBy = jstDateEnd(soon) + DAY;
    const toExpired = await scene.signedTrade(seller, c, bond, { settleBy });
    const toUnscreened = await scene.signedTrade(seller, thief, bond, { settleBy });
    await networkHelpers.time.increaseTo(jstDateEnd(soon) + 1);
    const error = "PassNotWorking";
    await expectRefused(scene, toExpired, { by: bond, error, args: [c.address, STATUS.expired] });
    const args = [thief.address, STATUS.screeningLapsed];
    await expectRefused(scene, toUnscreened, { by: bond, error, args });
  });

  it("given a buyer whom the class does not admit (DVP-1, ELIG-1)", async () => {
    const scene = await load();
    const { bond, seller, c } = scene;
    await scene.granted([c], { residence: SINGAPORE });
    const signed = await scene.signedTrade(seller, c, bond);
    const args = [c.address, 0, SINGAPORE];
    await expectRefused(scene, signed, { by: bond, error: "MayNotGain", args });
  });

  it("given a policy that was changed after signing (DVP-1, ELIG-1)", async () => {
    const scene = await load();
    const { bond, buyer, desk, registrar } = scene;
    await expectSettled(scene, await scene.agreed());
    const signed = await scene.agreed({ settleBy: (await scene.now()) + LONG });
    const values = [await bond.getAddress(), categoryBits(["qii"]), [JAPAN]];
    await announced(scene, registrar, desk, "setPolicy", values);
    const args = [buyer.address, 0, JAPAN];
    await expectRefused(scene, signed, { by: bond, error: "MayNotGain", args });
  });

  it("given units that were frozen after signing (DVP-1)", async () => {
    const scene = await load();
    const { bond, desk, seller } = scene;
    const signed = await scene.agreed();
    await desk.freezeUnits(bond, seller, SELLER_UNITS - UNITS + 1n, REASON, DOCUMENT);
    const args = [seller.address, UNITS - 1n, UNITS];
    await expectRefused(scene, signed, { by: bond, error: "UnitsNotFree", args });
  });

  it("given units that are held for something else (DVP-1, HOLD-1)", async () => {
    const scene = await load();
    const { bond, seller, platform } = scene;
    const signed = await scene.agreed();
    const desk = await impersonated(scene, platform.desk);
    await bond.connect(desk).encumber(holdOrder(seller, SELLER_UNITS - UNITS + 1n, REASON));
    const args = [seller.address, UNITS - 1n, UNITS];
    await expectRefused(scene, signed, { by: bond, error: "UnitsNotFree", args });
  });

  it("given a class that was paused after signing (DVP-1)", async () => {
    const scene = await load();
    const { bond, desk, pauser } = scene;
    const signed = await scene.agreed();
    await desk.connect(pauser).pause(bond);
    await expectRefused(scene, signed, { by: bond, error: "TokenPaused" });
  });

  it("given a class that was closed after signing, or before (DVP-1)", async () => {
    const scene = await load();
    const { bond, desk, dvp, registrar } = scene;
    const settleBy = (await scene.now()) + LONG;
    const before = await scene.agreed({ settleBy });
    const values = [await bond.getAddress(), DOCUMENT];
    await announced(scene, registrar, desk, "close", values);
    await expectRefused(scene, before, { by: dvp, error: "TermsChanged", args: [1, 0] });
    const after = await scene.agreed({ termsEpoch: 1, settleBy });
    await expectRefused(scene, after, { by: bond, error: "ClassClosed" });
  });

  it("given a part of a lot (DVP-1)", async () => {
    const scene = await load();
    const { desk, dvp, seller } = scene;
    const share = await scene.openClass({ lot: 100n });
    await desk.issue(share, seller, 200n, ISSUE);
    await share.connect(seller).approve(dvp, MaxUint256);
    const refusal = { by: share, error: "NotWholeLots", args: [150, 100] };
    const assets = [share];
    await expectRefused(scene, await scene.agreed({ units: 150n }, share), refusal, { assets });
    await expectSettled(scene, await scene.agreed({ units: 100n }, share), { assets });
  });

  it("given as many holders as the class may have, unless the seller leaves (DVP-1)", async () => {
    const scene = await load();
    const { desk, dvp, seller } = scene;
    const small = await scene.openClass({ maxInvestors: 1 });
    await desk.issue(small, seller, 10n, ISSUE);
    await small.connect(seller).approve(dvp, MaxUint256);
    const assets = [small];
    const refusal = { by: small, error: "TooManyInvestors", args: [1] };
    await expectRefused(scene, await scene.agreed({ units: 9n }, small), refusal, { assets });
    await expectSettled(scene, await scene.agreed({ units: 10n }, small), { assets });
  });

  it("given an allowance that is missing, or one unit short (DVP-1)", async () => {
    const scene = await load();
    const { bond, seller, platform } = scene;
    const signed = await scene.agreed();
    for (const allowed of [0n, UNITS - 1n]) {
      await bond.connect(seller).approve(platform.dvp, allowed);
      const args = [platform.dvp, allowed, UNITS];
      await expectRefused(scene, signed, { by: bond, error: "ERC20InsufficientAllowance", args });
    }
  });

  it("given a seller one unit short (DVP-1)", async () => {
    const scene = await load();
    const { bond, seller } = scene;
    const signed = await scene.agreed({ units: SELLER_UNITS + 1n });
    const args = [seller.address, SELLER_UNITS, SELLER_UNITS + 1n];
    await expectRefused(scene, signed, { by: bond, error: "ERC20InsufficientBalance", args });
  });
});

describe("settle refuses the cash leg, and units stay", () => {
  it("given yen that was paused after signing (DVP-1)", async () => {
    const scene = await load();
    const { yen, pauser } = scene;
    const signed = await scene.agreed();
    await yen.connect(pauser).pause();
    await expectRefused(scene, signed, { by: yen, error: "TokenPaused" });
  });

  it("given yen that the buyer is having redeemed (DVP-1, HOLD-1)", async () => {
    const scene = await load();
    const { yen, buyer } = scene;
    const signed = await scene.agreed();
    await yen.connect(buyer).redeem(BUYER_YEN - AMOUNT + 1n, REASON);
    const args = [buyer.address, AMOUNT - 1n, AMOUNT];
    await expectRefused(scene, signed, { by: yen, error: "UnitsNotFree", args });
  });

  it("given an allowance that is missing, or one yen short (DVP-1)", async () => {
    const scene = await load();
    const { yen, buyer, platform } = scene;
    const signed = await scene.agreed();
    for (const allowed of [0n, AMOUNT - 1n]) {
      await yen.connect(buyer).approve(platform.dvp, allowed);
      const args = [platform.dvp, allowed, AMOUNT];
      await expectRefused(scene, signed, { by: yen, error: "ERC20InsufficientAllowance", args });
    }
  });

  it("given a buyer one yen short, or short of more than a balance can be (DVP-1)", async () => {
    const scene = await load();
    const { yen, buyer } = scene;
    for (const amount of [BUYER_YEN + 1n, 2n ** 64n + AMOUNT, MaxUint256]) {
      const signed = await scene.agreed({ amount });
      const args = [buyer.address, BUYER_YEN, amount];
      await expectRefused(scene, signed, { by: yen, error: "ERC20InsufficientBalance", args });
    }
  });

  it("given listed cash without allowance or balance (DVP-1)", async () => {
    const scene = await loadWithListedCash();
    const { cash, cashAddress, buyer, platform } = scene;
    const signed = await scene.agreed({ cash: cashAddress });
    const assets = [cash];
    await cash.connect(buyer).approve(platform.dvp, AMOUNT - 1n);
    const allowance = [platform.dvp, AMOUNT - 1n, AMOUNT];
    const error = "ERC20InsufficientAllowance";
    await expectRefused(scene, signed, { by: cash, error, args: allowance }, { assets });
    const dear = await scene.agreed({ cash: cashAddress, amount: BUYER_YEN + 1n });
    await cash.connect(buyer).approve(platform.dvp, MaxUint256);
    const balance = [buyer.address, BUYER_YEN, BUYER_YEN + 1n];
    const unfunded = { by: cash, error: "ERC20InsufficientBalance", args: balance };
    await expectRefused(scene, dear, unfunded, { assets });
  });
});

describe("settle moves both legs", () => {
  it("given a trade that both signed: says so, and uses up both numbers (DVP-1, DVP-2)", async () => {
    const scene = await load();
    const { bond, yen, dvp, seller, buyer, platform } = scene;
    const signed = await scene.agreed();
    const id = await dvp.idOf(signed.trade);
    const sent = expectSettled(scene, signed);
    await expect(sent)
      .to.emit(dvp, "TradeSettled")
      .withArgs(
        ...[id, seller.address, buyer.address, await bond.getAddress()],
        ...[UNITS, platform.yen, AMOUNT],
      );
    const units = [seller.address, buyer.address, UNITS];
    await expect(sent)
      .to.emit(bond, "Transfer")
      .withArgs(...units);
    const cash = [buyer.address, seller.address, AMOUNT];
    await expect(sent)
      .to.emit(yen, "Transfer")
      .withArgs(...cash);
  });

  it("given exact allowances: uses them up (DVP-1)", async () => {
    const scene = await load();
    const { bond, yen, seller, buyer, dvp } = scene;
    await bond.connect(seller).approve(dvp, UNITS);
    await yen.connect(buyer).approve(dvp, AMOUNT);
    await expectSettled(scene, await scene.agreed());
    expect(await bond.allowance(seller, dvp)).to.equal(0n);
    expect(await yen.allowance(buyer, dvp)).to.equal(0n);
  });

  it("given the last unit and the last yen (DVP-1)", async () => {
    const scene = await load();
    const { bond, yen, seller, buyer } = scene;
    await expectSettled(scene, await scene.agreed({ units: SELLER_UNITS, amount: BUYER_YEN }));
    expect(await bond.balanceOf(seller)).to.equal(0n);
    expect(await yen.balanceOf(buyer)).to.equal(0n);
  });

  it("given listed cash, exactly the amount (DVP-1, DVP-2)", async () => {
    const scene = await loadWithListedCash();
    const { bond, cash, cashAddress, dvp, seller, buyer } = scene;
    const signed = await scene.agreed({ cash: cashAddress });
    const id = await dvp.idOf(signed.trade);
    const sent = expectSettled(scene, signed, { assets: [cash] });
    await expect(sent)
      .to.emit(dvp, "TradeSettled")
      .withArgs(
        ...[id, seller.address, buyer.address, await bond.getAddress()],
        ...[UNITS, cashAddress, AMOUNT],
      );
  });

  it("given a class as listed cash, units against units (DVP-1)", async () => {
    const scene = await load();
    const { desk, dvp, buyer } = scene;
    const other = await scene.openClass();
    await desk.issue(other, buyer, 50n, ISSUE);
    await other.connect(buyer).approve(dvp, MaxUint256);
    await scene.listed(other);
    const signed = await scene.agreed({ cash: await other.getAddress(), amount: 50n });
    await expectSettled(scene, signed, { assets: [other] });
  });

  it("given a policy that was changed but still admits the buyer (DVP-1)", async () => {
    const scene = await load();
    const { bond, desk, registrar } = scene;
    const signed = await scene.agreed({ settleBy: (await scene.now()) + LONG });
    const values = [await bond.getAddress(), categoryBits(["general"]), [JAPAN]];
    await announced(scene, registrar, desk, "setPolicy", values);
    await expectSettled(scene, signed);
  });

  it("given both parties' consent to parts: settles the whole (DVP-1)", async () => {
    const scene = await load();
    const commonReference = encodeBytes32String("T-1");
    await expectSettled(scene, await scene.agreed({ partialAllowed: true, commonReference }));
  });

  it("given a trade refused for want of cash: settles it once the cash is there (DVP-1)", async () => {
    const scene = await load();
    const { yen, buyer } = scene;
    const signed = await scene.agreed({ amount: BUYER_YEN + 1n });
    await expectRefused(scene, signed, { by: yen, error: "ERC20InsufficientBalance" });
    await scene.minted(buyer, 1n);
    await expectSettled(scene, signed);
  });
});

describe("cancel", () => {
  for (const party of ["seller", "buyer"] as const) {
    it(`given a number of the ${party}'s: the trade that carries it cannot settle (DVP-1)`, async () => {
      const scene = await load();
      const { dvp } = scene;
      const wallet = scene[party];
      const signed = await scene.agreed();
      const nonce = signed.trade[`${party}Nonce`];
      await expect(dvp.connect(wallet).cancel(nonce))
        .to.emit(dvp, "NoncesCancelled")
        .withArgs(wallet.address, nonce >> 8n, 1n << (nonce & 255n));
      expect(await dvp.isNonceUsed(wallet, nonce)).to.equal(true);
      const args = [wallet.address, nonce];
      await expectRefused(scene, signed, { by: dvp, error: "NonceUsed", args });
    });
  }

  it("refuses a number that is cancelled or settled already (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, buyer } = scene;
    await dvp.connect(seller).cancel(MaxUint256);
    await expect(dvp.connect(seller).cancel(MaxUint256))
      .to.be.revertedWithCustomError(dvp, "NonceUsed")
      .withArgs(seller.address, MaxUint256);
    const signed = await scene.agreed();
    await expectSettled(scene, signed);
    await expect(dvp.connect(buyer).cancel(signed.trade.buyerNonce))
      .to.be.revertedWithCustomError(dvp, "NonceUsed")
      .withArgs(buyer.address, signed.trade.buyerNonce);
  });

  it("uses up one number and none beside it (DVP-1)", async () => {
    const { dvp, seller, buyer } = await load();
    await dvp.connect(seller).cancel(511n);
    for (const other of [510n, 512n, 255n, 767n, 511n + (1n << 248n)]) {
      expect(await dvp.isNonceUsed(seller, other), `number ${other}`).to.equal(false);
    }
    expect(await dvp.isNonceUsed(buyer, 511n)).to.equal(false);
  });
});

describe("cancelMany", () => {
  it("refuses when no number would be newly used up (DVP-1)", async () => {
    const { dvp, seller } = await load();
    const refused = async (bits: bigint) =>
      await expect(dvp.connect(seller).cancelMany(7n, bits))
        .to.be.revertedWithCustomError(dvp, "NothingToCancel")
        .withArgs(7n);
    await refused(0n);
    await dvp.connect(seller).cancelMany(7n, 0b101n);
    await refused(0b101n);
    await refused(0b100n);
  });

  it("uses up the numbers named and says which are new (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller } = scene;
    const first = await scene.agreed({ sellerNonce: 256n });
    const last = await scene.agreed({ sellerNonce: 511n });
    const spared = await scene.agreed({ sellerNonce: 257n });
    await dvp.connect(seller).cancel(256n);
    const bits = (1n << 255n) | 1n;
    await expect(dvp.connect(seller).cancelMany(1n, bits))
      .to.emit(dvp, "NoncesCancelled")
      .withArgs(seller.address, 1n, 1n << 255n);
    for (const signed of [first, last]) {
      const args = [seller.address, signed.trade.sellerNonce];
      await expectRefused(scene, signed, { by: dvp, error: "NonceUsed", args });
    }
    await expectSettled(scene, spared);
  });

  it("uses up all 256 numbers of a word at once, a settled one among them (DVP-1)", async () => {
    const scene = await load();
    const { dvp, buyer } = scene;
    await expectSettled(scene, await scene.agreed({ buyerNonce: 600n }));
    await expect(dvp.connect(buyer).cancelMany(2n, MaxUint256))
      .to.emit(dvp, "NoncesCancelled")
      .withArgs(buyer.address, 2n, MaxUint256 ^ (1n << 88n));
    const signed = await scene.agreed({ buyerNonce: 767n });
    const args = [buyer.address, 767n];
    await expectRefused(scene, signed, { by: dvp, error: "NonceUsed", args });
  });
});

describe("listCash", () => {
  it("refuses everybody but the admin, who must announce it and wait (POWER-1)", async () => {
    const scene = await load();
    const { admin, authority, dvp, thief, networkHelpers } = scene;
    const token = scene.platform.desk; // anything with code
    await expect(dvp.connect(thief).listCash(token, true))
      .to.be.revertedWithCustomError(dvp, "AccessManagedUnauthorized")
      .withArgs(thief.address);
    await expect(dvp.connect(admin).listCash(token, true)).to.be.revertedWithCustomError(
      authority,
      "AccessManagerNotScheduled",
    );
    const values = [token, true];
    const { id, delay, send } = await announce(scene, admin, dvp, "listCash", values);
    expect(delay).to.equal(2 * DAY);
    await expect(send())
      .to.be.revertedWithCustomError(authority, "AccessManagerNotReady")
      .withArgs(id);
    await networkHelpers.time.increase(delay);
    await expect(send()).to.emit(dvp, "CashListed").withArgs(token, true);
    expect(await dvp.isCashListed(token)).to.equal(true);
  });

  it("refuses an account without code", async () => {
    const scene = await load();
    const { dvp, thief } = scene;
    await expect(announced(scene, scene.admin, dvp, "listCash", [thief.address, true]))
      .to.be.revertedWithCustomError(dvp, "CashWithoutCode")
      .withArgs(thief.address);
  });

  it("takes a token off the list, but never yen (POWER-1)", async () => {
    const scene = await loadWithListedCash();
    const { cash, cashAddress, dvp, yen } = scene;
    await expect(scene.listed(cash, false)).to.emit(dvp, "CashListed").withArgs(cashAddress, false);
    expect(await dvp.isCashListed(cash)).to.equal(false);
    await scene.listed(yen, false);
    expect(await dvp.isCashListed(yen)).to.equal(true);
    await expectSettled(scene, await scene.agreed());
  });
});

describe("idOf", () => {
  it("is the trade's EIP-712 struct hash, and what settle returns", async () => {
    const scene = await load();
    const { dvp, platform, chainId } = scene;
    const { trade, sellerSignature, buyerSignature } = await scene.agreed({
      partialAllowed: true,
      commonReference: encodeBytes32String("T-1"),
    });
    const { types, primaryType, message } = tradeTypedData(chainId, platform.dvp, trade);
    const id = TypedDataEncoder.hashStruct(primaryType, types, message);
    expect(await dvp.idOf(trade)).to.equal(id);
    expect(await dvp.settle.staticCall(trade, sellerSignature, buyerSignature)).to.equal(id);
    expect(id).to.not.equal(ZeroHash);
  });
});

describe("settle, sent by anyone,", () => {
  it("gives the same result whoever sends it (DVP-1, DVP-2)", async () => {
    const scene = await load();
    const { seller, buyer, thief, deployer, networkHelpers } = scene;
    const signed = await scene.agreed();
    for (const by of [seller, buyer, thief, deployer]) {
      const { restore } = await networkHelpers.takeSnapshot();
      await expectSettled(scene, signed, { by });
      await expect(settle(scene, signed, by)).to.be.revertedWithCustomError(scene.dvp, "NonceUsed");
      await restore();
    }
  });
});
