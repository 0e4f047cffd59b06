import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { consentTypedData } from "../../sdk/encode/consentTypedData.ts";
import { rulesWord } from "../../sdk/encode/rulesWord.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { announce, announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { expectOnlyAnnounced } from "../support/onlyAnnounced.ts";
import { DAY } from "../support/world.ts";
import { expectRefused, expectSettled } from "./support/books.ts";
import { AMOUNT, UNITS } from "./support/tradeAgreed.ts";
import { PARTIES, routesOf, type TradeKnown, tradeKnown } from "./support/tradeKnown.ts";

const load = fixture(tradeKnown);
const loadAsked = fixture(async () => {
  const scene = await tradeKnown();
  const { registrar, dvp, bond } = scene;
  await announced(scene, registrar, dvp, "askSignOff", [await bond.getAddress(), true]);
  return scene;
});

/** The operator signs a trade off, or takes that back. */
async function signedOff(
  { dvp, operator }: TradeKnown,
  trade: Awaited<ReturnType<TradeKnown["trade"]>>,
  isSignedOff = true,
) {
  return await dvp.connect(operator).signOff([await dvp.idOf(trade)], isSignedOff);
}

async function missing({ dvp }: TradeKnown, trade: Awaited<ReturnType<TradeKnown["trade"]>>) {
  return { by: dvp, error: "SignOffMissing", args: [await dvp.idOf(trade)] };
}

describe("askSignOff", () => {
  it("by a rule changer who is a registrar of the class, after the delay alone (POWER-1)", async () => {
    const scene = await load();
    const { dvp, bond, registrar } = scene;
    const security = await bond.getAddress();
    expect(await dvp.isSignOffAsked(security)).to.equal(false);
    const sent = await expectOnlyAnnounced(scene, registrar, dvp, "askSignOff", [security, true]);
    await expect(sent).to.emit(dvp, "SignOffOfClass").withArgs(security, true, registrar.address);
    expect(await dvp.isSignOffAsked(security)).to.equal(true);
    await announced(scene, registrar, dvp, "askSignOff", [security, false]);
    expect(await dvp.isSignOffAsked(security)).to.equal(false);
  });

  it("is refused to anybody else, a registrar and an operator too (POWER-1)", async () => {
    const scene = await load();
    const { dvp, bond, thief, operator, secondRegistrar, pauser } = scene;
    for (const by of [thief, operator, secondRegistrar, pauser]) {
      await expect(dvp.connect(by).askSignOff(bond, true))
        .to.be.revertedWithCustomError(dvp, "AccessManagedUnauthorized")
        .withArgs(by.address);
    }
  });

  it("is refused to a rule changer of another issuer's classes (POWER-1)", async () => {
    const scene = await load();
    const { dvp, bond, admin, authority, c, networkHelpers } = scene;
    await announced(scene, admin, authority, "grantRole", [6n, c.address, DAY]);
    const values = [await bond.getAddress(), true];
    const { delay, send } = await announce(scene, c, dvp, "askSignOff", values);
    await networkHelpers.time.increase(delay);
    await expect(send())
      .to.be.revertedWithCustomError(dvp, "NotTheRegistrar")
      .withArgs(c.address, 1_000n);
    expect(await dvp.isSignOffAsked(bond)).to.equal(false);
  });

  it("is refused for what is no class of the platform", async () => {
    const scene = await load();
    const { dvp, platform, registrar } = scene;
    await expect(announced(scene, registrar, dvp, "askSignOff", [platform.yen, true]))
      .to.be.revertedWithCustomError(dvp, "NotAClassOfThePlatform")
      .withArgs(platform.yen);
  });

  it("of one class leaves the others, and the cash, as they are", async () => {
    const scene = await loadAsked();
    const { dvp, desk, seller, bond, platform } = scene;
    const other = await scene.openClass();
    await desk.issue(other, seller, UNITS, encodeBytes32String("issue 2"));
    await other.connect(seller).approve(dvp, UNITS);
    expect(await dvp.isSignOffAsked(other)).to.equal(false);
    expect(await dvp.isCashListed(bond)).to.equal(false);
    expect(await dvp.isCashListed(platform.yen)).to.equal(true);
    await expectSettled(scene, await scene.agreed({}, other), { assets: [other] });
  });
});

describe("signOff", () => {
  it("names each trade and the operator, and is refused to anybody else (POWER-1)", async () => {
    const scene = await load();
    const { dvp, operator, admin, seller, thief, registrar } = scene;
    const ids = [encodeBytes32String("1"), encodeBytes32String("2")];
    const sent = dvp.connect(operator).signOff(ids, true);
    for (const id of ids) {
      await expect(sent).to.emit(dvp, "TradeSignedOff").withArgs(id, operator.address, true);
    }
    await expect(dvp.connect(operator).signOff(ids.slice(1), false))
      .to.emit(dvp, "TradeSignedOff")
      .withArgs(ids[1], operator.address, false);
    expect(await dvp.tradeWord(ids[0]!)).to.equal(1n << 79n);
    expect(await dvp.tradeWord(ids[1]!)).to.equal(0n);
    for (const by of [admin, seller, thief, registrar]) {
      await expect(dvp.connect(by).signOff(ids, true))
        .to.be.revertedWithCustomError(dvp, "AccessManagedUnauthorized")
        .withArgs(by.address);
    }
  });

  it("moves nothing and gives no right to settle what the parties did not agree (DVP-1)", async () => {
    const scene = await loadAsked();
    const { dvp } = scene;
    const trade = await scene.trade();
    await signedOff(scene, trade);
    await scene.refuses(trade, () => dvp.settleMatched(trade), {
      by: dvp,
      error: "WrongPhase",
      args: [await dvp.idOf(trade), 0],
    });
  });
});

describe("A class that asks for a sign-off", () => {
  it("refuses what is signed until it is given, alone and in a batch (DVP-1)", async () => {
    const scene = await loadAsked();
    const { dvp } = scene;
    for (const route of ["settle", "settle in a batch"] as const) {
      const signed = await scene.agreed();
      const sent = routesOf(scene, signed)[route];
      await scene.refuses(signed.trade, sent, await missing(scene, signed.trade));
      await signedOff(scene, signed.trade);
      await expect(sent())
        .to.emit(dvp, "TradeSettled")
        .withArgs(
          ...[await dvp.idOf(signed.trade), signed.trade.seller, signed.trade.buyer],
          ...[signed.trade.security, UNITS, signed.trade.cash, AMOUNT],
        );
      await scene.expectSound();
    }
  });

  it("refuses what is matched until it is given, whole, in parts and in a batch (DVP-1)", async () => {
    const scene = await loadAsked();
    const { dvp, seller } = scene;
    const trade = await scene.matched({ partialAllowed: true });
    const item = { trade, sellerSignature: "0x", buyerSignature: "0x" };
    const part = () => dvp.connect(seller).settlePart(trade, 1n);
    for (const sent of [
      () => dvp.settleMatched(trade),
      part,
      () => dvp.settleBatch([item], true),
    ]) {
      await scene.refuses(trade, sent, await missing(scene, trade));
    }
    await expect(dvp.requireSettleable(trade)).to.be.revertedWithCustomError(dvp, "SignOffMissing");
    await signedOff(scene, trade);
    await scene.settles(trade, part, { units: 1n, amount: AMOUNT / UNITS });
    await signedOff(scene, trade, false);
    await scene.refuses(trade, () => dvp.settleMatched(trade), await missing(scene, trade));
    await signedOff(scene, trade);
    const rest = { units: UNITS - 1n, amount: AMOUNT - AMOUNT / UNITS };
    await scene.settles(trade, () => dvp.settleMatched(trade), rest);
  });

  it("takes one that was given before the trade was known (DVP-1)", async () => {
    const scene = await loadAsked();
    const { dvp } = scene;
    const trade = await scene.trade();
    await signedOff(scene, trade);
    for (const party of PARTIES) await scene.instruct(trade, party);
    await scene.settles(trade, () => dvp.settleMatched(trade));

    const signed = await scene.agreed();
    await signedOff(scene, signed.trade);
    await routesOf(scene, signed).matchSigned();
    await scene.settles(signed.trade, () => dvp.settleMatched(signed.trade));
  });

  it("does not take one that was taken back, or is another trade's (DVP-1)", async () => {
    const scene = await loadAsked();
    const signed = await scene.agreed();
    await signedOff(scene, (await scene.agreed()).trade);
    await signedOff(scene, signed.trade);
    await signedOff(scene, signed.trade, false);
    const refusal = await missing(scene, signed.trade);
    await expectRefused(scene, signed, refusal);
    await signedOff(scene, signed.trade);
    await expectSettled(scene, signed);
  });

  it("that asks no more settles what waited (DVP-1)", async () => {
    const scene = await loadAsked();
    const { dvp, bond, registrar } = scene;
    const settleBy = (await scene.now()) + 10 * DAY;
    const signed = await scene.agreed({ settleBy });
    const trade = await scene.matched({ settleBy });
    await announced(scene, registrar, dvp, "askSignOff", [await bond.getAddress(), false]);
    await expectSettled(scene, signed);
    await scene.settles(trade, () => dvp.settleMatched(trade));
  });

  it("and for the issuer's consent too takes both (DVP-1)", async () => {
    const scene = await load();
    const { dvp, desk, registrar, seller } = scene;
    const careful = await scene.openClass({ rules: rulesWord({ consent: true }) });
    await desk.issue(careful, seller, UNITS, encodeBytes32String("issue 2"));
    await careful.connect(seller).approve(dvp, UNITS);
    await announced(scene, registrar, dvp, "askSignOff", [await careful.getAddress(), true]);
    const signed = await scene.agreed({}, careful);
    const { trade, sellerSignature, buyerSignature } = signed;
    const until = trade.settleBy;
    const consent = {
      token: trade.security,
      from: trade.seller,
      to: trade.buyer,
      ...{ units: UNITS, until, number: 1n },
    };
    const data = consentTypedData(scene.chainId, scene.platform.desk, consent);
    const signature = await signTypedData(registrar, data);
    const riding = { until, number: 1n, signer: registrar.address, signature };
    const sent = () =>
      dvp.settleWithConsent(trade, sellerSignature, buyerSignature, riding, {
        gasLimit: 2_000_000,
      });
    await scene.refuses(trade, sent, await missing(scene, trade), [careful]);
    await signedOff(scene, trade);
    await sent();
    expect(await careful.balanceOf(trade.buyer), "DVP-1").to.equal(UNITS);
    expect(await scene.yen.balanceOf(trade.seller), "DVP-1").to.equal(AMOUNT);
  });
});

describe("A sign-off that an instruction asks for", () => {
  for (const party of PARTIES) {
    it(`by the ${party}: is needed where the class asks for none (DVP-1)`, async () => {
      const scene = await load();
      const { dvp } = scene;
      const trade = await scene.trade({ partialAllowed: true });
      const id = await dvp.idOf(trade);
      for (const side of PARTIES) {
        const signOffAsked = side === party;
        const sent = scene.instruct(trade, side, { signOffAsked });
        if (signOffAsked) {
          await expect(sent).to.emit(dvp, "SignOffAsked").withArgs(id, trade[side]);
        } else await expect(sent).to.not.emit(dvp, "SignOffAsked");
      }
      await scene.refuses(trade, () => dvp.settleMatched(trade), await missing(scene, trade));
      const part = () => dvp.connect(scene.buyer).settlePart(trade, 1n);
      await scene.refuses(trade, part, await missing(scene, trade));
      await signedOff(scene, trade);
      await scene.settles(trade, () => dvp.settleMatched(trade));
    });
  }

  it("stays when the class asks no more, and ends with the trade when both cancel (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, buyer } = scene;
    const trade = await scene.trade();
    await scene.instruct(trade, "seller", { signOffAsked: true, held: true });
    await scene.instruct(trade, "buyer", { held: true });
    await scene.refuses(trade, () => dvp.settleMatched(trade), await missing(scene, trade));
    await dvp.connect(seller).agreeToCancel(trade, 0);
    await dvp.connect(buyer).agreeToCancel(trade, 1);
    await signedOff(scene, trade);
    await scene.refuses(trade, () => dvp.settleMatched(trade), {
      by: dvp,
      error: "WrongPhase",
      args: [await dvp.idOf(trade), 5],
    });
    expect(await scene.bond.heldOf(seller)).to.equal(0n);
    expect(await scene.yen.heldOf(buyer)).to.equal(0n);
  });
});
