import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { eventsOf } from "../support/eventsOf.ts";
import { fixture } from "../support/fixture.ts";
import { holdId, holdOrder } from "../support/holds.ts";
import { impersonated } from "../support/impersonated.ts";
import { linked, recovered, signedRecovery, suspended } from "../support/lists.ts";
import { reclassified, revoked, STATUS, windowPasses } from "../support/passes.ts";
import { expectTotals, holdersOf } from "../support/totals.ts";
import { fieldsOf, HOLDER_WORD } from "../support/words.ts";
import { world } from "../support/world.ts";

const [RECOVERY, UNFREEZE_UNITS] = [3, 1];
const ISSUE = `0x${"11".repeat(32)}`;
const REASON = `0x${"22".repeat(32)}`;
const DOCUMENT = `0x${"33".repeat(32)}`;
const SALT = `0x${"a1".repeat(32)}`;
const SECOND_SALT = `0x${"a2".repeat(32)}`;

/**
 * The bond: A has 100 units, of them 30 held and 20 frozen, B has 10, C none. A and C are one investor's
 * wallets. `act` is the recovery of A's units to C, but for the changes given.
 */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  await linked(w, w.a, [w.c]);
  await w.desk.issue(w.bond, w.a, 100n, ISSUE);
  await w.desk.issue(w.bond, w.b, 10n, ISSUE);
  const second = w.desk.connect(w.secondRegistrar);
  const asDesk = w.bond.connect(await impersonated(w, w.platform.desk));
  await asDesk.encumber(holdOrder(w.a, 30n, SALT));
  await w.desk.freezeUnits(w.bond, w.a, 20n, REASON, DOCUMENT);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  const act = (changes: object = {}) => ({
    token: w.bond.target as string,
    verb: RECOVERY,
    wallet: w.a.address,
    to: w.c.address,
    ...{ units: 0n, holds: [], reason: REASON, document: DOCUMENT, number: 1n },
    ...changes,
  });
  const hold = holdId(w.bond, holdOrder(w.a, 30n, SALT));
  const secondHold = holdId(w.bond, holdOrder(w.c, 2n, SECOND_SALT));
  return { ...w, second, asDesk, everyone, act, hold, secondHold };
});
type Loaded = Awaited<ReturnType<typeof load>>;

/** Proposes by one registrar key and approves by the other. */
async function done(w: Loaded, changes: object = {}) {
  const act = w.act(changes);
  await w.desk.propose(act);
  return await w.second.approve(act);
}

/** What a wallet has: balance, held, frozen and whether it is stopped. */
async function accountOf({ bond }: Loaded, { address }: { address: string }) {
  return [
    ...(await Promise.all([bond.balanceOf(address), bond.heldOf(address), bond.frozenOf(address)])),
    await bond.isFrozen(address),
  ];
}

describe("Recovering a lost wallet's units", () => {
  describe("is refused", () => {
    it("given units, no receiver or the wallet itself: an act of another form", async () => {
      const w = await load();
      for (const changes of [{ units: 1n }, { to: ZeroAddress }, { to: w.a.address }]) {
        const act = w.act(changes);
        await expect(w.desk.propose(act))
          .to.be.revertedWithCustomError(w.desk, "ActMalformed")
          .withArgs(await w.desk.actId(act));
      }
    });

    it("POWER-1: to anybody but the class's registrars", async () => {
      const w = await load();
      await recovered(w, w.a, w.c);
      for (const caller of [w.thief, w.guardian, w.admin, w.c, w.officers[0]!]) {
        await expect(w.desk.connect(caller).propose(w.act()))
          .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
          .withArgs(caller.address, 1_000n);
      }
    });

    it("given a wallet that no quorum of officers recovered, or not yet, or vetoed", async () => {
      const w = await load();
      const act = w.act();
      await w.desk.propose(act);
      const expectRefused = async () =>
        await expect(w.second.approve(act))
          .to.be.revertedWithCustomError(w.desk, "NotTheSuccessor")
          .withArgs(w.a.address, ZeroAddress);
      await expectRefused();
      const { recovery, attestations } = await signedRecovery(w, w.a, w.c);
      await w.pass.recover(recovery, attestations);
      await expectRefused();
      await w.pass.connect(w.guardian).veto(w.a.address, REASON);
      await windowPasses(w);
      await expectRefused();
      expect(await accountOf(w, w.a)).to.deep.equal([100n, 30n, 20n, false]);
    });

    it("given another wallet than the pass names, the investor's third or a stranger's", async () => {
      const w = await load();
      await linked(w, w.a, [w.issuer]);
      await recovered(w, w.a, w.c);
      for (const [number, to] of [w.issuer, w.b].entries()) {
        const act = w.act({ to: to.address, number });
        await w.desk.propose(act);
        await expect(w.second.approve(act))
          .to.be.revertedWithCustomError(w.desk, "NotTheSuccessor")
          .withArgs(w.a.address, w.c.address);
      }
    });

    it("ELIG-1: given a successor whom the policy does not admit, or whose pass stopped meanwhile", async () => {
      const w = await load();
      await reclassified(w, w.c, { residence: 840 });
      await recovered(w, w.a, w.c);
      const act = w.act();
      await w.desk.propose(act);
      await expect(w.second.approve(act), "ELIG-1")
        .to.be.revertedWithCustomError(w.bond, "MayNotGain")
        .withArgs(w.c.address, 0, 840);
      await suspended(w, w.c);
      await expect(w.second.approve(act), "ELIG-1")
        .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
        .withArgs(w.c.address, STATUS.suspended);
      await revoked(w, w.c);
      await expect(w.second.approve(act), "ELIG-1")
        .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
        .withArgs(w.c.address, STATUS.revoked);
      expect(await accountOf(w, w.a)).to.deep.equal([100n, 30n, 20n, false]);
      await expectTotals(w.bond, w.everyone);
    });

    it("given a successor that is frozen", async () => {
      const w = await load();
      await recovered(w, w.a, w.c);
      await w.desk.freezeWallet(w.bond, w.c, REASON, DOCUMENT);
      const act = w.act();
      await w.desk.propose(act);
      await expect(w.second.approve(act))
        .to.be.revertedWithCustomError(w.bond, "WalletFrozen")
        .withArgs(w.c.address);
    });

    it("at the token, by the desk's own address too, without a successor", async () => {
      const w = await load();
      await expect(w.asDesk.recover(w.a))
        .to.be.revertedWithCustomError(w.bond, "NoSuccessor")
        .withArgs(w.a.address);
      await recovered(w, w.a, w.c);
      await expect(w.bond.connect(w.registrar).recover(w.a))
        .to.be.revertedWithCustomError(w.bond, "NotTheDesk")
        .withArgs(w.registrar.address);
    });
  });

  it("POWER-1: needs a second key, or the delay in which a guardian or another key stops it", async () => {
    const w = await load();
    await recovered(w, w.a, w.c);
    const act = w.act();
    const id = await w.desk.actId(act);
    await w.desk.propose(act);
    const readyAt = (await w.now()) + w.platformFile.registrarActs.delay;
    await expect(w.desk.approve(act))
      .to.be.revertedWithCustomError(w.desk, "ActNeedsAnotherKey")
      .withArgs(id, w.registrar.address);
    await w.networkHelpers.time.setNextBlockTimestamp(readyAt - 1);
    await expect(w.desk.carryOut(act))
      .to.be.revertedWithCustomError(w.desk, "ActTooEarly")
      .withArgs(id, readyAt);
    const { restore } = await w.networkHelpers.takeSnapshot();
    await w.desk.connect(w.guardian).veto(act, REASON);
    await expect(w.desk.carryOut(act))
      .to.be.revertedWithCustomError(w.desk, "ActNotOpen")
      .withArgs(id);
    await restore();
    await w.networkHelpers.time.setNextBlockTimestamp(readyAt);
    await expect(w.desk.carryOut(act))
      .to.emit(w.desk, "ActDone")
      .withArgs(id, w.bond, 0, w.registrar);
    expect(await accountOf(w, w.c)).to.deep.equal([100n, 30n, 20n, false]);
  });

  it("moves everything: units, held ones and their holds, what is frozen; nothing stays behind", async () => {
    const w = await load();
    await recovered(w, w.a, w.c);
    const sent = await done(w);
    await expect(sent)
      .to.emit(w.desk, "ActDone")
      .withArgs(await w.desk.actId(w.act()), w.bond, 0, w.secondRegistrar)
      .and.to.emit(w.bond, "Transfer")
      .withArgs(w.a, w.c, 100n)
      .and.to.emit(w.bond, "WalletRecovered")
      .withArgs(w.a, w.c, 100n, 30n, 20n, false);
    expect(await eventsOf(w.bond, Promise.resolve(sent))).to.deep.equal([
      ...["Transfer", "Frozen", "Frozen", "WalletRecovered"],
    ]);
    await expect(sent).to.emit(w.bond, "Frozen").withArgs(w.a, 0n);
    await expect(sent).to.emit(w.bond, "Frozen").withArgs(w.c, 20n);
    expect(await accountOf(w, w.a)).to.deep.equal([0n, 0n, 0n, false]);
    expect(await accountOf(w, w.c)).to.deep.equal([100n, 30n, 20n, false]);
    expect(await w.bond.freeOf(w.c)).to.equal(50n);
    expect([...(await w.bond.holdOf(w.hold))]).to.deep.equal([w.c.address, 30n]);
    expect(holdersOf(await w.bond.classWord()), "one investor less none more").to.equal(2);
    await expectTotals(w.bond, w.everyone);

    await expect(w.bond.connect(w.c).transfer(w.b, 51n))
      .to.be.revertedWithCustomError(w.bond, "UnitsNotFree")
      .withArgs(w.c.address, 50n, 51n);
    await w.bond.connect(w.c).transfer(w.b, 50n);
    await expect(w.asDesk.release(w.hold, 30n))
      .to.emit(w.bond, "HoldReleased")
      .withArgs(w.hold, w.c, 30n);
    expect(await accountOf(w, w.c)).to.deep.equal([50n, 0n, 20n, false]);
    await expectTotals(w.bond, w.everyone);
  });

  it("adds to what the successor has of its own, held and frozen too", async () => {
    const w = await load();
    await w.desk.issue(w.bond, w.c, 7n, ISSUE);
    await w.asDesk.encumber(holdOrder(w.c, 2n, SECOND_SALT));
    await w.desk.freezeUnits(w.bond, w.c, 3n, REASON, DOCUMENT);
    await recovered(w, w.a, w.c);
    await expect(done(w)).to.emit(w.bond, "Frozen").withArgs(w.c, 23n);
    expect(await accountOf(w, w.c)).to.deep.equal([107n, 32n, 23n, false]);
    await w.asDesk.release(w.hold, 10n);
    await w.asDesk.release(w.secondHold, 2n);
    expect(await accountOf(w, w.c)).to.deep.equal([107n, 20n, 23n, false]);
    expect([...(await w.bond.holdOf(w.hold))]).to.deep.equal([w.c.address, 20n]);
    await expectTotals(w.bond, w.everyone);
  });

  it("takes an order that stops the wallet along", async () => {
    const w = await load();
    await w.desk.freezeWallet(w.bond, w.a, REASON, DOCUMENT);
    await recovered(w, w.a, w.c);
    await expect(done(w))
      .to.emit(w.bond, "WalletRecovered")
      .withArgs(w.a, w.c, 100n, 30n, 20n, true);
    expect(await accountOf(w, w.a)).to.deep.equal([0n, 0n, 0n, false]);
    expect(await accountOf(w, w.c)).to.deep.equal([100n, 30n, 20n, true]);
    await expect(w.bond.connect(w.c).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.bond, "WalletFrozen")
      .withArgs(w.c.address);
  });

  it("takes the order and the frozen amount of a wallet without units along", async () => {
    const w = await load();
    await linked(w, w.a, [w.issuer]);
    await w.desk.freezeWallet(w.bond, w.issuer, REASON, DOCUMENT);
    await w.desk.freezeUnits(w.bond, w.issuer, 4n, REASON, DOCUMENT);
    await recovered(w, w.issuer, w.c);
    await expect(done(w, { wallet: w.issuer.address }))
      .to.emit(w.bond, "WalletRecovered")
      .withArgs(w.issuer, w.c, 0n, 0n, 4n, true);
    expect(await accountOf(w, w.c)).to.deep.equal([0n, 0n, 4n, true]);
    await expectTotals(w.bond, w.everyone);
  });

  it("makes an unfreeze of the successor that was proposed before too old for what came along", async () => {
    const w = await load();
    await w.desk.freezeUnits(w.bond, w.c, 5n, REASON, DOCUMENT);
    await recovered(w, w.a, w.c);
    const unfreeze = w.act({
      ...{ verb: UNFREEZE_UNITS, wallet: w.c.address, to: ZeroAddress, units: 25n },
    });
    await w.desk.propose(unfreeze);
    await done(w);
    const at = await w.now();
    await expect(w.second.approve(unfreeze))
      .to.be.revertedWithCustomError(w.desk, "ActOlderThanFreeze")
      .withArgs(await w.desk.actId(unfreeze), at);
  });

  it("goes on while the class is paused, and after its end", async () => {
    const w = await load();
    await linked(w, w.a, [w.issuer]);
    await recovered(w, w.a, w.c);
    await w.desk.connect(w.pauser).pause(w.bond);
    await done(w);
    expect(await accountOf(w, w.c)).to.deep.equal([100n, 30n, 20n, false]);
    await w.asDesk.close();
    await recovered(w, w.c, w.issuer);
    await done(w, { wallet: w.c.address, to: w.issuer.address });
    expect(await accountOf(w, w.issuer)).to.deep.equal([100n, 30n, 20n, false]);
    await expectTotals(w.bond, w.everyone);
  });

  it("a second time changes nothing", async () => {
    const w = await load();
    await recovered(w, w.a, w.c);
    await done(w);
    expect(await eventsOf(w.bond, done(w, { number: 2n }))).to.deep.equal([
      ...["Transfer", "WalletRecovered"],
    ]);
    expect(await accountOf(w, w.c)).to.deep.equal([100n, 30n, 20n, false]);
    await expectTotals(w.bond, w.everyone);
  });

  it("from the successor to a third wallet takes the first one's holds along", async () => {
    const w = await load();
    await linked(w, w.a, [w.issuer]);
    await recovered(w, w.a, w.c);
    await done(w);
    await recovered(w, w.c, w.issuer);
    await done(w, { wallet: w.c.address, to: w.issuer.address });
    expect([...(await w.bond.holdOf(w.hold))]).to.deep.equal([w.issuer.address, 30n]);
    await w.asDesk.release(w.hold, 30n);
    expect(await accountOf(w, w.issuer)).to.deep.equal([100n, 0n, 20n, false]);
    await expectTotals(w.bond, w.everyone);
  });

  it("leaves every record date before as it was, for both wallets, and counts for the next", async () => {
    const w = await load();
    const today = jstDateOf(await w.now());
    await recovered(w, w.a, w.c);
    const date = jstDateOf(await w.now());
    expect(date).to.equal(today + 1);
    for (const day of [date, date + 1]) await w.desk.declareRecordDate(w.bond, day, DOCUMENT);
    await w.networkHelpers.time.increaseTo(jstDateEnd(date));
    await done(w);
    await w.networkHelpers.time.increaseTo(jstDateEnd(date + 1));
    await w.bond.roll(5);
    const holding = async (wallet: { address: string }, id: number) => [
      ...(await w.bond.holdingAt(wallet.address, id)),
    ];
    expect(await holding(w.a, 1)).to.deep.equal([100n, 30n, 20n]);
    expect(await holding(w.c, 1)).to.deep.equal([0n, 0n, 0n]);
    expect(await holding(w.a, 2)).to.deep.equal([0n, 0n, 0n]);
    expect(await holding(w.c, 2)).to.deep.equal([100n, 30n, 20n]);
    for (const id of [1, 2]) {
      expect((await w.bond.recordAt(id)).supply, "SUM-1").to.equal(110n);
      expect((await w.bond.recordAt(id)).holders).to.equal(2n);
    }
    await expectTotals(w.bond, w.everyone);
  });

  it("marks the lost wallet's word, in this class alone", async () => {
    const w = await load();
    const other = await w.openClass();
    await w.desk.issue(other, w.a, 5n, ISSUE);
    await recovered(w, w.a, w.c);
    await done(w);
    const flag = async (token: typeof other) =>
      fieldsOf(HOLDER_WORD, await token.wordOf(w.a)).recovered;
    expect(await flag(w.bond)).to.equal(1n);
    expect(await flag(other)).to.equal(0n);
    expect(await other.balanceOf(w.a)).to.equal(5n);
    await done(w, { token: other.target, number: 3n });
    expect(await other.balanceOf(w.c)).to.equal(5n);
  });
});
