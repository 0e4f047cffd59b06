import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import { FakeClass__factory } from "../../types/index.js";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { expectOnlyAnnounced } from "../support/onlyAnnounced.ts";
import { expectTotals } from "../support/totals.ts";
import { CLASS_WORD, fieldsOf } from "../support/words.ts";
import { DAY } from "../support/world.ts";
import {
  DOCUMENT,
  ISSUE,
  POWER,
  REASON,
  type Registered,
  registered,
  VERB,
} from "./support/registered.ts";

const ROLE = 1_000n;
const TERMS = id("terms");
const OTHER_TERMS = id("other terms");

/**
 * The bond, of which A has 100 units. `issues` and `rescales` are named actions, each with one power: keys here,
 * contracts in life. C's key is a registrar's of another issuer.
 */
const load = fixture(async () => {
  const w = await registered();
  const [issues, rescales] = [w.relayer, w.issuer];
  await announced(w, w.admin, w.desk, "nameAction", [issues.address, POWER.issue]);
  await announced(w, w.admin, w.desk, "nameAction", [rescales.address, POWER.rescale]);
  await announced(w, w.admin, w.authority, "grantRole", [ROLE + 1n, w.c.address, 0]);
  const lend = (changes: object = {}) =>
    w.act({
      verb: VERB.lendToAction,
      wallet: ZeroAddress,
      to: rescales.address,
      ...{ units: 0n, document: TERMS },
      ...changes,
    });
  /** Lent by two keys. */
  const lent = async (changes: object = {}) => {
    await w.desk.propose(lend(changes));
    return await w.second.approve(lend(changes));
  };
  const ordered = (by: Registered["a"], name: "mint" | "rescale" | string, ...values: unknown[]) =>
    w.desk
      .connect(by)
      .forAction(w.bond, w.bond.interface.encodeFunctionData(name as "mint", values as never));
  const strange = await new FakeClass__factory(w.thief).deploy(1, ROLE);
  return { ...w, issues, rescales, lend, lent, ordered, strange };
});

describe("nameAction", () => {
  it("POWER-1: is the admin's alone, announced, and says so", async () => {
    const w = await load();
    const values = [w.thief.address, POWER.issue];
    for (const caller of [w.thief, w.registrar, w.pauser, w.guardian]) {
      await expect(w.desk.connect(caller).nameAction(w.thief, POWER.issue))
        .to.be.revertedWithCustomError(w.desk, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
    const named = await expectOnlyAnnounced(w, w.admin, w.desk, "nameAction", values);
    await expect(named).to.emit(w.desk, "ActionListed").withArgs(w.thief, POWER.issue);
    expect(await w.desk.powerOf(w.thief)).to.equal(POWER.issue);
  });

  it("names an action once, with one power for good", async () => {
    const w = await load();
    for (const [action, power] of [
      [w.issues, POWER.rescale],
      [w.issues, POWER.issue],
      [w.issues, POWER.none],
      [w.thief, POWER.none],
    ] as const) {
      await expect(announced(w, w.admin, w.desk, "nameAction", [action.address, power]))
        .to.be.revertedWithCustomError(w.desk, "ActionNamed")
        .withArgs(action);
    }
    expect(await w.desk.powerOf(w.issues)).to.equal(POWER.issue);
    expect(await w.desk.powerOf(w.thief)).to.equal(POWER.none);
  });
});

describe("lendIssue", () => {
  it("lends one class to one action on its terms, and says so", async () => {
    const w = await load();
    await expect(w.desk.lendIssue(w.bond, w.issues, TERMS))
      .to.emit(w.desk, "PowerLent")
      .withArgs(w.bond, w.issues, TERMS, w.registrar);
    expect(await w.desk.loanOf(w.bond, w.issues)).to.equal(TERMS);
    expect(await w.desk.loanOf(w.bond, w.rescales)).to.equal(ZeroHash);
    const other = await w.openClass();
    expect(await w.desk.loanOf(other, w.issues)).to.equal(ZeroHash);
    await w.ordered(w.issues, "mint", w.b.address, 5n);
    expect(await w.bond.balanceOf(w.b)).to.equal(5n);
    const order = other.interface.encodeFunctionData("mint", [w.b.address, 5n]);
    await expect(w.desk.connect(w.issues).forAction(other, order))
      .to.be.revertedWithCustomError(w.desk, "NothingLent")
      .withArgs(other, w.issues);
    await expectTotals(w.bond, w.everyone);
  });

  it("POWER-1: is the class's own registrar's alone, of a class of the platform", async () => {
    const w = await load();
    for (const caller of [w.thief, w.admin, w.issues, w.c]) {
      await expect(w.desk.connect(caller).lendIssue(w.bond, w.issues, TERMS))
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(caller, ROLE);
    }
    for (const token of [w.platform.yen, w.strange.target]) {
      await expect(w.desk.lendIssue(token, w.issues, TERMS))
        .to.be.revertedWithCustomError(w.desk, "NotAClassOfThePlatform")
        .withArgs(token);
    }
  });

  it("lends neither to what was not named for it, nor on no terms, nor twice", async () => {
    const w = await load();
    for (const [action, power] of [
      [w.thief, POWER.none],
      [w.rescales, POWER.rescale],
    ] as const) {
      await expect(w.desk.lendIssue(w.bond, action, TERMS))
        .to.be.revertedWithCustomError(w.desk, "NotAnAction")
        .withArgs(action, power);
    }
    await expect(w.desk.lendIssue(w.bond, w.issues, ZeroHash))
      .to.be.revertedWithCustomError(w.desk, "LentAlready")
      .withArgs(w.bond, w.issues);
    await w.desk.lendIssue(w.bond, w.issues, TERMS);
    for (const terms of [TERMS, OTHER_TERMS]) {
      await expect(w.second.lendIssue(w.bond, w.issues, terms))
        .to.be.revertedWithCustomError(w.desk, "LentAlready")
        .withArgs(w.bond, w.issues);
    }
    expect(await w.desk.loanOf(w.bond, w.issues)).to.equal(TERMS);
  });
});

describe("An act that lends the power to rescale", () => {
  it("POWER-1: takes a second key, and says so", async () => {
    const w = await load();
    const act = w.lend();
    const actId = await w.desk.actId(act);
    await w.desk.propose(act);
    expect(await w.desk.loanOf(w.bond, w.rescales)).to.equal(ZeroHash);
    await expect(w.desk.approve(act))
      .to.be.revertedWithCustomError(w.desk, "ActNeedsAnotherKey")
      .withArgs(actId, w.registrar);
    for (const caller of [w.thief, w.admin, w.rescales, w.c]) {
      await expect(w.desk.connect(caller).approve(act))
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(caller, ROLE);
    }
    const sent = w.second.approve(act);
    await expect(sent)
      .to.emit(w.desk, "ActDone")
      .withArgs(actId, w.bond, 0, w.secondRegistrar)
      .and.to.emit(w.desk, "PowerLent")
      .withArgs(w.bond, w.rescales, TERMS, w.secondRegistrar);
    expect(await w.desk.loanOf(w.bond, w.rescales)).to.equal(TERMS);
    await expect(w.second.approve(act))
      .to.be.revertedWithCustomError(w.desk, "ActNotOpen")
      .withArgs(actId);
  });

  it("POWER-1: or its delay, within which a guardian or a registrar stops it", async () => {
    const w = await load();
    const { delay } = w.platformFile.registrarActs;
    const act = w.lend();
    const actId = await w.desk.actId(act);
    await w.desk.propose(act);
    const readyAt = (await w.now()) + delay;
    await w.networkHelpers.time.setNextBlockTimestamp(readyAt - 1);
    await expect(w.desk.carryOut(act))
      .to.be.revertedWithCustomError(w.desk, "ActTooEarly")
      .withArgs(actId, readyAt);
    const { restore } = await w.networkHelpers.takeSnapshot();
    await w.networkHelpers.time.setNextBlockTimestamp(readyAt);
    await expect(w.desk.carryOut(act))
      .to.emit(w.desk, "PowerLent")
      .withArgs(w.bond, w.rescales, TERMS, w.registrar);
    await restore();
    await w.desk.connect(w.guardian).veto(act, REASON);
    await expect(w.second.approve(act))
      .to.be.revertedWithCustomError(w.desk, "ActNotOpen")
      .withArgs(actId);
    await w.desk.propose(w.lend({ number: 2n }));
    await w.second.withdraw(w.lend({ number: 2n }), REASON);
    await w.networkHelpers.time.increase(delay + DAY);
    await expect(w.desk.carryOut(w.lend({ number: 2n }))).to.be.revertedWithCustomError(
      w.desk,
      "ActNotOpen",
    );
    expect(await w.desk.loanOf(w.bond, w.rescales)).to.equal(ZeroHash);
  });

  it("has one form: an action, and neither a wallet, units nor holds", async () => {
    const w = await load();
    for (const changes of [
      { to: ZeroAddress },
      { units: 1n },
      { wallet: w.a.address },
      { wallet: w.rescales.address },
      { holds: [{ id: id("hold"), units: 0n }] },
    ]) {
      const act = w.lend(changes);
      await expect(w.desk.propose(act))
        .to.be.revertedWithCustomError(w.desk, "ActMalformed")
        .withArgs(await w.desk.actId(act));
    }
  });

  it("lends neither to what was not named for it, nor on no terms, nor twice", async () => {
    const w = await load();
    for (const [action, power] of [
      [w.thief, POWER.none],
      [w.issues, POWER.issue],
    ] as const) {
      await expect(w.lent({ to: action.address }))
        .to.be.revertedWithCustomError(w.desk, "NotAnAction")
        .withArgs(action, power);
    }
    await expect(w.lent({ document: ZeroHash }))
      .to.be.revertedWithCustomError(w.desk, "LentAlready")
      .withArgs(w.bond, w.rescales);
    await w.lent();
    await expect(w.lent({ document: OTHER_TERMS, number: 2n }))
      .to.be.revertedWithCustomError(w.desk, "LentAlready")
      .withArgs(w.bond, w.rescales);
  });
});

describe("forAction", () => {
  const both = fixture(async () => {
    const w = await load();
    await w.desk.lendIssue(w.bond, w.issues, TERMS);
    await w.lent();
    return w;
  });

  it("passes on what the power is for, and answers what the class does", async () => {
    const w = await both();
    const { bond, desk, rescales, issues } = w;
    await w.ordered(issues, "mint", w.b.address, 20n);
    const begin = bond.interface.encodeFunctionData("beginAction");
    const answer = await desk.connect(rescales).forAction.staticCall(bond, begin);
    expect(bond.interface.decodeFunctionResult("beginAction", answer)[0]).to.equal(120n);
    await w.ordered(rescales, "beginAction");
    await w.ordered(rescales, "rescale", 2n, 1n, [w.a.address, w.b.address], []);
    await w.ordered(rescales, "endAction", 2n, 1n);
    expect(await bond.totalSupply()).to.equal(240n);
    // The desk's own orders, within the class's own cap.
    await expect(w.ordered(issues, "mint", w.b.address, 1_761n))
      .to.be.revertedWithCustomError(bond, "CapExceeded")
      .withArgs(2_000n, 2_001n);
    await expectTotals(bond, w.everyone);
  });

  it("POWER-1: passes on nothing else, and nothing of whoever borrowed nothing", async () => {
    const w = await both();
    const { bond, desk } = w;
    const { fragments } = bond.interface;
    const orders: Record<string, readonly string[]> = {
      issues: ["mint"],
      rescales: ["beginAction", "rescale", "endPromises", "endAction"],
    };
    const selectors = fragments.flatMap((fragment) =>
      fragment.type === "function" && "selector" in fragment
        ? [[(fragment as unknown as { name: string }).name, fragment.selector as string] as const]
        : [],
    );
    expect(selectors.length).to.be.greaterThan(60);
    for (const name of ["issues", "rescales"] as const) {
      for (const [verb, selector] of selectors) {
        if (orders[name]!.includes(verb)) continue;
        await expect(desk.connect(w[name]).forAction.staticCall(bond, selector), verb)
          .to.be.revertedWithCustomError(desk, "NotLent")
          .withArgs(w[name], selector);
      }
      for (const [order, selector] of [
        ["0x", "0x00000000"],
        ["0x40", "0x40000000"],
      ] as const) {
        await expect(desk.connect(w[name]).forAction(bond, order))
          .to.be.revertedWithCustomError(desk, "NotLent")
          .withArgs(w[name], selector);
      }
    }
    const mint = bond.interface.encodeFunctionData("mint", [w.thief.address, 1n]);
    for (const caller of [w.thief, w.registrar, w.admin]) {
      await expect(desk.connect(caller).forAction(bond, mint))
        .to.be.revertedWithCustomError(desk, "NothingLent")
        .withArgs(bond, caller);
    }
    for (const token of [w.platform.yen, w.strange.target as string]) {
      await expect(desk.connect(w.issues).forAction(token, mint))
        .to.be.revertedWithCustomError(desk, "NothingLent")
        .withArgs(token, w.issues);
    }
  });
});

describe("recall", () => {
  it("ends a loan, by the action or by a registrar, and says by whom", async () => {
    const w = await load();
    for (const by of [w.issues, w.registrar, w.secondRegistrar]) {
      await w.desk.lendIssue(w.bond, w.issues, TERMS);
      await expect(w.desk.connect(by).recall(w.bond, w.issues))
        .to.emit(w.desk, "PowerReturned")
        .withArgs(w.bond, w.issues, by);
      expect(await w.desk.loanOf(w.bond, w.issues)).to.equal(ZeroHash);
      await expect(w.ordered(w.issues, "mint", w.b.address, 1n))
        .to.be.revertedWithCustomError(w.desk, "NothingLent")
        .withArgs(w.bond, w.issues);
    }
    for (const by of [w.issues, w.registrar]) {
      await expect(w.desk.connect(by).recall(w.bond, w.issues))
        .to.be.revertedWithCustomError(w.desk, "NothingLent")
        .withArgs(w.bond, w.issues);
    }
  });

  it("POWER-1: is nobody else's, another action's neither", async () => {
    const w = await load();
    await w.desk.lendIssue(w.bond, w.issues, TERMS);
    for (const caller of [w.thief, w.admin, w.rescales, w.c]) {
      await expect(w.desk.connect(caller).recall(w.bond, w.issues))
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(caller, ROLE);
    }
    expect(await w.desk.loanOf(w.bond, w.issues)).to.equal(TERMS);
  });

  it("is the action's alone while the class is in action, which nobody else could end", async () => {
    const w = await load();
    await w.lent();
    await w.ordered(w.rescales, "beginAction");
    await expect(w.desk.recall(w.bond, w.rescales))
      .to.be.revertedWithCustomError(w.desk, "ActionRuns")
      .withArgs(w.rescales);
    await w.ordered(w.rescales, "endAction", 1n, 1n);
    await w.desk.recall(w.bond, w.rescales);
    await w.lent({ number: 2n });
    await w.ordered(w.rescales, "beginAction");
    await expect(w.desk.connect(w.rescales).recall(w.bond, w.rescales))
      .to.emit(w.desk, "PowerReturned")
      .withArgs(w.bond, w.rescales, w.rescales);
    // Whoever gave it back so early gets it again by an act, and ends what it began.
    expect(fieldsOf(CLASS_WORD, await w.bond.classWord()).inAction).to.equal(1n);
    await w.lent({ number: 3n });
    await w.ordered(w.rescales, "endAction", 1n, 1n);
    await w.desk.issue(w.bond, w.b, 1n, ISSUE);
    await w.desk.freezeUnits(w.bond, w.b, 1n, REASON, DOCUMENT);
  });
});
