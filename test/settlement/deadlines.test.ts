import { expect } from "chai";
import { ZeroHash } from "ethers";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { STATUS } from "../support/passes.ts";
import { expectTotals } from "../support/totals.ts";
import { DAY } from "../support/world.ts";
import { BANK_REFERENCE, PAYMENT, paidElsewhere, TRADE } from "./support/paidElsewhere.ts";
import { AMOUNT, BUYER_YEN, DOCUMENT, REASON, SELLER_UNITS, UNITS } from "./support/tradeAgreed.ts";

/** Units of the seller, of them held, units of the buyer. */
const HELD = [SELLER_UNITS, UNITS, 0n] as const;
const BACK = [SELLER_UNITS, 0n, 0n] as const;
const DELIVERED = [SELLER_UNITS - UNITS, 0n, UNITS] as const;

/** The platform of `paidElsewhere`, and trades whose legs both parties hold at DvpSettlement. */
const load = fixture(async () => {
  const w = await paidElsewhere();
  const { dvp, bond, yen, seller, buyer } = w;

  /** Both instruct and hold; with a sign-off asked for or not. */
  async function firm(signOffAsked = false) {
    const { trade } = await w.agreed({ settleBy: (await w.now()) + 10 * DAY });
    await dvp.connect(seller).instruct(trade, 0, true, signOffAsked, ZeroHash);
    await dvp.connect(buyer).instruct(trade, 1, true, false, ZeroHash);
    return { trade, id: await dvp.idOf(trade) };
  }

  /** Nobody frees the legs at the last second; a second later a stranger does, and all is its owner's. */
  async function expectFreedByAnyone({ trade, id }: Awaited<ReturnType<typeof firm>>) {
    const { networkHelpers, thief } = w;
    for (const later of [0, 1]) {
      const legs = [[0, bond, UNITS] as const, [1, yen, AMOUNT] as const];
      for (const [side, token, quantity] of legs) {
        const hold = await dvp.holdIdOf(trade, side);
        const { restore } = await networkHelpers.takeSnapshot();
        await networkHelpers.time.setNextBlockTimestamp(trade.settleBy + later + later * side);
        const sent = token.connect(thief).releaseHold(hold, quantity);
        if (later === 1) await expect(sent).to.emit(token, "HoldReleased");
        else {
          await expect(sent)
            .to.be.revertedWithCustomError(token, "NotTheExecutor")
            .withArgs(hold, dvp);
          await restore();
        }
      }
    }
    await expect(dvp.settleMatched(trade)).to.be.revertedWithCustomError(dvp, "TooLate");
    expect(((await dvp.tradeWord(id)) >> 64n) & 0xffn).to.equal(TRADE.matched);
    await w.expectUnits(BACK);
    expect(await yen.heldOf(buyer)).to.equal(0n);
    expect(await yen.freeOf(buyer), "yen are the buyer's again").to.equal(BUYER_YEN);
    await expectTotals(yen, w.everyone);
  }

  const close = () => announced(w, w.registrar, w.desk, "close", [bond.target, DOCUMENT]);
  return { ...w, firm, expectFreedByAnyone, close };
});

describe("Where everything is at the deadline of a firm trade", () => {
  describe("whose operator vanished", () => {
    it("DvpSettlement: with each owner, a second after the deadline, by anyone's call (HOLD-1, DVP-1, EXIT-1)", async () => {
      const w = await load();
      const made = await w.firm(true);
      await expect(w.dvp.settleMatched(made.trade))
        .to.be.revertedWithCustomError(w.dvp, "SignOffMissing")
        .withArgs(made.id);
      await w.expectFreedByAnyone(made);
    });

    it("ExternalCash: never instructed, with the seller by anyone's call; instructed, where the attestors say (HOLD-1, DVP-1, EXIT-1)", async () => {
      const w = await load();
      const { trade: asked } = await w.agreed({
        ...{ cash: w.platform.externalCash, settleBy: (await w.now()) + 10 * DAY },
      });
      await w.dvp.connect(w.seller).instruct(asked, 0, false, true, ZeroHash);
      await w.dvp.connect(w.buyer).instruct(asked, 1, false, false, ZeroHash);
      await w.asSeller.reserve(asked, ZeroHash);
      await expect(w.asBuyer.instructPayment(asked))
        .to.be.revertedWithCustomError(w.dvp, "SignOffMissing")
        .withArgs(await w.dvp.idOf(asked));
      const sent = await w.instructed();
      await w.networkHelpers.time.increaseTo(asked.settleBy + 1);
      await w.externalCash.connect(w.thief).release(asked);
      await w.expectUnits(HELD);
      const attestations = await w.outcome(sent.id, true);
      await w.externalCash.connect(w.thief).attest(sent.trade, true, BANK_REFERENCE, attestations);
      await w.expectUnits(DELIVERED);
    });
  });

  describe("whose buyer's pass was revoked", () => {
    it("DvpSettlement: with each owner, a second after the deadline, by anyone's call (HOLD-1, ELIG-2, EXIT-1)", async () => {
      const w = await load();
      const made = await w.firm();
      await w.pass.connect(w.guardian).revoke(w.buyer, REASON);
      await expect(w.dvp.settleMatched(made.trade))
        .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
        .withArgs(w.buyer, STATUS.revoked);
      await w.expectFreedByAnyone(made);
      await expect(w.yen.connect(w.buyer).transfer(w.seller, 1n))
        .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
        .withArgs(w.buyer, STATUS.revoked);
    });

    it("ExternalCash: paid, held with the seller until a quorum decides after the long stop (HOLD-1, ELIG-1, DVP-1)", async () => {
      const w = await load();
      const { trade, id } = await w.instructed();
      await w.pass.connect(w.guardian).revoke(w.buyer, REASON);
      await w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true));
      await w.expectPhases(id, PAYMENT.paid, TRADE.awaitingPayment);
      await w.networkHelpers.time.increaseTo(trade.settleBy + 1);
      await expect(w.externalCash.release(trade))
        .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
        .withArgs(id, PAYMENT.paid);
      await w.expectUnits(HELD);
      await w.atLongStop(id);
      const decisions = await w.decision(id, false, REASON);
      await w.externalCash.connect(w.thief).decide(trade, false, REASON, decisions);
      await w.expectUnits(BACK);
    });
  });

  describe("whose class was closed", () => {
    it("DvpSettlement: with each owner, a second after the deadline, by anyone's call (HOLD-1, DVP-1, EXIT-1)", async () => {
      const w = await load();
      const made = await w.firm();
      await w.close();
      await expect(w.dvp.settleMatched(made.trade))
        .to.be.revertedWithCustomError(w.dvp, "TermsChanged")
        .withArgs(1, 0);
      await w.expectFreedByAnyone(made);
    });

    it("ExternalCash: not instructed, with the seller by anyone's call; paid, held until a quorum frees it (HOLD-1, DVP-1, EXIT-1)", async () => {
      const w = await load();
      const [waiting, sent] = [await w.reserved(), await w.instructed()];
      await w.close();
      await expect(w.asBuyer.instructPayment(waiting.trade))
        .to.be.revertedWithCustomError(w.dvp, "TermsChanged")
        .withArgs(1, 0);
      const attestations = await w.outcome(sent.id, true);
      await expect(w.externalCash.attest(sent.trade, true, BANK_REFERENCE, attestations))
        .to.emit(w.externalCash, "DeliveryRefused")
        .withArgs(sent.id, w.bond.interface.getError("ClassClosed")!.selector);
      await w.networkHelpers.time.increaseTo(sent.trade.settleBy + 1);
      await w.externalCash.connect(w.thief).release(waiting.trade);
      await w.expectUnits(HELD);
      await w.atLongStop(sent.id);
      const decisions = await w.decision(sent.id, false, REASON);
      await w.externalCash.connect(w.thief).decide(sent.trade, false, REASON, decisions);
      await w.expectUnits(BACK);
    });
  });

  describe("whose payment attestor is silent", () => {
    it("DvpSettlement: asks none, and has settled by anyone's call before the deadline (DVP-1, DVP-2)", async () => {
      const w = await load();
      const { trade, id } = await w.firm();
      await w.networkHelpers.time.setNextBlockTimestamp(trade.settleBy);
      await expect(w.dvp.connect(w.thief).settleMatched(trade))
        .to.emit(w.dvp, "TradeSettled")
        .withArgs(id, w.seller, w.buyer, w.bond, UNITS, w.yen, AMOUNT);
      const found = [w.bond.balanceOf(w.buyer), w.yen.balanceOf(w.seller), w.yen.heldOf(w.buyer)];
      expect(await Promise.all(found)).to.deep.equal([UNITS, AMOUNT, 0n]);
      await expectTotals(w.bond, w.everyone);
      await expectTotals(w.yen, w.everyone);
    });

    it("ExternalCash: held with the seller, until a quorum decides, or the hold's own end by anyone's call (HOLD-1, DVP-1, EXIT-1)", async () => {
      const w = await load();
      const { trade, id, hold } = await w.instructed();
      await w.networkHelpers.time.increaseTo(trade.settleBy + 1);
      for (const caller of [w.seller, w.buyer, w.thief, w.admin]) {
        await expect(w.externalCash.connect(caller).release(trade))
          .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
          .withArgs(id, PAYMENT.instructed);
      }
      await w.expectUnits(HELD);
      const { restore } = await w.networkHelpers.takeSnapshot();
      await w.atLongStop(id);
      const decisions = await w.decision(id, true, REASON);
      await w.externalCash.connect(w.thief).decide(trade, true, REASON, decisions);
      await w.expectUnits(DELIVERED);
      await restore();
      const { until } = await w.bond.holdRecord(hold);
      await w.networkHelpers.time.increaseTo(Number(until) + 1);
      await w.bond.connect(w.thief).releaseHold(hold, UNITS);
      await w.expectUnits(BACK);
    });
  });
});
