import { expect } from "chai";
import { id, MaxUint256, ZeroAddress, ZeroHash } from "ethers";
import { fixture } from "../support/fixture.ts";
import { linked, recovered } from "../support/lists.ts";
import { REASON, revoked, STATUS } from "../support/passes.ts";
import { PURPOSE } from "../support/purposes.ts";
import { ruleBits } from "../support/rules.ts";
import { expectTotals } from "../support/totals.ts";
import { DAY, world } from "../support/world.ts";

const DOCUMENT = `0x${"33".repeat(32)}`;
const VERB = {
  ...{ forcedTransfer: 0, unfreezeUnits: 1, unfreezeWallet: 2, recovery: 3 },
  ...{ inheritance: 4, courtOrder: 5, pledgeExecution: 6 },
  ...{ cancellation: 7, redemption: 8, releaseHold: 9, namePayee: 10 },
} as const;

/**
 * The bond class, of which A has 100 units and B none; C is the pledgee, with a pass. `ordered` has one
 * registrar key propose an act and the other approve it.
 */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b, w.c]);
  await w.desk.issue(w.bond, w.a, 100n, ZeroHash);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  let number = 0n;
  const act = (verb: keyof typeof VERB, changes: object = {}) => ({
    token: w.bond.target as string,
    verb: VERB[verb],
    wallet: w.a.address,
    to: ZeroAddress,
    units: 10n,
    holds: [] as { id: string; units: bigint }[],
    ...{ reason: REASON, document: DOCUMENT, number: ++number },
    ...changes,
  });
  const second = w.desk.connect(w.secondRegistrar);
  const ordered = async (made: ReturnType<typeof act>) => {
    await w.desk.propose(made);
    return await second.approve(made);
  };
  /** Places a pledge or an attachment, and answers its id. */
  const placed = async (verb: "pledgeUnits" | "attachUnits", units: bigint) => {
    const args = [w.bond, w.a, units, w.c, REASON, DOCUMENT] as const;
    const hold = await w.desk[verb].staticCall(...args);
    await w.desk[verb](...args);
    return hold;
  };
  return { ...w, everyone, act, second, ordered, placed };
});
type Loaded = Awaited<ReturnType<typeof load>>;

for (const [verb, purpose] of [
  ["pledgeUnits", PURPOSE.pledge],
  ["attachUnits", PURPOSE.attachment],
] as const) {
  describe(`RegistrarDesk.${verb}`, () => {
    it("HOLD-1: leaves the units their owner's, names the creditor, and ends by no time", async () => {
      const w = await load();
      const { bond, desk, a, b, c, registrar, everyone } = w;
      const hold = await desk[verb].staticCall(bond, a, 60n, c, REASON, DOCUMENT);
      const sent = desk[verb](bond, a, 60n, c, REASON, DOCUMENT);
      await expect(sent)
        .to.emit(bond, "HoldPlaced")
        .withArgs(hold, a, 60n, purpose, ZeroAddress, ZeroAddress, 0);
      await expect(sent)
        .to.emit(desk, "UnitsEncumbered")
        .withArgs(bond, hold, c, REASON, DOCUMENT, registrar);
      expect([...(await bond.holdOf(hold))]).to.deep.equal([a.address, 60n]);
      expect(await bond.balanceOf(a)).to.equal(100n);
      await expect(bond.connect(a).transfer(b, 41n))
        .to.be.revertedWithCustomError(bond, "UnitsNotFree")
        .withArgs(a, 40n, 41n);
      // Years later it still stands, and nobody alone ends it.
      await w.networkHelpers.time.increase(3_650 * DAY);
      for (const caller of [a, c, registrar, w.thief]) {
        await expect(bond.connect(caller).releaseHold(hold, 60n))
          .to.be.revertedWithCustomError(bond, "NotTheExecutor")
          .withArgs(hold, ZeroAddress);
      }
      await expectTotals(bond, everyone);
    });

    it("takes no unit that another hold has", async () => {
      const { bond, desk, a, c, placed } = await load();
      await placed("pledgeUnits", 60n);
      await expect(desk[verb](bond, a, 41n, c, REASON, DOCUMENT))
        .to.be.revertedWithCustomError(bond, "UnitsNotFree")
        .withArgs(a, 40n, 41n);
    });

    it("POWER-1: is a registrar's of the class alone", async () => {
      const { bond, desk, a, c, thief } = await load();
      await expect(desk.connect(thief)[verb](bond, a, 1n, c, REASON, DOCUMENT))
        .to.be.revertedWithCustomError(desk, "NotTheRegistrar")
        .withArgs(thief, 1_000n);
    });

    it("POWER-1: gets a payee by two registrar keys, and none before", async () => {
      const { bond, desk, a, b, c, act, ordered, placed } = await load();
      const hold = await placed(verb, 60n);
      expect((await bond.holdRecord(hold)).payee).to.equal(ZeroAddress);
      const holds = [{ id: hold, units: 0n }];
      const done = await ordered(act("namePayee", { to: c.address, units: 0n, holds }));
      await expect(done).to.emit(bond, "PayeeChanged").withArgs(hold, c);
      expect((await bond.holdRecord(hold)).payee).to.equal(c.address);
      await ordered(act("namePayee", { units: 0n, holds }));
      expect((await bond.holdRecord(hold)).payee).to.equal(ZeroAddress);
      const other = act("namePayee", { wallet: b.address, to: c.address, units: 0n, holds });
      await expect(ordered(other))
        .to.be.revertedWithCustomError(desk, "HoldOfAnother")
        .withArgs(hold, a);
      for (const malformed of [
        act("namePayee", { to: c.address, units: 0n }),
        act("namePayee", { to: c.address, units: 1n, holds }),
      ]) {
        await expect(desk.propose(malformed))
          .to.be.revertedWithCustomError(desk, "ActMalformed")
          .withArgs(await desk.actId(malformed));
      }
    });

    it("POWER-1: is released by two registrar keys, in parts, and only what is held", async () => {
      const { bond, desk, a, act, ordered, placed, registrar, everyone } = await load();
      const hold = await placed(verb, 60n);
      const part = act("releaseHold", { units: 20n, holds: [{ id: hold, units: 20n }] });
      await desk.propose(part);
      await expect(desk.approve(part))
        .to.be.revertedWithCustomError(desk, "ActNeedsAnotherKey")
        .withArgs(await desk.actId(part), registrar);
      await desk.withdraw(part, REASON);
      const done = await ordered(
        act("releaseHold", { units: 20n, holds: [{ id: hold, units: 20n }] }),
      );
      await expect(done).to.emit(bond, "HoldReleased").withArgs(hold, a, 20n);
      expect([...(await bond.holdOf(hold))]).to.deep.equal([a.address, 40n]);
      await expect(ordered(act("releaseHold", { units: 41n, holds: [{ id: hold, units: 41n }] })))
        .to.be.revertedWithCustomError(bond, "HoldTooSmall")
        .withArgs(hold, 40n, 41n);
      await ordered(act("releaseHold", { units: 40n, holds: [{ id: hold, units: 40n }] }));
      expect(await bond.freeOf(a)).to.equal(100n);
      await expectTotals(bond, everyone);
    });
  });
}

describe("RegistrarDesk.issueLocked", () => {
  it("issues a tranche that no key moves until its time, and anyone releases after", async () => {
    const w = await load();
    const { bond, desk, b, c, thief, registrar, everyone } = w;
    const until = (await w.now()) + 30 * DAY;
    const hold = await desk.issueLocked.staticCall(bond, b, 50n, REASON, until);
    const sent = desk.issueLocked(bond, b, 50n, REASON, until);
    await expect(sent).to.emit(desk, "UnitsIssued").withArgs(bond, b, 50n, REASON, registrar);
    await expect(sent)
      .to.emit(bond, "HoldPlaced")
      .withArgs(hold, b, 50n, PURPOSE.lockUp, ZeroAddress, ZeroAddress, until);
    await expect(bond.connect(b).transfer(c, 1n))
      .to.be.revertedWithCustomError(bond, "UnitsNotFree")
      .withArgs(b, 0n, 1n);
    await w.networkHelpers.time.setNextBlockTimestamp(until);
    await expect(bond.connect(thief).releaseHold(hold, 50n))
      .to.be.revertedWithCustomError(bond, "NotTheExecutor")
      .withArgs(hold, ZeroAddress);
    await w.networkHelpers.time.setNextBlockTimestamp(until + 1);
    await bond.connect(thief).releaseHold(hold, 50n);
    await bond.connect(b).transfer(c, 50n);
    await expectTotals(bond, everyone);
  });

  it("is refused for no units, and for a time that is over", async () => {
    const { bond, desk, b, now } = await load();
    await expect(desk.issueLocked(bond, b, 0n, REASON, 2n ** 40n))
      .to.be.revertedWithCustomError(desk, "NothingToIssue")
      .withArgs(b);
    const until = await now();
    await expect(desk.issueLocked(bond, b, 1n, REASON, until))
      .to.be.revertedWithCustomError(desk, "LockUpOver")
      .withArgs(until);
  });

  it("gives two tranches of one reference two holds", async () => {
    const { bond, desk, b, now, everyone } = await load();
    const until = (await now()) + DAY;
    await desk.issueLocked(bond, b, 50n, REASON, until);
    await desk.issueLocked(bond, b, 50n, REASON, until + 1);
    expect(await bond.heldOf(b)).to.equal(100n);
    await expectTotals(bond, everyone);
  });
});

for (const verb of ["inheritance", "courtOrder"] as const) {
  describe(`An act of ${verb}`, () => {
    it("moves units against the holder's key, and says which rules it skipped", async () => {
      const w = await load();
      const { bond, desk, a, b, act, ordered, secondRegistrar, everyone } = w;
      await revoked(w, a);
      await desk.freezeWallet(bond, a, REASON, DOCUMENT);
      const made = act(verb, { to: b.address, units: 100n });
      const done = await ordered(made);
      await expect(done).to.emit(bond, "ForcedTransfer").withArgs(a, b, 100n);
      await expect(done).to.emit(bond, "Transfer").withArgs(a, b, 100n);
      await expect(done)
        .to.emit(desk, "ActDone")
        .withArgs(
          await desk.actId(made),
          bond,
          ruleBits("GiverPass", "GiverFrozen"),
          secondRegistrar,
        );
      await expectTotals(bond, everyone);
    });

    it("ELIG-1: needs a receiver that may gain", async () => {
      const { bond, thief, act, ordered } = await load();
      await expect(ordered(act(verb, { to: thief.address })))
        .to.be.revertedWithCustomError(bond, "PassNotWorking")
        .withArgs(thief, STATUS.none);
    });

    it("HOLD-1: takes held units only where it names the hold, and shrinks it by as much", async () => {
      const { bond, a, b, act, ordered, placed, everyone } = await load();
      const hold = await placed("pledgeUnits", 80n);
      await expect(ordered(act(verb, { to: b.address, units: 50n })))
        .to.be.revertedWithCustomError(bond, "UnitsNotFree")
        .withArgs(a, 20n, 50n);
      const holds = [{ id: hold, units: 30n }];
      const done = await ordered(act(verb, { to: b.address, units: 50n, holds }));
      await expect(done).to.emit(bond, "HoldReleased").withArgs(hold, a, 30n);
      expect([...(await bond.holdOf(hold))]).to.deep.equal([a.address, 50n]);
      expect(await bond.balanceOf(a)).to.equal(50n);
      expect(await bond.heldOf(a)).to.equal(50n);
      await expectTotals(bond, everyone);
    });

    it("can take what is promised to a trade, whose hold shrinks by as much", async () => {
      const w = await load();
      const { bond, a, b, relayer, act, ordered, everyone } = w;
      const until = (await w.now()) + DAY;
      const hold = await bond.connect(a).hold.staticCall(a, 100n, relayer, until, REASON);
      await bond.connect(a).hold(a, 100n, relayer, until, REASON);
      const holds = [{ id: hold, units: 40n }];
      await ordered(act(verb, { to: b.address, units: 40n, holds }));
      await expect(bond.connect(relayer).executeHold(hold, b, 61n))
        .to.be.revertedWithCustomError(bond, "HoldTooSmall")
        .withArgs(hold, 60n, 61n);
      await bond.connect(relayer).executeHold(hold, b, 60n);
      expect(await bond.balanceOf(b)).to.equal(100n);
      await expectTotals(bond, everyone);
    });
  });
}

describe("An act over frozen units", () => {
  it("ERC-7943: unfreezes what it takes of them, and says so before it moves", async () => {
    const { bond, desk, a, b, act, ordered, everyone } = await load();
    await desk.freezeUnits(bond, a, 80n, REASON, DOCUMENT);
    const done = await ordered(act("courtOrder", { to: b.address, units: 50n }));
    await expect(done).to.emit(bond, "Frozen").withArgs(a, 50n);
    const logs = (await done.wait())!.logs.map(({ topics }) => topics[0]);
    const place = (name: string) =>
      logs.indexOf(bond.interface.getEvent(name as "Frozen").topicHash);
    expect(place("Frozen")).to.be.lessThan(place("Transfer"));
    // The rest of the order stands.
    expect(await bond.frozenOf(a)).to.equal(50n);
    expect(await bond.freeOf(a)).to.equal(0n);
    await expectTotals(bond, everyone);
  });

  it("takes units that are not frozen first, and says nothing of those that stay", async () => {
    const { bond, desk, a, b, act, ordered } = await load();
    await desk.freezeUnits(bond, a, 80n, REASON, DOCUMENT);
    const done = await ordered(act("courtOrder", { to: b.address, units: 20n }));
    await expect(done).to.not.emit(bond, "Frozen");
    expect(await bond.frozenOf(a)).to.equal(80n);
  });

  it("of which more is frozen than there is, unfreezes no more than it takes", async () => {
    const { bond, desk, a, b, act, ordered, everyone } = await load();
    await desk.freezeUnits(bond, a, 150n, REASON, DOCUMENT);
    await ordered(act("courtOrder", { to: b.address, units: 30n }));
    expect(await bond.frozenOf(a)).to.equal(120n);
    await desk.freezeUnits(bond, a, MaxUint256, REASON, DOCUMENT);
    await ordered(act("courtOrder", { to: b.address, units: 70n }));
    expect(await bond.frozenOf(a)).to.equal(MaxUint256 - 70n);
    await expectTotals(bond, everyone);
  });
});

describe("An act over what is promised to a trade", () => {
  it("is not made to fail by the executor, who frees a part of it or all before", async () => {
    const w = await load();
    const { bond, desk, a, b, relayer, act, second, everyone } = w;
    const until = (await w.now()) + DAY;
    const hold = await bond.connect(a).hold.staticCall(a, 60n, relayer, until, REASON);
    await bond.connect(a).hold(a, 60n, relayer, until, REASON);
    await desk.freezeWallet(bond, a, REASON, DOCUMENT);
    const holds = [{ id: hold, units: 60n }];
    const first = act("courtOrder", { to: b.address, units: 90n, holds });
    const next = act("courtOrder", { to: b.address, units: 10n, holds: [{ id: hold, units: 1n }] });
    await desk.propose(first);
    await desk.propose(next);
    await bond.connect(relayer).releaseHold(hold, 59n);
    await second.approve(first);
    expect([...(await bond.holdOf(hold))]).to.deep.equal([ZeroAddress, 0n]);
    await second.approve(next);
    expect(await bond.balanceOf(b)).to.equal(100n);
    await expectTotals(bond, everyone);
  });
});

describe("An act of pledge execution", () => {
  it("moves pledged units, to the pledgee or whoever bought them, and no others", async () => {
    const { bond, a, b, c, act, ordered, placed, everyone } = await load();
    const hold = await placed("pledgeUnits", 60n);
    await ordered(
      act("pledgeExecution", { to: c.address, units: 25n, holds: [{ id: hold, units: 25n }] }),
    );
    await ordered(
      act("pledgeExecution", { to: b.address, units: 35n, holds: [{ id: hold, units: 35n }] }),
    );
    expect([...(await bond.holdOf(hold))]).to.deep.equal([ZeroAddress, 0n]);
    expect([
      await bond.balanceOf(a),
      await bond.balanceOf(b),
      await bond.balanceOf(c),
    ]).to.deep.equal([40n, 35n, 25n]);
    await expectTotals(bond, everyone);
  });

  it("is malformed where it takes more or less than it names of holds", async () => {
    const { desk, c, act, placed } = await load();
    const hold = await placed("pledgeUnits", 60n);
    for (const [units, named] of [
      [30n, 29n],
      [30n, 31n],
    ] as const) {
      const made = act("pledgeExecution", {
        ...{ to: c.address, units },
        holds: [{ id: hold, units: named }],
      });
      await expect(desk.propose(made))
        .to.be.revertedWithCustomError(desk, "ActMalformed")
        .withArgs(await desk.actId(made));
    }
  });

  it("takes neither what is attached, nor another's pledge", async () => {
    const w = await load();
    const { bond, desk, a, b, c, act, ordered, placed } = w;
    const attached = await placed("attachUnits", 60n);
    const made = act("pledgeExecution", {
      ...{ to: c.address, units: 10n, holds: [{ id: attached, units: 10n }] },
    });
    await expect(ordered(made))
      .to.be.revertedWithCustomError(desk, "HoldNotForAct")
      .withArgs(await desk.actId(made), attached, PURPOSE.attachment);
    await bond.connect(a).transfer(b, 40n);
    const ofB = await desk.pledgeUnits.staticCall(bond, b, 40n, c, REASON, DOCUMENT);
    await desk.pledgeUnits(bond, b, 40n, c, REASON, DOCUMENT);
    await expect(
      ordered(
        act("pledgeExecution", {
          ...{ to: c.address, units: 10n, holds: [{ id: ofB, units: 10n }] },
        }),
      ),
    )
      .to.be.revertedWithCustomError(desk, "HoldOfAnother")
      .withArgs(ofB, b);
  });
});

for (const verb of ["cancellation", "redemption"] as const) {
  describe(`An act of ${verb}`, () => {
    it("ends units that are free or that leave holds it names, frozen or not", async () => {
      const { bond, desk, a, act, ordered, placed, everyone } = await load();
      const hold = await placed("pledgeUnits", 60n);
      await desk.freezeUnits(bond, a, 100n, REASON, DOCUMENT);
      await expect(ordered(act(verb, { units: 50n })))
        .to.be.revertedWithCustomError(bond, "UnitsNotFree")
        .withArgs(a, 40n, 50n);
      const done = await ordered(act(verb, { units: 50n, holds: [{ id: hold, units: 10n }] }));
      await expect(done).to.emit(bond, "Transfer").withArgs(a, ZeroAddress, 50n);
      expect(await bond.totalSupply()).to.equal(50n);
      expect(await bond.frozenOf(a)).to.equal(50n);
      await expectTotals(bond, everyone);
    });

    it("works in a class that has ended, and names no receiver", async () => {
      const { desk, b, act } = await load();
      const made = act(verb, { to: b.address });
      await expect(desk.propose(made))
        .to.be.revertedWithCustomError(desk, "ActMalformed")
        .withArgs(await desk.actId(made));
    });
  });
}

describe("An act that releases a hold", () => {
  it("is refused for a trade's, which ends by its time or its settlement", async () => {
    const w = await load();
    const { bond, desk, a, relayer, act, ordered } = w;
    const until = (await w.now()) + DAY;
    const hold = await bond.connect(a).hold.staticCall(a, 10n, relayer, until, REASON);
    await bond.connect(a).hold(a, 10n, relayer, until, REASON);
    const made = act("releaseHold", { holds: [{ id: hold, units: 10n }] });
    await expect(ordered(made))
      .to.be.revertedWithCustomError(desk, "HoldNotForAct")
      .withArgs(await desk.actId(made), hold, PURPOSE.trade);
  });

  it("names no payee of a trade's, which is nobody's security", async () => {
    const w = await load();
    const { bond, desk, a, c, relayer, act, ordered } = w;
    const until = (await w.now()) + DAY;
    const hold = await bond.connect(a).hold.staticCall(a, 10n, relayer, until, REASON);
    await bond.connect(a).hold(a, 10n, relayer, until, REASON);
    const holds = [{ id: hold, units: 0n }];
    const made = act("namePayee", { to: c.address, units: 0n, holds });
    await expect(ordered(made))
      .to.be.revertedWithCustomError(desk, "HoldNotForAct")
      .withArgs(await desk.actId(made), hold, PURPOSE.trade);
  });

  it("ends a lock-up early", async () => {
    const w = await load();
    const { bond, desk, b, c, act, ordered, everyone } = w;
    const until = (await w.now()) + DAY;
    const hold = await desk.issueLocked.staticCall(bond, b, 50n, REASON, until);
    await desk.issueLocked(bond, b, 50n, REASON, until);
    const holds = [{ id: hold, units: 50n }];
    await ordered(act("releaseHold", { wallet: b.address, units: 50n, holds }));
    await bond.connect(b).transfer(c, 50n);
    await expectTotals(bond, everyone);
  });

  it("names its owner of record, also after a recovery", async () => {
    const w = await load();
    const { bond, desk, a, issuer, act, ordered, placed, everyone } = w;
    const hold = await placed("pledgeUnits", 60n);
    await linked(w, a, [issuer]);
    await recovered(w, a, issuer);
    await ordered(act("recovery", { to: issuer.address, units: 0n }));
    const holds = [{ id: hold, units: 60n }];
    await expect(ordered(act("releaseHold", { units: 60n, holds })))
      .to.be.revertedWithCustomError(desk, "HoldOfAnother")
      .withArgs(hold, issuer);
    await ordered(act("releaseHold", { wallet: issuer.address, units: 60n, holds }));
    expect(await bond.freeOf(issuer)).to.equal(100n);
    await expectTotals(bond, everyone);
  });
});

describe("RegistrarDesk.batch", () => {
  /** Rows of the desk's verbs, encoded. */
  const row = (w: Loaded, verb: "issue" | "propose" | "approve" | "freezeUnits", args: unknown[]) =>
    w.desk.interface.encodeFunctionData(verb as "issue", args as never);

  it("does each row by itself: what is refused changes nothing and says why", async () => {
    const w = await load();
    const { bond, desk, b, c, thief, everyone } = w;
    const rows = [
      row(w, "issue", [bond.target, b.address, 10n, REASON]),
      row(w, "issue", [bond.target, thief.address, 10n, REASON]),
      row(w, "issue", [bond.target, c.address, 20n, REASON]),
    ];
    const refusal = bond.interface.encodeErrorResult("PassNotWorking", [
      thief.address,
      STATUS.none,
    ]);
    const results = await desk.batch.staticCall(rows);
    expect(results.map(({ done }) => done)).to.deep.equal([true, false, true]);
    expect(results[1]!.answer).to.equal(refusal);
    await expect(desk.batch(rows)).to.emit(desk, "RowRefused").withArgs(1n, refusal);
    expect([await bond.balanceOf(b), await bond.balanceOf(c)]).to.deep.equal([10n, 20n]);
    await expectTotals(bond, everyone);
  });

  it("carries legal events out in bulk: proposed by one key, approved by another", async () => {
    const w = await load();
    const { bond, desk, a, b, c, second, act, everyone } = w;
    const acts = [
      act("inheritance", { to: b.address, units: 30n }),
      act("inheritance", { to: c.address, units: 30n }),
      act("courtOrder", { to: b.address, units: 50n }),
    ];
    await desk.batch(acts.map((made) => row(w, "propose", [made])));
    // The one who proposed them approves none.
    const own = await desk.batch.staticCall(acts.map((made) => row(w, "approve", [made])));
    expect(own.map(({ done }) => done)).to.deep.equal([false, false, false]);
    const results = await second.batch.staticCall(acts.map((made) => row(w, "approve", [made])));
    expect(results.map(({ done }) => done)).to.deep.equal([true, true, false]);
    await second.batch(acts.map((made) => row(w, "approve", [made])));
    expect([
      await bond.balanceOf(a),
      await bond.balanceOf(b),
      await bond.balanceOf(c),
    ]).to.deep.equal([40n, 30n, 30n]);
    await expectTotals(bond, everyone);
  });

  it("POWER-1: gives nobody a verb that is not his", async () => {
    const w = await load();
    const { bond, desk, a, b, thief, registrar, act } = w;
    const made = act("courtOrder", { to: b.address });
    await desk.propose(made);
    const rows = [
      row(w, "issue", [bond.target, b.address, 10n, REASON]),
      row(w, "freezeUnits", [bond.target, a.address, 10n, REASON, DOCUMENT]),
      row(w, "approve", [made]),
      desk.interface.encodeFunctionData("pause", [bond.target as string]),
      desk.interface.encodeFunctionData("close", [bond.target as string, DOCUMENT]),
      desk.interface.encodeFunctionData("batch", [[row(w, "approve", [made])]]),
      "0x",
    ];
    const results = await desk.connect(thief).batch.staticCall(rows);
    expect(results.map(({ done }) => done)).to.deep.equal([
      ...[false, false, false, false, false],
      // A batch within a batch is refused row by row too.
      ...[true, false],
    ]);
    expect((await desk.connect(registrar).batch.staticCall(rows))[4]!.done).to.equal(false);
  });
});

describe("Documents of a class (ERC-1643, ERC-7572)", () => {
  const PROSPECTUS = `0x${Buffer.from("prospectus").toString("hex").padEnd(64, "0")}`;

  it("are named, renewed and removed by the registrar, and read through the lens", async () => {
    const { bond, desk, lens, registrar, now } = await load();
    await expect(desk.setDocument(bond, PROSPECTUS, "https://example.org/p.pdf", DOCUMENT))
      .to.emit(desk, "DocumentUpdated")
      .withArgs(bond, PROSPECTUS, "https://example.org/p.pdf", DOCUMENT, registrar);
    expect([...(await lens.getDocument(bond, PROSPECTUS))]).to.deep.equal([
      "https://example.org/p.pdf",
      DOCUMENT,
      BigInt(await now()),
    ]);
    await desk.setDocument(bond, PROSPECTUS, "https://example.org/p2.pdf", REASON);
    await desk.setDocument(bond, id("terms"), "", DOCUMENT);
    await desk.setDocument(bond, id("summary"), "", DOCUMENT);
    // Not the first, and not the last: the last takes its place.
    await desk.removeDocument(bond, id("terms"));
    expect([...(await lens.getAllDocuments(bond))]).to.deep.equal([PROSPECTUS, id("summary")]);
    await desk.removeDocument(bond, id("summary"));
    await desk.setDocument(bond, id("terms"), "", DOCUMENT);
    expect([...(await lens.getAllDocuments(bond))]).to.deep.equal([PROSPECTUS, id("terms")]);
    await expect(desk.removeDocument(bond, PROSPECTUS))
      .to.emit(desk, "DocumentRemoved")
      .withArgs(bond, PROSPECTUS, "https://example.org/p2.pdf", REASON, registrar);
    expect([...(await lens.getAllDocuments(bond))]).to.deep.equal([id("terms")]);
    expect([...(await lens.getDocument(bond, PROSPECTUS))]).to.deep.equal(["", ZeroHash, 0n]);
  });

  it("need a name and a hash, and a removed one must be there", async () => {
    const { bond, desk } = await load();
    await expect(desk.setDocument(bond, ZeroHash, "", DOCUMENT))
      .to.be.revertedWithCustomError(desk, "DocumentMalformed")
      .withArgs(ZeroHash);
    await expect(desk.setDocument(bond, PROSPECTUS, "", ZeroHash))
      .to.be.revertedWithCustomError(desk, "DocumentMalformed")
      .withArgs(PROSPECTUS);
    await expect(desk.removeDocument(bond, PROSPECTUS))
      .to.be.revertedWithCustomError(desk, "DocumentMalformed")
      .withArgs(PROSPECTUS);
  });

  it("POWER-1: are the class's registrar's alone, as its contractURI is", async () => {
    const { bond, desk, thief } = await load();
    for (const order of [
      () => desk.connect(thief).setDocument(bond, PROSPECTUS, "", DOCUMENT),
      () => desk.connect(thief).removeDocument(bond, PROSPECTUS),
      () => desk.connect(thief).setContractURI(bond, "https://example.org/evil.json"),
    ]) {
      await expect(order())
        .to.be.revertedWithCustomError(desk, "NotTheRegistrar")
        .withArgs(thief, 1_000n);
    }
    await expect(desk.setContractURI(bond, "https://example.org/bond.json")).to.emit(
      bond,
      "ContractURIUpdated",
    );
    expect(await bond.contractURI()).to.equal("https://example.org/bond.json");
  });
});
