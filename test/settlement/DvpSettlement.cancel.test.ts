import { expect } from "chai";
import { eventsOf } from "../support/eventsOf.ts";
import { fixture } from "../support/fixture.ts";
import { impersonated } from "../support/impersonated.ts";
import { revoked } from "../support/passes.ts";
import { PARTIES, type Party, PHASE, SIDE, tradeKnown } from "./support/tradeKnown.ts";

const load = fixture(tradeKnown);

const otherOf = (party: Party): Party => (party === "seller" ? "buyer" : "seller");

describe("withdraw", () => {
  for (const party of PARTIES) {
    it(`by the ${party}, whom nobody answered: ends the trade for good (DVP-1)`, async () => {
      const scene = await load();
      const { dvp } = scene;
      const trade = await scene.trade();
      const id = await dvp.idOf(trade);
      await scene.instruct(trade, party);
      const sent = dvp.connect(scene[party]).withdraw(trade, SIDE[party]);
      await expect(sent)
        .to.emit(dvp, "InstructionWithdrawn")
        .withArgs(id, trade[party], trade[party]);
      await expect(sent).to.emit(dvp, "TradeEnded").withArgs(id, trade[party]);
      expect(await eventsOf(dvp, sent)).to.deep.equal(["InstructionWithdrawn", "TradeEnded"]);
      await scene.expectPhase(trade, "ended");
      const refusal = { by: dvp, error: "WrongPhase", args: [id, PHASE.ended] };
      await scene.refuses(trade, () => scene.instruct(trade, otherOf(party)), refusal);
      await scene.refuses(trade, () => scene.instruct(trade, party), refusal);
      expect(await dvp.isNonceUsed(trade[party], trade[`${party}Nonce`])).to.equal(true);
      // The other's number was never used: it serves another trade.
      const other = otherOf(party);
      expect(await dvp.isNonceUsed(trade[other], trade[`${other}Nonce`])).to.equal(false);
    });

    it(`by the ${party}, answered already, or who said nothing: refused (DVP-1)`, async () => {
      const scene = await load();
      const { dvp } = scene;
      const trade = await scene.trade();
      const id = await dvp.idOf(trade);
      const sent = () => dvp.connect(scene[party]).withdraw(trade, SIDE[party]);
      const phase = (name: keyof typeof PHASE) => ({
        ...{ by: dvp, error: "WrongPhase", args: [id, PHASE[name]] },
      });
      await scene.refuses(trade, sent, phase("none"));
      await scene.instruct(trade, otherOf(party));
      await scene.refuses(trade, sent, {
        by: dvp,
        error: "NotInstructed",
        args: [id, SIDE[party]],
      });
      await scene.instruct(trade, party);
      await scene.refuses(trade, sent, phase("matched"));
      await dvp.settleMatched(trade);
      await scene.refuses(trade, sent, phase("settled"));
    });
  }

  it("by the other party, a stranger, the operator or the admin: refused (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, buyer, thief, operator, admin } = scene;
    const trade = await scene.trade();
    await scene.instruct(trade, "seller");
    for (const by of [buyer, thief, operator, admin]) {
      await scene.refuses(trade, () => dvp.connect(by).withdraw(trade, SIDE.seller), {
        by: dvp,
        error: "NotForTheParty",
        args: [by.address, seller.address],
      });
    }
  });

  it("works after the trade's time and without a working pass (EXIT-1)", async () => {
    const scene = await load();
    const { dvp, bond, seller, networkHelpers } = scene;
    const trade = await scene.trade();
    await scene.instruct(trade, "seller", { held: true });
    await revoked(scene, seller);
    await networkHelpers.time.increaseTo(trade.settleBy + 1);
    await dvp.connect(seller).withdraw(trade, SIDE.seller);
    expect(await bond.heldOf(seller)).to.equal(0n);
    await scene.expectPhase(trade, "ended");
    await scene.expectSound();
  });
});

describe("agreeToCancel", () => {
  for (const first of PARTIES) {
    const second = otherOf(first);
    it(`by the ${first}, then the ${second}: ends the trade, and not before (DVP-1)`, async () => {
      const scene = await load();
      const { dvp, networkHelpers } = scene;
      const trade = await scene.matched();
      const id = await dvp.idOf(trade);
      const by = (party: Party) => dvp.connect(scene[party]).agreeToCancel(trade, SIDE[party]);
      const agreeing = by(first);
      await expect(agreeing).to.emit(dvp, "CancelAgreed").withArgs(id, trade[first], trade[first]);
      expect(await eventsOf(dvp, agreeing)).to.deep.equal(["CancelAgreed"]);
      await scene.expectPhase(trade, "matched");
      await scene.refuses(trade, () => by(first), {
        by: dvp,
        error: "CancelAgreedBefore",
        args: [id, SIDE[first]],
      });
      // One party's wish binds nobody: until the other has it too, the trade settles.
      const { restore } = await networkHelpers.takeSnapshot();
      await scene.settles(trade, () => dvp.settleMatched(trade));
      await restore();
      const ending = by(second);
      await expect(ending).to.emit(dvp, "TradeEnded").withArgs(id, trade[second]);
      expect(await eventsOf(dvp, ending)).to.deep.equal(["CancelAgreed", "TradeEnded"]);
      await scene.expectPhase(trade, "ended");
      const refusal = { by: dvp, error: "WrongPhase", args: [id, PHASE.ended] };
      await scene.refuses(trade, () => dvp.settleMatched(trade), refusal);
      for (const party of PARTIES) await scene.refuses(trade, () => by(party), refusal);
    });
  }

  it("of a trade that is not matched: refused (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller } = scene;
    const trade = await scene.trade();
    const id = await dvp.idOf(trade);
    const sent = () => dvp.connect(seller).agreeToCancel(trade, SIDE.seller);
    const refused = async (name: keyof typeof PHASE) =>
      await scene.refuses(trade, sent, { by: dvp, error: "WrongPhase", args: [id, PHASE[name]] });
    await refused("none");
    await scene.instruct(trade, "seller");
    await refused("instructed");
    await scene.instruct(trade, "buyer");
    await dvp.settleMatched(trade);
    await refused("settled");
  });

  it("of a trade that awaits its payment elsewhere: refused, to both (DVP-1)", async () => {
    const scene = await load();
    const { dvp, platform } = scene;
    const trade = await scene.matched();
    await dvp.connect(await impersonated(scene, platform.externalCash)).awaitPayment(trade);
    for (const party of PARTIES) {
      const by = dvp.connect(scene[party]);
      const args = [await dvp.idOf(trade), PHASE.awaitingPayment];
      for (const sent of [
        () => by.agreeToCancel(trade, SIDE[party]),
        () => by.withdraw(trade, SIDE[party]),
        () => by.settleMatched(trade),
      ]) {
        await scene.refuses(trade, sent, { by: dvp, error: "WrongPhase", args });
      }
    }
  });

  it("by a party in the other's place, or anybody else: refused (DVP-1)", async () => {
    const scene = await load();
    const { dvp, thief, operator, admin } = scene;
    const trade = await scene.matched();
    for (const party of PARTIES) {
      for (const by of [scene[otherOf(party)], thief, operator, admin]) {
        await scene.refuses(trade, () => dvp.connect(by).agreeToCancel(trade, SIDE[party]), {
          by: dvp,
          error: "NotForTheParty",
          args: [by.address, trade[party]],
        });
      }
    }
  });
});

describe("A number of a trade that is matched", () => {
  for (const party of PARTIES) {
    it(`cannot be cancelled by the ${party}, alone or among others (DVP-1)`, async () => {
      const scene = await load();
      const { dvp } = scene;
      const trade = await scene.matched({ sellerNonce: 515n, buyerNonce: 515n });
      const by = dvp.connect(scene[party]);
      await scene.refuses(trade, () => by.cancel(515n), {
        by: dvp,
        error: "NonceUsed",
        args: [trade[party], 515n],
      });
      await scene.refuses(trade, () => by.cancelMany(2n, 0b1000n), {
        by: dvp,
        error: "NothingToCancel",
        args: [2n],
      });
      await expect(by.cancelMany(2n, 0b1100n))
        .to.emit(dvp, "NoncesCancelled")
        .withArgs(trade[party], 2n, 0b0100n);
      await scene.settles(trade, () => dvp.settleMatched(trade));
    });

    it(`can be cancelled before the ${party} has instructed: then it never matches (DVP-1)`, async () => {
      const scene = await load();
      const { dvp } = scene;
      const trade = await scene.trade();
      await scene.instruct(trade, otherOf(party), { held: true });
      await dvp.connect(scene[party]).cancel(trade[`${party}Nonce`]);
      await scene.refuses(trade, () => scene.instruct(trade, party), {
        by: dvp,
        error: "NonceUsed",
        args: [trade[party], trade[`${party}Nonce`]],
      });
      await dvp.connect(scene[otherOf(party)]).withdraw(trade, SIDE[otherOf(party)]);
      await scene.expectPhase(trade, "ended");
      await scene.expectSound();
    });
  }
});
