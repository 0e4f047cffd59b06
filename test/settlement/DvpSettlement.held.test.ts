import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { holdId, holdOrder } from "../support/holds.ts";
import { linked, recovered } from "../support/lists.ts";
import { revoked } from "../support/passes.ts";
import { PURPOSE } from "../support/purposes.ts";
import { DAY } from "../support/world.ts";
import { AMOUNT, BUYER_YEN, DOCUMENT, REASON, SELLER_UNITS, UNITS } from "./support/tradeAgreed.ts";
import {
  otherCashListed,
  PARTIES,
  type Party,
  SIDE,
  type TradeKnown,
  tradeKnown,
} from "./support/tradeKnown.ts";

const load = fixture(tradeKnown);
const loadWithOtherCash = fixture(otherCashListed);

/** The contracts' `Verb` of an act. */
const VERB = { recovery: 3, courtOrder: 5, releaseHold: 9 } as const;

type Made = Awaited<ReturnType<TradeKnown["trade"]>>;

const otherOf = (party: Party): Party => (party === "seller" ? "buyer" : "seller");

/** What a party gives, and how much of it. */
function legOf({ bond, yen }: TradeKnown, party: Party) {
  return party === "seller"
    ? ({ token: bond, held: UNITS, all: SELLER_UNITS } as const)
    : ({ token: yen, held: AMOUNT, all: BUYER_YEN } as const);
}

async function holdsOf({ dvp, bond, yen }: TradeKnown, trade: Made) {
  const [, units] = await bond.holdOf(await dvp.holdIdOf(trade, SIDE.seller));
  const [, amount] = await yen.holdOf(await dvp.holdIdOf(trade, SIDE.buyer));
  return { units, amount };
}

/** An act over units, proposed by one registrar and approved by the other. */
async function ordered({ desk, bond, secondRegistrar }: TradeKnown, changes: object) {
  const act = {
    token: await bond.getAddress(),
    ...{ units: 0n, holds: [], reason: REASON, document: DOCUMENT, number: 1n },
    ...(changes as { verb: number; wallet: string; to: string }),
  };
  await desk.propose(act);
  await desk.connect(secondRegistrar).approve(act);
}

describe("A leg held at instruction", () => {
  for (const party of PARTIES) {
    it(`of the ${party}: stays the ${party}'s, promised to this trade alone (HOLD-1)`, async () => {
      const scene = await load();
      const { dvp, platform } = scene;
      const { token, held, all } = legOf(scene, party);
      const trade = await scene.trade();
      const id = await dvp.idOf(trade);
      const order = {
        purpose: PURPOSE.trade,
        holder: trade[party],
        ...{ units: held, executor: platform.dvp, payee: ZeroAddress },
        ...{ until: trade.settleBy, salt: id },
      };
      const hold = holdId(token, order);
      expect(await dvp.holdIdOf(trade, SIDE[party])).to.equal(hold);
      const sent = scene.instruct(trade, party, { held: true });
      await expect(sent)
        .to.emit(token, "HoldPlaced")
        .withArgs(
          ...[hold, trade[party], held, PURPOSE.trade],
          ...[platform.dvp, ZeroAddress, trade.settleBy],
        );
      await expect(sent)
        .to.emit(dvp, "TradeInstructed")
        .withArgs(id, trade[party], SIDE[party], trade[party], true, `0x${"00".repeat(32)}`);
      expect([...(await token.holdOf(hold))]).to.deep.equal([trade[party], held]);
      expect(await token.balanceOf(trade[party]), "the owner of record").to.equal(all);
      expect(await token.freeOf(trade[party])).to.equal(all - held);
      await scene.expectSound();
      const other = trade[otherOf(party)];
      await expect(token.connect(scene[party]).transfer(other, all - held + 1n))
        .to.be.revertedWithCustomError(token, "UnitsNotFree")
        .withArgs(trade[party], all - held, all - held + 1n);
    });

    it(`of the ${party} alone: moves out of its hold, the other leg as a free one (DVP-1)`, async () => {
      const scene = await load();
      const { dvp } = scene;
      const { token, held } = legOf(scene, party);
      const trade = await scene.matched({}, [party]);
      // The hold has taken what it needs of the allowance.
      await token.connect(scene[party]).approve(dvp, 0n);
      const sent = await scene.settles(trade, () => dvp.settleMatched(trade));
      await expect(sent)
        .to.emit(token, "HoldReleased")
        .withArgs(await dvp.holdIdOf(trade, SIDE[party]), trade[party], held);
      expect(await holdsOf(scene, trade)).to.deep.equal({ units: 0n, amount: 0n });
    });

    it(`of the ${party}: uses the allowance once, and a smaller one does not do (HOLD-1)`, async () => {
      const scene = await load();
      const { dvp, platform } = scene;
      const { token, held } = legOf(scene, party);
      const trade = await scene.trade();
      await token.connect(scene[party]).approve(dvp, held - 1n);
      const sent = () => scene.instruct(trade, party, { held: true });
      await scene.refuses(trade, sent, {
        by: token,
        error: "ERC20InsufficientAllowance",
        args: [platform.dvp, held - 1n, held],
      });
      await token.connect(scene[party]).approve(dvp, held);
      await sent();
      expect(await token.allowance(trade[party], dvp)).to.equal(0n);
      await scene.instruct(trade, otherOf(party));
      await scene.settles(trade, () => dvp.settleMatched(trade));
    });

    it(`of a ${party} who lacks it, is stopped or has no working pass: refused, no number used (HOLD-1)`, async () => {
      const scene = await load();
      const { token, held, all } = legOf(scene, party);
      const trade = await scene.trade();
      const sent = () => scene.instruct(trade, party, { held: true });
      const { restore } = await scene.networkHelpers.takeSnapshot();
      await token.connect(scene[party]).transfer(scene[otherOf(party)], all - held + 1n);
      await scene.refuses(trade, sent, {
        by: token,
        error: "ERC20InsufficientBalance",
        args: [trade[party], held - 1n, held],
      });
      await restore();
      const first = await scene.trade(
        party === "seller" ? { units: SELLER_UNITS } : { amount: BUYER_YEN },
      );
      await scene.instruct(first, party, { held: true });
      const notFree = { by: token, error: "UnitsNotFree", args: [trade[party], 0n, held] };
      await scene.refuses(trade, sent, notFree);
      await restore();
      await revoked(scene, scene[party]);
      const noPass = { by: token, error: "PassNotWorking", args: [trade[party], 5] };
      await scene.refuses(trade, sent, noPass);
    });
  }

  it("of a trade that ends in more than 366 days: refused (HOLD-1)", async () => {
    const scene = await load();
    const { bond, networkHelpers } = scene;
    const now = (await scene.now()) + 100;
    const latest = now + 366 * DAY;
    const late = await scene.trade({ settleBy: latest + 1 });
    await networkHelpers.time.setNextBlockTimestamp(now);
    await scene.refuses(late, () => scene.instruct(late, "seller", { held: true }), {
      by: bond,
      error: "HoldTooLong",
      args: [latest + 1, latest],
    });
    await scene.instruct(late, "seller");
  });

  it("in other cash than yen, or of a trade that is paid elsewhere: refused (HOLD-1)", async () => {
    const scene = await loadWithOtherCash();
    const { dvp, platform, bond, cashAddress, desk, buyer } = scene;
    const other = await scene.openClass();
    await desk.issue(other, buyer, 50n, REASON);
    await scene.listed(other);
    const cases: [string, Party][] = [
      [cashAddress, "buyer"],
      [await other.getAddress(), "buyer"],
      [platform.externalCash, "buyer"],
      [platform.externalCash, "seller"],
    ];
    for (const [cash, party] of cases) {
      const trade = await scene.trade({ cash });
      await scene.refuses(trade, () => scene.instruct(trade, party, { held: true }), {
        by: dvp,
        error: "LegCannotBeHeld",
        args: [await dvp.idOf(trade), SIDE[party]],
      });
    }
    // Units are held against any cash that is paid here.
    const trade = await scene.matched({ cash: cashAddress }, ["seller"]);
    expect(await bond.heldOf(trade.seller)).to.equal(UNITS);
    const assets = [scene.cash];
    await scene.settles(trade, () => dvp.settleMatched(trade), { assets });
  });

  for (const party of PARTIES) {
    it(`of the ${party}, for a netting cycle, void or not: refused (HOLD-1)`, async () => {
      const scene = await load();
      const { dvp, net, operator } = scene;
      const cycle = await net.cycleId(operator.address, 1n);
      const trade = await scene.trade({ cycle });
      const refusal = {
        by: dvp,
        error: "LegCannotBeHeld",
        args: [await dvp.idOf(trade), SIDE[party]],
      };
      const sent = () => scene.instruct(trade, party, { held: true });
      await scene.refuses(trade, sent, refusal);
      await net.connect(operator).open(1n, (await scene.now()) + DAY);
      await net.connect(operator).makeVoid(cycle);
      await scene.refuses(trade, sent, refusal);
    });
  }
});

describe("A firm trade", () => {
  it("settles with both parties' allowances gone and the rest of both accounts too (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer, thief } = scene;
    await scene.granted([thief]);
    const trade = await scene.matched({ settleBy: (await scene.now()) + DAY }, PARTIES);
    await bond.connect(seller).approve(dvp, 0n);
    await yen.connect(buyer).approve(dvp, 0n);
    await bond.connect(seller).transfer(thief, SELLER_UNITS - UNITS);
    await yen.connect(buyer).transfer(thief, BUYER_YEN - AMOUNT);
    await scene.settles(trade, () => dvp.connect(thief).settleMatched(trade));
    expect(await bond.heldOf(seller)).to.equal(0n);
    expect(await yen.heldOf(buyer)).to.equal(0n);
  });

  it("is its parties' only together: neither takes its leg back before the deadline (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, platform } = scene;
    const trade = await scene.matched({}, PARTIES);
    const id = await dvp.idOf(trade);
    for (const party of PARTIES) {
      const { token, held } = legOf(scene, party);
      const by = dvp.connect(scene[party]);
      const withdraw = () => by.withdraw(trade, SIDE[party]);
      await scene.refuses(trade, withdraw, { by: dvp, error: "WrongPhase", args: [id, 2] });
      const cancel = () => by.cancel(trade[`${party}Nonce`]);
      await scene.refuses(trade, cancel, {
        by: dvp,
        error: "NonceUsed",
        args: [trade[party], trade[`${party}Nonce`]],
      });
      const hold = await dvp.holdIdOf(trade, SIDE[party]);
      for (const release of [
        () => token.connect(scene[party]).releaseHold(hold, held),
        () => token.connect(scene[party]).executeHold(hold, trade[party], held),
      ]) {
        const args = [hold, platform.dvp];
        await scene.refuses(trade, release, { by: token, error: "NotTheExecutor", args });
      }
    }
    await scene.settles(trade, () => dvp.settleMatched(trade));
  });

  it("is free at the token after its last second, by anyone's call, pass or not (HOLD-1, EXIT-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer, thief, desk, pauser, networkHelpers } = scene;
    const trade = await scene.matched({}, PARTIES);
    await revoked(scene, seller);
    await revoked(scene, buyer);
    await desk.connect(pauser).pause(bond);
    await yen.connect(pauser).pause();
    await networkHelpers.time.increaseTo(trade.settleBy - 100);
    for (const party of PARTIES) {
      const { token, held } = legOf(scene, party);
      const hold = await dvp.holdIdOf(trade, SIDE[party]);
      await scene.refuses(trade, () => token.connect(thief).releaseHold(hold, held), {
        by: token,
        error: "NotTheExecutor",
        args: [hold, scene.platform.dvp],
      });
    }
    await networkHelpers.time.increaseTo(trade.settleBy);
    for (const party of PARTIES) {
      const { token, held } = legOf(scene, party);
      const hold = await dvp.holdIdOf(trade, SIDE[party]);
      await expect(token.connect(thief).releaseHold(hold, held))
        .to.emit(token, "HoldReleased")
        .withArgs(hold, trade[party], held);
      expect(await token.heldOf(trade[party]), "HOLD-1").to.equal(0n);
    }
    await scene.expectSound();
    await scene.refuses(trade, () => dvp.settleMatched(trade), {
      by: dvp,
      error: "TooLate",
    });
    // Whoever still wants it over in the registry: both say so, and nothing is held any more.
    for (const party of PARTIES) {
      await dvp.connect(scene[party]).agreeToCancel(trade, SIDE[party]);
    }
    await scene.expectPhase(trade, "ended");
  });

  it("of a paused class, or in paused yen: waits, and settles when the pause ends in time (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, desk, pauser, unpauser } = scene;
    const settleBy = (await scene.now()) + 3 * DAY;
    const trade = await scene.matched({ settleBy }, PARTIES);
    const next = await scene.trade({ settleBy });
    const sent = () => dvp.settleMatched(trade);
    await desk.connect(pauser).pause(bond);
    await scene.refuses(trade, sent, { by: bond, error: "TokenPaused" });
    const holding = () => scene.instruct(next, "seller", { held: true });
    await scene.refuses(next, holding, { by: bond, error: "TokenPaused" });
    await announced(scene, unpauser, desk, "unpause", [await bond.getAddress()]);
    await yen.connect(pauser).pause();
    await scene.refuses(trade, sent, { by: yen, error: "TokenPaused" });
    await announced(scene, unpauser, yen, "unpause", []);
    await scene.settles(trade, sent);
  });

  it("of which one party is stopped: neither leg moves, and both are free after it (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, desk, seller, buyer, thief, networkHelpers } = scene;
    const trade = await scene.matched({}, PARTIES);
    await desk.freezeWallet(bond, buyer, REASON, DOCUMENT);
    const refusal = { by: bond, error: "WalletFrozen", args: [buyer.address] };
    await scene.refuses(trade, () => dvp.settleMatched(trade), refusal);
    expect(await holdsOf(scene, trade)).to.deep.equal({ units: UNITS, amount: AMOUNT });
    await networkHelpers.time.increaseTo(trade.settleBy + 1);
    await bond.connect(thief).releaseHold(await dvp.holdIdOf(trade, SIDE.seller), UNITS);
    await yen.connect(thief).releaseHold(await dvp.holdIdOf(trade, SIDE.buyer), AMOUNT);
    expect(await bond.freeOf(seller)).to.equal(SELLER_UNITS);
    expect(await yen.freeOf(buyer)).to.equal(BUYER_YEN);
  });
});

describe("A held leg that is not needed", () => {
  for (const party of PARTIES) {
    it(`is free when the ${party} withdraws, before and after the deadline (HOLD-1)`, async () => {
      const scene = await load();
      const { dvp, networkHelpers } = scene;
      const { token, held } = legOf(scene, party);
      const trade = await scene.trade();
      await scene.instruct(trade, party, { held: true });
      const hold = await dvp.holdIdOf(trade, SIDE[party]);
      const { restore } = await networkHelpers.takeSnapshot();
      const sent = () => dvp.connect(scene[party]).withdraw(trade, SIDE[party]);
      await expect(sent()).to.emit(token, "HoldReleased").withArgs(hold, trade[party], held);
      expect(await token.heldOf(trade[party])).to.equal(0n);
      await scene.expectSound();
      await restore();
      await networkHelpers.time.increaseTo(trade.settleBy + 1);
      await token.connect(scene.thief).releaseHold(hold, held);
      await expect(sent()).to.not.emit(token, "HoldReleased");
      await scene.expectPhase(trade, "ended");
      await scene.expectSound();
    });
  }

  it("is free when both cancel, also while the tokens are paused and passes are gone (EXIT-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, desk, pauser, seller, buyer } = scene;
    const trade = await scene.matched({}, PARTIES);
    await revoked(scene, seller);
    await revoked(scene, buyer);
    await desk.connect(pauser).pause(bond);
    await yen.connect(pauser).pause();
    await dvp.connect(buyer).agreeToCancel(trade, SIDE.buyer);
    expect(await holdsOf(scene, trade)).to.deep.equal({ units: UNITS, amount: AMOUNT });
    const sent = dvp.connect(seller).agreeToCancel(trade, SIDE.seller);
    await expect(sent)
      .to.emit(bond, "HoldReleased")
      .withArgs(await dvp.holdIdOf(trade, SIDE.seller), seller.address, UNITS);
    await expect(sent)
      .to.emit(yen, "HoldReleased")
      .withArgs(await dvp.holdIdOf(trade, SIDE.buyer), buyer.address, AMOUNT);
    await scene.expectSound();
  });

  it("for one trade does not free what is held for another (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer } = scene;
    const kept = await scene.matched({}, PARTIES);
    const ended = await scene.matched({}, PARTIES);
    for (const party of PARTIES) {
      await dvp.connect(scene[party]).agreeToCancel(ended, SIDE[party]);
    }
    expect(await bond.heldOf(seller)).to.equal(UNITS);
    expect(await yen.heldOf(buyer)).to.equal(AMOUNT);
    await scene.settles(kept, () => dvp.settleMatched(kept));
  });
});

describe("A hold that shrank since", () => {
  it("by a registrars' act: what is left is freed, and the leg moves as a free one (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, seller, buyer } = scene;
    const trade = await scene.matched({}, PARTIES);
    const id = await dvp.holdIdOf(trade, SIDE.seller);
    await ordered(scene, {
      ...{ verb: VERB.courtOrder, wallet: seller.address, to: buyer.address },
      ...{ units: 4n, holds: [{ id, units: 4n }] },
    });
    expect([...(await bond.holdOf(id))]).to.deep.equal([seller.address, UNITS - 4n]);
    const sent = await scene.settles(trade, () => dvp.settleMatched(trade));
    await expect(sent)
      .to.emit(bond, "HoldReleased")
      .withArgs(id, seller.address, UNITS - 4n);
    expect(await bond.heldOf(seller)).to.equal(0n);
    expect(await bond.balanceOf(seller)).to.equal(SELLER_UNITS - UNITS - 4n);
  });

  it("to nothing: the leg moves as a free one, where there is an allowance (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, platform, seller, buyer } = scene;
    const trade = await scene.matched({}, PARTIES);
    const id = await dvp.holdIdOf(trade, SIDE.seller);
    await ordered(scene, {
      ...{ verb: VERB.courtOrder, wallet: seller.address, to: buyer.address },
      ...{ units: UNITS, holds: [{ id, units: UNITS }] },
    });
    await bond.connect(seller).approve(dvp, UNITS - 1n);
    await scene.refuses(trade, () => dvp.settleMatched(trade), {
      by: bond,
      error: "ERC20InsufficientAllowance",
      args: [platform.dvp, UNITS - 1n, UNITS],
    });
    await bond.connect(seller).approve(dvp, UNITS);
    await scene.settles(trade, () => dvp.settleMatched(trade));
  });

  it("with too little free beside it: neither leg moves, and what is held stays so (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer } = scene;
    const trade = await scene.matched({}, PARTIES);
    const id = await dvp.holdIdOf(trade, SIDE.seller);
    await ordered(scene, {
      ...{ verb: VERB.courtOrder, wallet: seller.address, to: buyer.address },
      ...{ units: 4n, holds: [{ id, units: 4n }] },
    });
    await bond.connect(seller).transfer(buyer, SELLER_UNITS - UNITS);
    await scene.refuses(trade, () => dvp.settleMatched(trade), {
      by: bond,
      error: "ERC20InsufficientBalance",
      args: [seller.address, UNITS - 4n, UNITS],
    });
    expect(await holdsOf(scene, trade)).to.deep.equal({ units: UNITS - 4n, amount: AMOUNT });
    for (const party of PARTIES) {
      await dvp.connect(scene[party]).agreeToCancel(trade, SIDE[party]);
    }
    expect(await bond.freeOf(seller)).to.equal(UNITS - 4n);
    expect(await yen.freeOf(buyer)).to.equal(BUYER_YEN);
    await scene.expectSound();
  });

  it("of yen, freed by the admin's order: the cash moves as free yen (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, yen, admin, buyer } = scene;
    const trade = await scene.matched({ settleBy: (await scene.now()) + 10 * DAY }, PARTIES);
    const id = await dvp.holdIdOf(trade, SIDE.buyer);
    await announced(scene, admin, yen, "releaseByOrder", [id, AMOUNT - 1n]);
    expect(await yen.heldOf(buyer)).to.equal(1n);
    await scene.settles(trade, () => dvp.settleMatched(trade));
    expect(await yen.heldOf(buyer)).to.equal(0n);
  });

  it("smaller than a part: is freed for good, and the rest of the trade is no longer held (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, seller, buyer } = scene;
    const trade = await scene.matched({ partialAllowed: true }, PARTIES);
    const id = await dvp.holdIdOf(trade, SIDE.seller);
    await ordered(scene, {
      ...{ verb: VERB.courtOrder, wallet: seller.address, to: buyer.address },
      ...{ units: 4n, holds: [{ id, units: 4n }] },
    });
    const part = (units: bigint) => ({ units, amount: (AMOUNT * units) / UNITS });
    await scene.settles(trade, () => dvp.connect(buyer).settlePart(trade, 5n), part(5n));
    expect(await holdsOf(scene, trade)).to.deep.equal({ units: 1n, amount: AMOUNT / 2n });
    await scene.settles(trade, () => dvp.connect(buyer).settlePart(trade, 2n), part(2n));
    expect(await holdsOf(scene, trade)).to.deep.equal({ units: 0n, amount: (AMOUNT * 3n) / 10n });
    await scene.settles(trade, () => dvp.settleMatched(trade), part(3n));
  });
});

describe("A hold of a wallet that was lost and recovered", () => {
  /** A firm trade whose seller's units went to C, the same investor's other wallet. */
  const loadRecovered = fixture(async () => {
    const scene = await tradeKnown();
    const { seller, c } = scene;
    await linked(scene, seller, [c]);
    const trade = await scene.matched({ settleBy: (await scene.now()) + 30 * DAY }, PARTIES);
    await recovered(scene, seller, c);
    await ordered(scene, { verb: VERB.recovery, wallet: seller.address, to: c.address });
    const sellerHold = await scene.dvp.holdIdOf(trade, SIDE.seller);
    return { ...scene, firm: trade, sellerHold };
  });

  it("is the successor's, and settles nothing the lost key promised (HOLD-1, DVP-1)", async () => {
    const scene = await loadRecovered();
    const { dvp, bond, yen, c, firm, sellerHold } = scene;
    expect([...(await bond.holdOf(sellerHold))]).to.deep.equal([c.address, UNITS]);
    await expect(dvp.settleMatched(firm))
      .to.be.revertedWithCustomError(bond, "HoldOfALostWallet")
      .withArgs(sellerHold, c.address);
    expect(await bond.balanceOf(c), "DVP-1").to.equal(SELLER_UNITS);
    expect(await yen.balanceOf(firm.seller), "DVP-1").to.equal(0n);
  });

  it("is free at the successor's call, and the trade then finds no units (HOLD-1, DVP-1)", async () => {
    const scene = await loadRecovered();
    const { dvp, bond, yen, c, seller, buyer, firm, sellerHold } = scene;
    await bond.connect(c).releaseHold(sellerHold, UNITS);
    expect(await bond.freeOf(c)).to.equal(SELLER_UNITS);
    await expect(dvp.settleMatched(firm))
      .to.be.revertedWithCustomError(bond, "PassNotWorking")
      .withArgs(seller.address, 8);
    expect(await yen.balanceOf(buyer), "DVP-1").to.equal(BUYER_YEN);
    expect(await bond.balanceOf(c), "DVP-1").to.equal(SELLER_UNITS);
    expect(await bond.balanceOf(buyer), "DVP-1").to.equal(0n);
  });

  it("is free for the successor when both cancel, and when its time is over (HOLD-1)", async () => {
    const scene = await loadRecovered();
    const { dvp, bond, yen, c, buyer, firm, sellerHold, networkHelpers } = scene;
    const { restore } = await networkHelpers.takeSnapshot();
    for (const party of PARTIES) {
      await dvp.connect(scene[party]).agreeToCancel(firm, SIDE[party]);
    }
    expect(await bond.freeOf(c)).to.equal(SELLER_UNITS);
    expect(await yen.freeOf(buyer)).to.equal(BUYER_YEN);
    await restore();
    await networkHelpers.time.increaseTo(firm.settleBy + 1);
    await bond.connect(scene.thief).releaseHold(sellerHold, UNITS);
    expect(await bond.freeOf(c)).to.equal(SELLER_UNITS);
    expect(await bond.heldOf(c), "HOLD-1").to.equal(0n);
  });
});

describe("The place of a hold", () => {
  it("is taken by nobody else: other holders', executors' and trades' are other holds (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer, thief, platform, desk } = scene;
    await scene.granted([thief]);
    await desk.issue(bond, thief, UNITS, REASON);
    const trade = await scene.trade({ settleBy: (await scene.now()) + DAY });
    const id = await dvp.idOf(trade);
    const hold = await dvp.holdIdOf(trade, SIDE.seller);
    await bond.connect(thief).hold(thief, 1n, platform.dvp, trade.settleBy, id);
    await bond.connect(seller).hold(seller, 1n, thief.address, trade.settleBy, id);
    await yen.connect(buyer).hold(buyer, 1n, thief.address, trade.settleBy, id);
    await expect(bond.connect(thief).hold(seller, 1n, platform.dvp, trade.settleBy, id))
      .to.be.revertedWithCustomError(bond, "NotTheHolder")
      .withArgs(thief.address, seller.address);
    expect(
      holdId(bond, holdOrder(thief, 1n, id, { purpose: PURPOSE.trade, executor: platform.dvp })),
    ).to.not.equal(hold);
    for (const party of PARTIES) await scene.instruct(trade, party, { held: true });
    await expect(dvp.settleMatched(trade)).to.emit(dvp, "TradeSettled");
    expect(await bond.balanceOf(buyer)).to.equal(UNITS);
    expect(await bond.heldOf(thief), "the thief's own stays his").to.equal(1n);
    expect(await bond.heldOf(seller)).to.equal(1n);
  });

  it("that the holder took himself keeps only his own leg from being held (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, seller, platform } = scene;
    const trade = await scene.trade();
    const id = await dvp.idOf(trade);
    await bond.connect(seller).hold(seller, 1n, platform.dvp, trade.settleBy, id);
    const hold = await dvp.holdIdOf(trade, SIDE.seller);
    const sent = () => scene.instruct(trade, "seller", { held: true });
    await scene.refuses(trade, sent, { by: bond, error: "HoldAlreadyPlaced", args: [hold] });
    await scene.instruct(trade, "buyer", { held: true });
    await scene.instruct(trade, "seller");
    // Not held for the trade: it moves as a free leg, and the holder's own hold stays.
    await scene.settles(trade, () => dvp.settleMatched(trade));
    expect(await bond.heldOf(seller)).to.equal(1n);
    expect(await bond.allowance(seller, dvp)).to.equal(MaxUint256);
  });
});
