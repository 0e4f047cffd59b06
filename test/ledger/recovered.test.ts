import { expect } from "chai";
import { fixture } from "../support/fixture.ts";
import { holdId, holdOrder } from "../support/holds.ts";
import { impersonated } from "../support/impersonated.ts";
import { disowned, linked, recovered, reinstated } from "../support/lists.ts";
import { REASON, STATUS, standingOf } from "../support/passes.ts";
import { expectTotals } from "../support/totals.ts";
import { world } from "../support/world.ts";

const ISSUE = `0x${"11".repeat(32)}`;
const SALT = `0x${"a1".repeat(32)}`;
const OTHER_SALT = `0x${"a2".repeat(32)}`;

/**
 * A's 100 units, of them 30 held, went to C, the same investor's other wallet. Then an officer behind that
 * recovery was disowned, a guardian vetoed it, and a quorum made A's pass work again.
 */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  await linked(w, w.a, [w.c]);
  await w.desk.issue(w.bond, w.a, 100n, ISSUE);
  await w.desk.issue(w.bond, w.b, 10n, ISSUE);
  const asDesk = w.bond.connect(await impersonated(w, w.platform.desk));
  await asDesk.encumber(holdOrder(w.a, 30n, SALT));
  await recovered(w, w.a, w.c);
  await asDesk.recover(w.a);
  await disowned(w, 1, 1);
  await w.pass.connect(w.guardian).veto(w.a.address, REASON);
  await w.pass.connect(w.secondGuardian).undoDisowning(1);
  await reinstated(w, [w.a]);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  const hold = holdId(w.bond, holdOrder(w.a, 30n, SALT));
  const otherHold = holdId(w.bond, holdOrder(w.a, 4n, OTHER_SALT));
  return { ...w, asDesk, everyone, hold, otherHold };
});

describe("A wallet whose place was taken in a class, and whose pass works again", () => {
  it("has a working pass", async () => {
    const w = await load();
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
  });

  it("holds and moves units of its own again; its old holds stay the successor's", async () => {
    const w = await load();
    await w.bond.connect(w.b).transfer(w.a, 10n);
    await w.asDesk.encumber(holdOrder(w.a, 4n, OTHER_SALT));
    expect([...(await w.bond.holdOf(w.otherHold))]).to.deep.equal([w.a.address, 4n]);
    expect([...(await w.bond.holdOf(w.hold))]).to.deep.equal([w.c.address, 30n]);
    await w.asDesk.release(w.hold, 30n);
    expect(await w.bond.freeOf(w.c)).to.equal(100n);
    await w.bond.connect(w.a).transfer(w.b, 6n);
    expect(await w.bond.freeOf(w.a), "HOLD-1").to.equal(0n);
    await w.asDesk.release(w.otherHold, 4n);
    expect(await w.bond.freeOf(w.a)).to.equal(4n);
    await expectTotals(w.bond, w.everyone, [w.a.address, w.c.address, w.issuer.address]);
  });

  it("given the successor lost to it in turn, has the holds of both, and each ends once", async () => {
    const w = await load();
    await w.bond.connect(w.b).transfer(w.a, 10n);
    await w.asDesk.encumber(holdOrder(w.a, 4n, OTHER_SALT));
    await recovered(w, w.c, w.a);
    await w.asDesk.recover(w.c);
    for (const [hold, units] of [
      [w.hold, 30n],
      [w.otherHold, 4n],
    ] as const) {
      expect([...(await w.bond.holdOf(hold))]).to.deep.equal([w.a.address, units]);
    }
    expect(await w.bond.heldOf(w.a)).to.equal(34n);
    await w.asDesk.release(w.hold, 30n);
    await w.asDesk.release(w.otherHold, 4n);
    expect(await w.bond.freeOf(w.a)).to.equal(110n);
    await expectTotals(w.bond, w.everyone, [w.a.address, w.c.address, w.issuer.address]);
  });

  it("recovered to another wallet leaves what went to the first with the first", async () => {
    const w = await load();
    await w.bond.connect(w.b).transfer(w.a, 10n);
    await w.asDesk.encumber(holdOrder(w.a, 4n, OTHER_SALT));
    await linked(w, w.a, [w.issuer]);
    await recovered(w, w.a, w.issuer);
    await w.asDesk.recover(w.a);
    expect([...(await w.bond.holdOf(w.hold))]).to.deep.equal([w.c.address, 30n]);
    expect([...(await w.bond.holdOf(w.otherHold))]).to.deep.equal([w.issuer.address, 4n]);
    expect(await w.bond.balanceOf(w.c)).to.equal(100n);
    expect(await w.bond.balanceOf(w.issuer)).to.equal(10n);
    await expectTotals(w.bond, w.everyone, [w.a.address, w.c.address, w.issuer.address]);
  });

  it("in a class where nothing was moved goes on as before", async () => {
    const w = await load();
    const other = await w.openClass();
    await w.desk.issue(other, w.a, 5n, ISSUE);
    await other.connect(w.a).transfer(w.b, 5n);
  });
});
