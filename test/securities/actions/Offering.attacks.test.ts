import { expect } from "chai";
import { dataSlice, ZeroAddress, ZeroHash } from "ethers";
import { Offering__factory } from "../../../sdk/contracts.ts";
import { policyWord } from "../../../sdk/encode/policyWord.ts";
import { rulesWord } from "../../../sdk/encode/rulesWord.ts";
import { jstDateOf } from "../../../sdk/format/jstDateOf.ts";
import { announced } from "../../support/announced.ts";
import { fixture } from "../../support/fixture.ts";
import { disowned, linked, recovered } from "../../support/lists.ts";
import { byAdmin, reclassified, windowPasses } from "../../support/passes.ts";
import { DAY } from "../../support/world.ts";
import {
  DOCUMENT,
  ENTRY_GAS,
  METHOD,
  type Offered,
  offered,
  PHASE,
  PRICE,
  REASON,
  STATE,
  YEN,
} from "./support/offered.ts";

const load = fixture(offered);
/** As IRegistrarDesk.Power and Verb. */
const RESCALE_POWER = 2;
const LEND_TO_ACTION = 11;
/** Record dates that a class can have before it. */
const MOST_DATES = 16;

/** Three entries of ten units, of A, B and C, closed. */
async function threeClosed(w: Offered) {
  const made = await w.opened({ issueBy: (await w.now()) + 40 * DAY });
  await w.subscribed(made.terms, [w.a, 10n], [w.b, 10n], [w.c, 10n]);
  await w.closed(made.terms);
  return made;
}

/** A's wallet is lost; his other one takes its place in the pass and in yen. */
async function lost(w: Offered) {
  await recovered(w, w.a, w.other);
  await w.yen.connect(w.yenOperator).recover(w.a);
}

describe("An offering under attack", () => {
  it("refunds nobody for want of gas: an issue with too little does nothing at all", async () => {
    // Instrumented code takes more gas.
    if (process.env.KESSAI_COVERAGE === "1") return;
    const w = await load();
    const { terms, id } = await threeClosed(w);
    const { takeSnapshot } = w.networkHelpers;
    const { restore } = await takeSnapshot();
    let issued = 0;
    for (let gasLimit = 100_000n; gasLimit <= 2_000_000n; gasLimit += 150_000n) {
      let failed = false;
      try {
        await (await w.asStranger.issue(terms, 1n, { gasLimit })).wait();
      } catch {
        failed = true;
      }
      const { state } = await w.entryOf(id, 0);
      expect(state, `given ${gasLimit} gas`).to.equal(failed ? STATE.subscribed : STATE.issued);
      if (!failed) issued++;
      await restore();
    }
    expect(issued).to.be.greaterThan(1);
    const least = (await w.offering.entryGas()) * 33n;
    await expect(w.asStranger.issue.staticCall(terms, 3n, { gasLimit: 1_000_000n }))
      .to.be.revertedWithCustomError(w.offering, "GasForEntryMissing")
      .withArgs(0n, least / 32n + 120_000n);
    const sent = await w.asStranger.issue(terms, 3n);
    expect((await sent.wait())!.status).to.equal(1);
    expect((await w.offering.accountOf(id)).refused).to.equal(0n);
  });

  it("ends alone an entry that takes more gas than one may: without a reason, and refunded", async () => {
    const w = await load();
    const tight = await new Offering__factory(w.deployer).deploy(
      w.authority,
      w.pass,
      w.yen,
      60_000n,
    );
    await byAdmin(w, w.desk, "nameAction", [await tight.getAddress(), 1]);
    const terms = await w.terms();
    const id = await tight.idOf(terms);
    await w.desk.lendIssue(w.bond, tight, id);
    await tight.connect(w.registrar).open(terms);
    await w.yen.connect(w.a).approve(tight, YEN);
    await tight.connect(w.a).subscribe(terms, 10n);
    await w.closed(terms);
    await expect(tight.connect(w.thief).issue(terms, 1n))
      .to.emit(tight, "EntryRefused")
      .withArgs(id, 0n, w.a, 10n, "0x");
    await w.expectMoney([[w.a, 0n, YEN, 0n]]);
  });

  it("gives an entry twice the gas that the dearest class takes of it", async () => {
    // Instrumented code takes more gas.
    if (process.env.KESSAI_COVERAGE === "1") return;
    const w = await load();
    const further = (await w.ethers.getSigners()).slice(0, 6);
    await linked(w, w.a, further);
    const maxPerCategory = { general: 100, specified: 100, qii: 100 };
    const rules = rulesWord({ maxUnits: 100_000n, maxPerCategory });
    const token = await w.openClass({ rules });
    for (const wallet of [w.a, w.other, ...further]) {
      await w.desk.issue(token, wallet, 1n, DOCUMENT);
    }
    await disowned(w, 3);
    const { terms, id } = await w.opened({
      ...{ token: token.target as string, opens: await w.now(), most: 100n },
      mostPerInvestor: 100_000n,
      ...{ closes: (await w.now()) + 30 * DAY, issueBy: (await w.now()) + 60 * DAY },
    });
    await w.subscribed(terms, [w.a, 60n], [w.b, 60n]);
    const today = jstDateOf(await w.now());
    for (let day = 1; day <= MOST_DATES; day++) {
      await w.desk.declareRecordDate(token, today + day, DOCUMENT);
    }
    await w.closed(terms);
    const sent = await w.asStranger.issue(terms, 1n);
    expect((await w.entryOf(id, 0)).state).to.equal(STATE.issued);
    const { gasUsed } = (await sent.wait())!;
    expect(gasUsed * 2n < ENTRY_GAS, `${gasUsed} gas`).to.equal(true);
  });

  it("copies 68 bytes of a refusal at most", async () => {
    const w = await load();
    const token = await w.openClass({ policy: policyWord(["specified"], []) });
    const specifiedUntil = jstDateOf(await w.now()) + 300;
    for (const investor of [w.a, w.b]) await reclassified(w, investor, { specifiedUntil });
    await windowPasses(w);
    const { terms, id } = await w.opened({ token: token.target as string });
    await w.subscribed(terms, [w.a, 1n], [w.b, 1n]);
    await reclassified(w, w.a, { specifiedUntil: 0 });
    await w.closed(terms);
    const reason = token.interface.encodeErrorResult("MayNotGain", [w.a.address, 0, 392]);
    await expect(w.asStranger.issue(terms, 2n))
      .to.emit(w.offering, "EntryRefused")
      .withArgs(id, 0n, w.a, 1n, dataSlice(reason, 0, 68));
    expect(await token.balanceOf(w.b)).to.equal(1n);
  });

  it("is issued one entry at a time by itself alone", async () => {
    const w = await load();
    const { id } = await threeClosed(w);
    const item = {
      ...{ id, entry: 0n, token: w.bond.target as string },
      ...{ proceedsTo: w.thief.address, units: 10n, yen: 1n },
    };
    for (const caller of [w.thief, w.registrar, w.admin]) {
      await expect(w.offering.connect(caller).issueItem(item))
        .to.be.revertedWithCustomError(w.offering, "NotTheOffering")
        .withArgs(caller);
    }
  });

  it("keeps its entries apart from another offering's", async () => {
    const w = await load();
    const first = await w.opened({ method: METHOD.byFile });
    await w.subscribed(first.terms, [w.a, 10n]);
    await w.desk.recall(w.bond, w.offering);
    const second = await w.opened({ method: METHOD.byFile });
    const asA = w.offering.connect(w.a);
    await expect(asA.withdraw(second.terms, 0))
      .to.be.revertedWithCustomError(w.offering, "EntryInState")
      .withArgs(second.id, 0n, STATE.none);
    await w.closed(second.terms);
    const list = [{ entry: 0, units: 1n }];
    await expect(w.asRegistrar.allot(second.terms, list))
      .to.be.revertedWithCustomError(w.offering, "EntryInState")
      .withArgs(second.id, 0n, STATE.none);
    // The first is issued on no loan that the second has.
    await w.asRegistrar.allot(first.terms, list);
    await w.asRegistrar.seal(first.terms);
    await expect(w.asStranger.issue(first.terms, 1n))
      .to.be.revertedWithCustomError(w.offering, "OfferingWithoutLoan")
      .withArgs(first.id, second.id);
    // Its failure returns none of the second's either.
    await w.asRegistrar.cancel(first.terms, REASON);
    expect(await w.desk.loanOf(w.bond, w.offering)).to.equal(second.id);
    await w.asStranger.refund(first.terms, 1n);
    await w.expectMoney([[w.a, 0n, YEN, 0n]]);
  });

  it("stops cleanly where the loan is called back half way, and goes on or is refunded", async () => {
    const w = await load();
    const { terms, id } = await threeClosed(w);
    await w.asStranger.issue(terms, 1n);
    await w.desk.recall(w.bond, w.offering);
    const { restore } = await w.networkHelpers.takeSnapshot();
    await expect(w.asStranger.issue(terms, 1n))
      .to.be.revertedWithCustomError(w.offering, "OfferingWithoutLoan")
      .withArgs(id, ZeroHash);
    expect((await w.entryOf(id, 1)).state, "nobody refunded").to.equal(STATE.subscribed);
    await w.desk.lendIssue(w.bond, w.offering, id);
    await w.asStranger.issue(terms, 9n);
    await w.expectMoney([[w.issuer, 0n, 30n * PRICE, 0n]]);
    await restore();
    await w.networkHelpers.time.increaseTo(terms.issueBy + 1);
    await w.asStranger.refund(terms, 9n);
    await w.expectMoney([
      [w.a, 10n, YEN - 10n * PRICE, 0n],
      [w.b, 0n, YEN, 0n],
      [w.c, 0n, YEN, 0n],
      [w.issuer, 0n, 10n * PRICE, 0n],
    ]);
  });

  it("goes on without a registrar who was evicted, who can stop nothing any more", async () => {
    const w = await load();
    const { terms } = await threeClosed(w);
    const role = await w.bond.registrarRole();
    await announced(w, w.admin, w.authority, "revokeRole", [role, w.registrar.address]);
    await expect(w.asRegistrar.cancel(terms, REASON))
      .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
      .withArgs(w.registrar, role);
    const { restore } = await w.networkHelpers.takeSnapshot();
    await w.asStranger.issue(terms, 9n);
    await w.expectMoney([[w.issuer, 0n, 30n * PRICE, 0n]]);
    await restore();
    await w.offering.connect(w.secondRegistrar).cancel(terms, REASON);
  });

  it("executes no hold of a lost wallet: a thief's subscription goes back to its owner (EXIT-1)", async () => {
    const w = await load();
    const { terms, id } = await w.opened({ issueBy: (await w.now()) + 40 * DAY });
    await w.subscribed(terms, [w.a, 10n], [w.b, 10n]);
    await lost(w);
    await w.closed(terms);
    const hold = await w.offering.holdIdOf(id, 0);
    const reason = w.yen.interface.encodeErrorResult("HoldOfALostWallet", [hold, w.other.address]);
    await expect(w.asStranger.issue(terms, 9n))
      .to.emit(w.offering, "EntryRefused")
      .withArgs(id, 0n, w.a, 10n, reason)
      .and.to.emit(w.yen, "HoldReleased")
      .withArgs(hold, w.other, 10n * PRICE);
    await w.expectMoney([
      [w.a, 0n, 0n, 0n],
      [w.other, 0n, 2n * YEN, 0n],
      [w.b, 10n, YEN - 10n * PRICE, 0n],
    ]);
  });

  it("passes over an entry whose yen their owner freed after the recovery, or an order took", async () => {
    const w = await load();
    const { terms, id } = await w.opened({ issueBy: (await w.now()) + 60 * DAY });
    await w.subscribed(terms, [w.a, 10n], [w.b, 10n], [w.c, 10n]);
    await lost(w);
    await w.yen.connect(w.other).releaseHold(await w.offering.holdIdOf(id, 0), 10n * PRICE);
    const order = [await w.offering.holdIdOf(id, 1), 4n * PRICE];
    await announced(w, w.admin, w.yen, "releaseByOrder", order);
    await w.closed(terms);
    const gone = w.yen.interface.encodeErrorResult("NotTheExecutor", [
      ...[await w.offering.holdIdOf(id, 0), ZeroAddress],
    ]);
    await expect(w.asStranger.issue(terms, 9n))
      .to.emit(w.offering, "EntryRefused")
      .withArgs(id, 0n, w.a, 10n, gone)
      .and.to.emit(w.offering, "EntryRefused")
      .and.to.emit(w.offering, "OfferingEnded")
      .withArgs(id, PHASE.issued, 10n, 10n * PRICE, 2n);
    await w.expectMoney([
      [w.other, 0n, 2n * YEN, 0n],
      [w.b, 0n, YEN, 0n],
      [w.c, 10n, YEN - 10n * PRICE, 0n],
    ]);
  });

  it("lets the successor of a lost wallet withdraw what the thief subscribed", async () => {
    const w = await load();
    const { terms, id } = await w.opened({ method: METHOD.firstCome, mostPerInvestor: 100n });
    await w.subscribed(terms, [w.a, 100n]);
    await lost(w);
    await expect(w.offering.connect(w.other).withdraw(terms, 0))
      .to.emit(w.offering, "SubscriptionWithdrawn")
      .withArgs(id, 0n, w.a, w.other);
    expect(await w.offering.subscribedBy(id, w.other)).to.equal(0n);
    await w.subscribed(terms, [w.b, 100n]);
  });

  it("never issues above the class's cap: the last entry is refunded if others took the room", async () => {
    const w = await load();
    const { terms, id } = await threeClosed(w);
    await w.desk.issue(w.bond, w.d, 975n, DOCUMENT);
    const reason = w.bond.interface.encodeErrorResult("CapExceeded", [1_000, 1_005]);
    await expect(w.asStranger.issue(terms, 9n))
      .to.emit(w.offering, "EntryRefused")
      .withArgs(id, 2n, w.c, 10n, reason);
    await w.expectMoney([
      [w.c, 0n, YEN, 0n],
      [w.issuer, 0n, 20n * PRICE, 0n],
    ]);
  });

  it("sells a unit for what was held for it: a split in between fails the offering", async () => {
    const w = await load();
    await byAdmin(w, w.desk, "nameAction", [w.d.address, RESCALE_POWER]);
    await w.desk.issue(w.bond, w.d, 7n, DOCUMENT);
    const { terms, id } = await threeClosed(w);
    const act = {
      ...{ token: w.bond.target as string, verb: LEND_TO_ACTION, wallet: ZeroAddress },
      ...{ to: w.d.address, units: 0n, holds: [], reason: REASON, document: DOCUMENT, number: 1n },
    };
    await w.desk.propose(act);
    await w.desk.connect(w.secondRegistrar).approve(act);
    const split = async (verb: "beginAction" | "rescale" | "endAction", args: unknown[]) =>
      await w.desk
        .connect(w.d)
        .forAction(w.bond, w.bond.interface.encodeFunctionData(verb as "rescale", args as never));
    const stopped = async () =>
      await expect(w.asStranger.issue(terms, 1n))
        .to.be.revertedWithCustomError(w.offering, "OfferingTermsChanged")
        .withArgs(id, 1, 0);
    await split("beginAction", []);
    await stopped();
    await split("rescale", [2n, 1n, [w.d.address], []]);
    await split("endAction", [2n, 1n]);
    await stopped();
    await w.asStranger.refund(terms, 9n);
    await w.expectMoney([
      [w.d, 14n, YEN, 0n],
      [w.a, 0n, YEN, 0n],
    ]);
  });

  it("gives a subscriber nothing for splitting what he subscribes, however he does", async () => {
    const w = await load();
    const whole = await w.opened();
    await w.subscribed(whole.terms, [w.b, 71n], [w.a, 60n], [w.c, 44n]);
    const [, one] = await w.offering.allotmentsOf(whole.terms);
    await w.desk.recall(w.bond, w.offering);
    const parts = await w.opened();
    await w.subscribed(parts.terms, [w.b, 71n], [w.a, 1n], [w.other, 58n], [w.a, 1n], [w.c, 44n]);
    const [, ...his] = await w.offering.allotmentsOf(parts.terms);
    expect(his.slice(0, 3).reduce((sum, units) => sum + units, 0n)).to.equal(one);
  });
});
