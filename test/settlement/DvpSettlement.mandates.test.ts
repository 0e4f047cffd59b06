import { expect } from "chai";
import { type AddressLike, resolveAddress } from "ethers";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { eventsOf } from "../support/eventsOf.ts";
import { fixture } from "../support/fixture.ts";
import { DAY } from "../support/world.ts";
import { AMOUNT, UNITS } from "./support/tradeAgreed.ts";
import { otherCashListed, PARTIES, SIDE, tradeKnown } from "./support/tradeKnown.ts";

const PER_TRADE = 2n * AMOUNT;
const PER_DAY = 3n * AMOUNT;

const load = fixture(mandated);
const loadWithOtherCash = fixture(async () => await withMandates(await otherCashListed()));

/** The relayer is the seller's delegate in units and the buyer's in yen, for ten days. */
async function mandated() {
  return await withMandates(await tradeKnown());
}

async function withMandates<T extends Awaited<ReturnType<typeof tradeKnown>>>(scene: T) {
  const { dvp, platform, relayer: delegate, seller, buyer, bond } = scene;
  const until = (await scene.now()) + 10 * DAY;
  const mandate = { until, mostPerTrade: PER_TRADE, mostPerDay: PER_DAY };
  const inUnits = { until, mostPerTrade: 2n * UNITS, mostPerDay: 20n * UNITS };
  const security = await bond.getAddress();
  await dvp.connect(seller).setMandate(delegate, security, inUnits);
  await dvp.connect(buyer).setMandate(delegate, platform.yen, mandate);

  /** A trade of so much that ends after the mandate. */
  const worth = async (amount: bigint, changes: object = {}) =>
    await scene.trade({ amount, settleBy: until + 10 * DAY, ...changes });
  const byDelegate = { by: delegate };

  /** What is used of a mandate in what the party gives. */
  async function usedOf(party: AddressLike, asset?: string) {
    const isSeller = (await resolveAddress(party)) === seller.address;
    const given = asset ?? (isSeller ? security : platform.yen);
    const [, used] = await dvp.mandateOf(party, delegate, given);
    return used;
  }

  return { ...scene, delegate, until, mandate, inUnits, security, worth, byDelegate, usedOf };
}

describe("setMandate", () => {
  it("says who may instruct for whom, in which asset and within which limits", async () => {
    const scene = await load();
    const { dvp, seller, buyer, thief, platform, mandate } = scene;
    await expect(dvp.connect(buyer).setMandate(thief, platform.yen, mandate))
      .to.emit(dvp, "MandateChanged")
      .withArgs(buyer.address, thief.address, platform.yen, Object.values(mandate));
    const [kept, used] = await dvp.mandateOf(buyer, thief, platform.yen);
    expect([...kept]).to.deep.equal([BigInt(mandate.until), PER_TRADE, PER_DAY]);
    expect(used).to.equal(0n);
    const trade = await scene.worth(AMOUNT);
    expect(await dvp.actsFor(thief, trade, SIDE.buyer)).to.equal(true);
    expect(await dvp.actsFor(thief, trade, SIDE.seller), "who gives no yen").to.equal(false);
    expect(await dvp.actsFor(seller, trade, SIDE.seller), "a party for itself").to.equal(true);
    expect(await dvp.actsFor(seller, trade, SIDE.buyer), "not for the other").to.equal(false);
  });
});

describe("A delegate", () => {
  for (const party of PARTIES) {
    it(`instructs for the ${party}, out of the mandate, and is named (DVP-1)`, async () => {
      const scene = await load();
      const { dvp, delegate, byDelegate } = scene;
      const trade = await scene.worth(AMOUNT);
      await expect(scene.instruct(trade, party, byDelegate))
        .to.emit(dvp, "TradeInstructed")
        .withArgs(
          ...[await dvp.idOf(trade), trade[party], SIDE[party]],
          ...[delegate.address, false, `0x${"00".repeat(32)}`],
        );
      await scene.expectPhase(trade, "instructed");
      const given = party === "seller" ? UNITS : AMOUNT;
      expect(await scene.usedOf(trade[party])).to.equal(given);
      expect(await dvp.isNonceUsed(trade[party], trade[`${party}Nonce`]), "the party's").to.equal(
        true,
      );
      expect(await dvp.isNonceUsed(delegate, trade[`${party}Nonce`])).to.equal(false);
    });

    it(`holds the ${party}'s leg out of its allowance (HOLD-1)`, async () => {
      const scene = await load();
      const { dvp, bond, yen, byDelegate } = scene;
      const trade = await scene.worth(AMOUNT);
      await scene.instruct(trade, party, { ...byDelegate, held: true });
      const [token, held] =
        party === "seller" ? ([bond, UNITS] as const) : ([yen, AMOUNT] as const);
      const hold = await dvp.holdIdOf(trade, SIDE[party]);
      expect([...(await token.holdOf(hold))]).to.deep.equal([trade[party], held]);
      await scene.expectSound();
    });
  }

  it("of both parties, a venue, matches what it matched: both mandates are used (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, buyer, byDelegate } = scene;
    const trade = await scene.worth(AMOUNT);
    await scene.instruct(trade, "buyer", { ...byDelegate, held: true });
    const sent = scene.instruct(trade, "seller", { ...byDelegate, held: true });
    await expect(sent)
      .to.emit(dvp, "TradeMatched")
      .withArgs(await dvp.idOf(trade), seller.address, buyer.address);
    expect(await eventsOf(dvp, sent)).to.deep.equal(["TradeInstructed", "TradeMatched"]);
    expect(await scene.usedOf(seller), "units").to.equal(UNITS);
    expect(await scene.usedOf(buyer), "yen").to.equal(AMOUNT);
    await scene.settles(trade, () => dvp.settleMatched(trade));
  });

  it("of one party only cannot instruct the other side (DVP-1)", async () => {
    const scene = await load();
    const { dvp, buyer, delegate, platform, byDelegate } = scene;
    await dvp
      .connect(buyer)
      .setMandate(delegate, platform.yen, { until: 0, mostPerTrade: 0, mostPerDay: 0 });
    const trade = await scene.worth(AMOUNT);
    await scene.instruct(trade, "seller", byDelegate);
    await scene.refuses(trade, () => scene.instruct(trade, "buyer", byDelegate), {
      by: dvp,
      error: "NotForTheParty",
      args: [delegate.address, buyer.address],
    });
  });

  it("takes as much a trade as its mandate says, and not one yen more", async () => {
    const scene = await load();
    const { dvp, buyer, delegate, byDelegate } = scene;
    const over = await scene.worth(PER_TRADE + 1n);
    await scene.refuses(over, () => scene.instruct(over, "buyer", byDelegate), {
      by: dvp,
      error: "MandateExceeded",
      args: [buyer.address, delegate.address, PER_TRADE, PER_TRADE + 1n],
    });
    expect(await scene.usedOf(buyer)).to.equal(0n);
    await scene.instruct(await scene.worth(PER_TRADE), "buyer", byDelegate);
    expect(await scene.usedOf(buyer)).to.equal(PER_TRADE);
  });

  it("takes as much a day as its mandate says, withdrawn trades too, and not one yen more", async () => {
    const scene = await load();
    const { dvp, buyer, delegate, byDelegate } = scene;
    const first = await scene.worth(PER_TRADE);
    await scene.instruct(first, "buyer", byDelegate);
    await dvp.connect(delegate).withdraw(first, SIDE.buyer);
    const over = await scene.worth(PER_DAY - PER_TRADE + 1n);
    await scene.refuses(over, () => scene.instruct(over, "buyer", byDelegate), {
      by: dvp,
      error: "MandateExceeded",
      args: [buyer.address, delegate.address, PER_DAY, PER_DAY + 1n],
    });
    await scene.instruct(await scene.worth(PER_DAY - PER_TRADE), "buyer", byDelegate);
    expect(await scene.usedOf(buyer)).to.equal(PER_DAY);
    const one = await scene.worth(1n);
    await scene.refuses(one, () => scene.instruct(one, "buyer", byDelegate), {
      by: dvp,
      error: "MandateExceeded",
      args: [buyer.address, delegate.address, PER_DAY, PER_DAY + 1n],
    });
  });

  it("that used its mandate up starts anew at midnight in Japan, and not a second before", async () => {
    const scene = await load();
    const { dvp, buyer, delegate, byDelegate, networkHelpers } = scene;
    const { time } = networkHelpers;
    await scene.instruct(await scene.worth(PER_TRADE), "buyer", byDelegate);
    await scene.instruct(await scene.worth(AMOUNT), "buyer", byDelegate);
    const midnight = jstDateEnd(jstDateOf(await scene.now()));
    const next = await scene.worth(PER_TRADE);
    await time.setNextBlockTimestamp(midnight - 1);
    await scene.refuses(next, () => scene.instruct(next, "buyer", byDelegate), {
      by: dvp,
      error: "MandateExceeded",
      args: [buyer.address, delegate.address, PER_DAY, PER_DAY + PER_TRADE],
    });
    expect(await scene.usedOf(buyer)).to.equal(PER_DAY);
    await time.setNextBlockTimestamp(midnight);
    await scene.instruct(next, "buyer", byDelegate);
    expect(await scene.usedOf(buyer), "yesterday's is gone").to.equal(PER_TRADE);
  });

  it("goes on with what is used when the limits change on the same day", async () => {
    const scene = await load();
    const { dvp, buyer, delegate, platform, mandate, byDelegate } = scene;
    await scene.instruct(await scene.worth(PER_TRADE), "buyer", byDelegate);
    const change = async (mostPerDay: bigint) =>
      await dvp.connect(buyer).setMandate(delegate, platform.yen, { ...mandate, mostPerDay });
    await change(PER_TRADE - 1n);
    const next = await scene.worth(1n);
    await scene.refuses(next, () => scene.instruct(next, "buyer", byDelegate), {
      by: dvp,
      error: "MandateExceeded",
      args: [buyer.address, delegate.address, PER_TRADE - 1n, PER_TRADE + 1n],
    });
    await change(PER_TRADE + 1n);
    await scene.instruct(next, "buyer", byDelegate);
    expect(await scene.usedOf(buyer)).to.equal(PER_TRADE + 1n);
  });

  it("acts until the mandate's last second, and in nothing after it", async () => {
    const scene = await load();
    const { dvp, buyer, delegate, until, byDelegate, networkHelpers } = scene;
    const { time } = networkHelpers;
    const trade = await scene.worth(AMOUNT, { partialAllowed: true });
    const firm = await scene.worth(AMOUNT, { partialAllowed: true });
    for (const party of PARTIES) await scene.instruct(firm, party);
    await time.setNextBlockTimestamp(until);
    await scene.instruct(trade, "buyer", byDelegate);
    const error = "NotForTheParty";
    const refusal = { by: dvp, error, args: [delegate.address, buyer.address] };
    const next = await scene.worth(AMOUNT);
    await time.setNextBlockTimestamp(until + 1);
    await scene.refuses(next, () => scene.instruct(next, "buyer", byDelegate), refusal);
    const by = dvp.connect(delegate);
    await scene.refuses(trade, () => by.withdraw(trade, SIDE.buyer), refusal);
    await scene.refuses(firm, () => by.agreeToCancel(firm, SIDE.buyer), refusal);
    await dvp.connect(scene.seller).setMandate(delegate, scene.security, {
      ...{ until: 0, mostPerTrade: 0, mostPerDay: 0 },
    });
    await scene.refuses(firm, () => by.settlePart(firm, 1n), refusal);
    expect(await dvp.actsFor(delegate, next, SIDE.buyer)).to.equal(false);
  });

  it("whose mandate is taken back acts no more, at once", async () => {
    const scene = await load();
    const { dvp, buyer, delegate, platform, byDelegate } = scene;
    const trade = await scene.worth(AMOUNT);
    await scene.instruct(trade, "buyer", byDelegate);
    const none = { until: 0, mostPerTrade: 0, mostPerDay: 0 };
    await expect(dvp.connect(buyer).setMandate(delegate, platform.yen, none))
      .to.emit(dvp, "MandateChanged")
      .withArgs(buyer.address, delegate.address, platform.yen, Object.values(none));
    const refusal = { by: dvp, error: "NotForTheParty", args: [delegate.address, buyer.address] };
    const next = await scene.worth(1n);
    await scene.refuses(next, () => scene.instruct(next, "buyer", byDelegate), refusal);
    const withdraw = () => dvp.connect(delegate).withdraw(trade, SIDE.buyer);
    await scene.refuses(trade, withdraw, refusal);
    await dvp.connect(buyer).withdraw(trade, SIDE.buyer);
    await scene.expectPhase(trade, "ended");
  });

  it("in one cash token has no say in another, and each has limits of its own", async () => {
    const scene = await loadWithOtherCash();
    const { dvp, buyer, delegate, mandate, byDelegate, cash, cashAddress } = scene;
    const trade = await scene.worth(AMOUNT, { cash: cashAddress });
    await scene.refuses(trade, () => scene.instruct(trade, "buyer", byDelegate), {
      by: dvp,
      error: "NotForTheParty",
      args: [delegate.address, buyer.address],
    });
    await dvp.connect(buyer).setMandate(delegate, cash, mandate);
    await scene.instruct(trade, "buyer", byDelegate);
    expect(await scene.usedOf(buyer, cashAddress)).to.equal(AMOUNT);
    expect(await scene.usedOf(buyer)).to.equal(0n);
  });

  it("has no delegate of its own, and a party's other delegate another mandate", async () => {
    const scene = await load();
    const { dvp, buyer, delegate, thief, platform, mandate, byDelegate } = scene;
    await dvp.connect(delegate).setMandate(thief, platform.yen, mandate);
    const trade = await scene.worth(AMOUNT);
    await scene.refuses(trade, () => scene.instruct(trade, "buyer", { by: thief }), {
      by: dvp,
      error: "NotForTheParty",
      args: [thief.address, buyer.address],
    });
    await scene.instruct(trade, "buyer", byDelegate);
    await dvp.connect(buyer).setMandate(thief, platform.yen, mandate);
    const [, used] = await dvp.mandateOf(buyer, thief, platform.yen);
    expect(used).to.equal(0n);
  });

  it("withdraws, agrees to cancel and settles parts for its party (DVP-1)", async () => {
    const scene = await load();
    const { dvp, delegate, byDelegate } = scene;
    const by = dvp.connect(delegate);
    for (const party of PARTIES) {
      const withdrawn = await scene.worth(1n);
      await scene.instruct(withdrawn, party, byDelegate);
      await expect(by.withdraw(withdrawn, SIDE[party]))
        .to.emit(dvp, "InstructionWithdrawn")
        .withArgs(await dvp.idOf(withdrawn), withdrawn[party], delegate.address);
    }
    const trade = await scene.worth(AMOUNT, { partialAllowed: true });
    for (const party of PARTIES) await scene.instruct(trade, party, byDelegate);
    const part = { units: 1n, amount: AMOUNT / UNITS };
    await scene.settles(trade, () => by.settlePart(trade, 1n), part);
    for (const party of PARTIES) {
      await expect(by.agreeToCancel(trade, SIDE[party]))
        .to.emit(dvp, "CancelAgreed")
        .withArgs(await dvp.idOf(trade), trade[party], delegate.address);
    }
    await scene.expectPhase(trade, "ended");
  });

  it("does not sign for its party, nor cancel the party's numbers (DVP-1)", async () => {
    const scene = await load();
    const { dvp, delegate, buyer, seller, bond } = scene;
    const { trade, sellerSignature } = await scene.agreed();
    const { buyerSignature } = await scene.signedTrade(seller, delegate, bond, { ...trade });
    for (const sent of [
      () => dvp.settle(trade, sellerSignature, buyerSignature),
      () => dvp.matchSigned(trade, sellerSignature, buyerSignature),
    ]) {
      await scene.refuses(trade, sent, {
        by: dvp,
        error: "SignatureInvalid",
        args: [buyer.address, await dvp.idOf(trade)],
      });
    }
    await dvp.connect(delegate).cancel(trade.buyerNonce);
    expect(await dvp.isNonceUsed(buyer, trade.buyerNonce)).to.equal(false);
  });

  it("is not needed by a party, whose own instructions use nothing of a mandate", async () => {
    const scene = await load();
    const { dvp, buyer, platform, mandate } = scene;
    await dvp.connect(buyer).setMandate(buyer, platform.yen, { ...mandate, mostPerTrade: 0 });
    const trade = await scene.worth(PER_DAY + 1n);
    await scene.instruct(trade, "buyer");
    expect(await scene.usedOf(buyer)).to.equal(0n);
    const [, used] = await dvp.mandateOf(buyer, buyer, platform.yen);
    expect(used).to.equal(0n);
  });

  it("with the largest mandate: amounts that no mandate can hold are refused, none overflows", async () => {
    const scene = await load();
    const { dvp, buyer, delegate, platform, until, byDelegate } = scene;
    const most = 2n ** 104n - 1n;
    const mandate = { until, mostPerTrade: most, mostPerDay: most };
    await dvp.connect(buyer).setMandate(delegate, platform.yen, mandate);
    for (const amount of [most + 1n, 2n ** 240n, 2n ** 256n - 1n]) {
      const trade = await scene.worth(amount);
      await scene.refuses(trade, () => scene.instruct(trade, "buyer", byDelegate), {
        by: dvp,
        error: "MandateExceeded",
        args: [buyer.address, delegate.address, most, amount],
      });
    }
    await scene.instruct(await scene.worth(most), "buyer", byDelegate);
    expect(await scene.usedOf(buyer)).to.equal(most);
    const one = await scene.worth(1n);
    await scene.refuses(one, () => scene.instruct(one, "buyer", byDelegate), {
      by: dvp,
      error: "MandateExceeded",
      args: [buyer.address, delegate.address, most, most + 1n],
    });
  });
});
