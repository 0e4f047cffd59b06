import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import type { Rule } from "../../sdk/errors/rules.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { FakeClass__factory, RegistrarDesk__factory } from "../../types/index.js";
import { announced } from "../support/announced.ts";
import { eventsOf } from "../support/eventsOf.ts";
import { fixture } from "../support/fixture.ts";
import { holdId, holdOrder } from "../support/holds.ts";
import { impersonated } from "../support/impersonated.ts";
import { revoked } from "../support/passes.ts";
import { ruleBits } from "../support/rules.ts";
import { expectTotals } from "../support/totals.ts";
import { DAY, JAPAN, world } from "../support/world.ts";

const ROLE = 1_000n;
const ISSUE = `0x${"11".repeat(32)}`;
const REASON = `0x${"22".repeat(32)}`;
const DOCUMENT = `0x${"33".repeat(32)}`;
const SALT = `0x${"a1".repeat(32)}`;
const VERB = { forcedTransfer: 0, unfreezeUnits: 1, unfreezeWallet: 2 } as const;
const LIFETIME = 7 * DAY;

/**
 * The bond class, of which A has 100 units and B none. `registrar` and `secondRegistrar` are the
 * issuer's two keys; `slow` is a registrar whose orders would wait an hour, `other` another issuer's
 * registrar. `act` is a forced transfer of 10 units from A to B, but for the changes given.
 */
const load = fixture(async () => {
  const w = await world();
  const [slow, other] = [w.c, w.relayer];
  for (const [role, account, delay] of [
    [ROLE, slow, 3_600],
    [ROLE + 1n, other, 0],
  ] as const) {
    await announced(w, w.admin, w.authority, "grantRole", [role, account.address, delay]);
  }
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 100n, ISSUE);
  const second = w.desk.connect(w.secondRegistrar);
  const asDesk = w.bond.connect(await impersonated(w, w.platform.desk));
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  const act = (changes: object = {}) => ({
    token: w.bond.target as string,
    verb: VERB.forcedTransfer as number,
    wallet: w.a.address,
    to: w.b.address,
    units: 10n,
    holds: [] as HoldPart[],
    ...{ reason: REASON, document: DOCUMENT, number: 1n },
    ...changes,
  });
  const hold = holdId(w.bond, holdOrder(w.a, 30n, SALT));
  return { ...w, slow, other, second, asDesk, everyone, act, hold };
});
/** What an act takes of one hold. */
interface HoldPart {
  readonly id: string;
  readonly units: bigint;
}
type Loaded = Awaited<ReturnType<typeof load>>;
type Act = ReturnType<Loaded["act"]>;

/** Proposes by the registrar, and says the act's id and its times. */
async function proposed(w: Loaded, changes: object = {}) {
  const act = w.act(changes);
  const id = await w.desk.actId(act);
  await w.desk.propose(act);
  const readyAt = (await w.now()) + w.platformFile.registrarActs.delay;
  return { act, id, readyAt, lapsesAt: readyAt + LIFETIME };
}

/** An act of each verb: what must be so before, the act, and what is so after. */
const VERBS: Record<
  string,
  {
    readonly given?: (w: Loaded) => Promise<unknown>;
    readonly changes: (w: Loaded) => object;
    readonly emits: (w: Loaded) => readonly [event: string, ...values: unknown[]];
    readonly leaves: (w: Loaded) => Promise<void>;
  }
> = {
  ForcedTransfer: {
    changes: () => ({}),
    emits: ({ a, b }) => ["Transfer", a, b, 10n],
    leaves: async ({ bond, a, b }) => {
      expect(await bond.balanceOf(a)).to.equal(90n);
      expect(await bond.balanceOf(b)).to.equal(10n);
    },
  },
  UnfreezeUnits: {
    given: (w) => w.desk.freezeUnits(w.bond, w.a, 30n, REASON, DOCUMENT),
    changes: () => ({ verb: VERB.unfreezeUnits, to: ZeroAddress }),
    emits: ({ a }) => ["Frozen", a, 20n],
    leaves: async ({ bond, a }) => {
      expect(await bond.frozenOf(a)).to.equal(20n);
      expect(await bond.freeOf(a)).to.equal(80n);
    },
  },
  UnfreezeWallet: {
    given: (w) => w.desk.freezeWallet(w.bond, w.a, REASON, DOCUMENT),
    changes: () => ({ verb: VERB.unfreezeWallet, to: ZeroAddress, units: 0n }),
    emits: ({ a }) => ["WalletFrozenChanged", a, false],
    leaves: async ({ bond, a, b }) => {
      expect(await bond.isFrozen(a)).to.equal(false);
      await bond.connect(a).transfer(b, 1n);
    },
  },
};

/** Every verb over an act that asks for the registrar's role. */
const CALLS = ["propose", "approve", "carryOut", "withdraw"] as const;

function call(w: Loaded, verb: (typeof CALLS)[number], act: Act, by = w.registrar) {
  const desk = w.desk.connect(by);
  return verb === "withdraw" ? desk.withdraw(act, REASON) : desk[verb](act);
}

describe("The desk", () => {
  it("POWER-1: given acts that would not wait, cannot be made", async () => {
    const w = await load();
    const factory = new RegistrarDesk__factory(w.thief);
    const { authority, pass, lens } = w.platform;
    await expect(factory.deploy(authority, pass, lens, 0))
      .to.be.revertedWithCustomError(w.desk, "ActDelayMissing")
      .withArgs();
    expect(await (await factory.deploy(authority, pass, lens, 1)).actDelay()).to.equal(1n);
  });
});

describe("An act", () => {
  for (const verb of CALLS) {
    it(`POWER-1: ${verb}, given a caller that is no registrar of the class, is refused`, async () => {
      const w = await load();
      const { act } = verb === "propose" ? { act: w.act() } : await proposed(w);
      for (const caller of [w.thief, w.a, w.admin, w.guardian, w.other, w.slow]) {
        await expect(call(w, verb, act, caller))
          .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
          .withArgs(caller, ROLE);
      }
      expect(await w.bond.balanceOf(w.b)).to.equal(0n);
    });

    it(`POWER-1: ${verb}, given a stranger's contract that bears a class's number, is refused`, async () => {
      const w = await load();
      const fake = await new FakeClass__factory(w.thief).deploy(1, ROLE);
      await expect(call(w, verb, w.act({ token: fake.target })))
        .to.be.revertedWithCustomError(w.desk, "NotAClassOfThePlatform")
        .withArgs(fake);
    });
  }

  for (const verb of ["approve", "carryOut", "withdraw", "veto"] as const) {
    it(`POWER-1: ${verb}, given an act that nobody proposed as it stands, is refused`, async () => {
      const w = await load();
      const { act, readyAt } = await proposed(w);
      await w.networkHelpers.time.increaseTo(readyAt);
      for (const change of [
        ...[{ wallet: w.b.address }, { to: w.thief.address }, { units: 11n }, { number: 2n }],
        ...[{ verb: VERB.unfreezeUnits }, { reason: DOCUMENT }, { document: REASON }],
        ...[{ holds: [{ id: w.hold, units: 1n }] }, { holds: [{ id: w.hold, units: 0n }] }],
      ]) {
        const changed = { ...act, ...change };
        const id = await w.desk.actId(changed);
        const sent =
          verb === "veto"
            ? w.desk.connect(w.guardian).veto(changed, REASON)
            : call(w, verb, changed, w.secondRegistrar);
        await expect(sent).to.be.revertedWithCustomError(w.desk, "ActNotOpen").withArgs(id);
      }
    });
  }

  it("has an id of its own for each change of a field", async () => {
    const w = await load();
    const changes = [
      ...[{}, { token: w.platform.yen }, { verb: 1 }, { verb: 2 }, { wallet: w.b.address }],
      ...[{ to: w.a.address }, { units: 11n }, { reason: DOCUMENT }, { document: REASON }],
      { number: 2n },
      ...[
        [{ id: w.hold, units: 1n }],
        [{ id: w.hold, units: 2n }],
        [{ id: REASON, units: 1n }],
        [
          { id: w.hold, units: 1n },
          { id: w.hold, units: 1n },
        ],
      ].map((holds) => ({ holds })),
    ];
    const ids = await Promise.all(changes.map((change) => w.desk.actId(w.act(change))));
    expect(new Set(ids).size).to.equal(changes.length);
  });
});

describe("propose", () => {
  it("given an act in another form than its own, is refused: each effect has one", async () => {
    const w = await load();
    const { forcedTransfer, unfreezeUnits, unfreezeWallet } = VERB;
    for (const wrong of [
      { verb: forcedTransfer, units: 0n },
      { verb: forcedTransfer, to: ZeroAddress },
      { verb: forcedTransfer, to: w.a.address },
      { verb: forcedTransfer, wallet: ZeroAddress, to: ZeroAddress },
      { verb: unfreezeUnits, units: 0n, to: ZeroAddress },
      { verb: unfreezeUnits },
      { verb: unfreezeWallet, to: ZeroAddress },
      { verb: unfreezeWallet, units: 0n },
      { verb: forcedTransfer, holds: [{ id: w.hold, units: 11n }] },
      {
        verb: forcedTransfer,
        holds: [
          { id: w.hold, units: 10n },
          { id: REASON, units: 1n },
        ],
      },
      { verb: unfreezeUnits, to: ZeroAddress, holds: [{ id: w.hold, units: 1n }] },
      { verb: unfreezeWallet, units: 0n, to: ZeroAddress, holds: [{ id: w.hold, units: 0n }] },
    ]) {
      const act = w.act(wrong);
      await expect(w.desk.propose(act))
        .to.be.revertedWithCustomError(w.desk, "ActMalformed")
        .withArgs(await w.desk.actId(act));
    }
    await w.desk.propose(w.act({ verb: unfreezeWallet, units: 0n, to: ZeroAddress }));
    await w.desk.propose(w.act({ verb: unfreezeUnits, to: ZeroAddress }));
  });

  it("POWER-1: given a transfer of more than there is, is refused: nothing is taken in advance", async () => {
    const w = await load();
    for (const [wallet, units, balance] of [
      [w.a.address, 101n, 100n],
      [w.a.address, 2n ** 64n + 10n, 100n],
      [w.a.address, MaxUint256, 100n],
      [w.b.address, 1n, 0n],
    ] as const) {
      const act = w.act({ wallet, units, to: w.issuer.address });
      await expect(w.desk.propose(act))
        .to.be.revertedWithCustomError(w.desk, "ActNotCovered")
        .withArgs(await w.desk.actId(act), balance, units);
    }
  });

  it("POWER-1: given a sound act, moves nothing, and says what will be when, by whom", async () => {
    const w = await load();
    const act = w.act();
    const id = await w.desk.actId(act);
    expect(await w.desk.propose.staticCall(act)).to.equal(id);
    const sent = await w.desk.propose(act);
    const readyAt = (await w.now()) + 3 * DAY;
    await expect(sent)
      .to.emit(w.desk, "ActProposed")
      .withArgs(id, w.bond, Object.values(act), readyAt, w.registrar);
    expect([...(await w.desk.proposalOf(id))]).to.deep.equal([
      ...[w.registrar.address, BigInt(readyAt), BigInt(readyAt + LIFETIME), true],
    ]);
    expect(await w.bond.balanceOf(w.b)).to.equal(0n);
    await expectTotals(w.bond, w.everyone);
  });

  const ENDS: Record<string, (w: Loaded, act: Act) => Promise<unknown>> = {
    waiting: async () => undefined,
    done: (w, act) => w.second.approve(act),
    withdrawn: (w, act) => w.desk.withdraw(act, REASON),
    vetoed: (w, act) => w.desk.connect(w.guardian).veto(act, REASON),
    lapsed: (w) => w.networkHelpers.time.increase(40 * DAY),
  };
  for (const [state, end] of Object.entries(ENDS)) {
    it(`POWER-1: given the same act again while one is ${state}, is refused without a new number`, async () => {
      const w = await load();
      const { act, id } = await proposed(w);
      await end(w, act);
      for (const desk of [w.desk, w.second]) {
        await expect(desk.propose(act))
          .to.be.revertedWithCustomError(w.desk, "ActKnown")
          .withArgs(id);
      }
      const again = await proposed(w, { number: 2n });
      await w.second.approve(again.act);
      expect(await w.bond.balanceOf(w.b)).to.equal(state === "done" ? 20n : 10n);
      await expectTotals(w.bond, w.everyone);
    });
  }
});

for (const [verb, { given, changes, emits, leaves }] of Object.entries(VERBS)) {
  const load_ = async () => {
    const w = await load();
    await given?.(w);
    return { w, ...(await proposed(w, changes(w))) };
  };

  describe(`${verb}`, () => {
    it("POWER-1: by a second key's approval is done at once, and said", async () => {
      const { w, act, id } = await load_();
      const sent = await w.second.approve(act);
      await expect(sent).to.emit(w.desk, "ActDone").withArgs(id, w.bond, 0n, w.secondRegistrar);
      const [event, ...values] = emits(w);
      await expect(sent)
        .to.emit(w.bond, event)
        .withArgs(...values);
      expect((await w.desk.proposalOf(id)).isOpen).to.equal(false);
      await leaves(w);
      await expectTotals(w.bond, w.everyone);
    });

    it("POWER-1: by its proposer alone is refused until the second at which the delay is over, and then done", async () => {
      const { w, act, id, readyAt } = await load_();
      const { time } = w.networkHelpers;
      await expect(w.desk.approve(act))
        .to.be.revertedWithCustomError(w.desk, "ActNeedsAnotherKey")
        .withArgs(id, w.registrar);
      for (const by of [w.registrar, w.secondRegistrar]) {
        await time.setNextBlockTimestamp(readyAt - (by === w.registrar ? 2 : 1));
        await expect(w.desk.connect(by).carryOut(act))
          .to.be.revertedWithCustomError(w.desk, "ActTooEarly")
          .withArgs(id, readyAt);
      }
      await time.setNextBlockTimestamp(readyAt);
      const sent = await w.desk.carryOut(act);
      await expect(sent).to.emit(w.desk, "ActDone").withArgs(id, w.bond, 0n, w.registrar);
      const [event, ...values] = emits(w);
      await expect(sent)
        .to.emit(w.bond, event)
        .withArgs(...values);
      await leaves(w);
      await expectTotals(w.bond, w.everyone);
    });

    it("POWER-1: once done, is not done again, by neither way", async () => {
      const { w, act, id, readyAt } = await load_();
      await w.second.approve(act);
      await w.networkHelpers.time.increaseTo(readyAt);
      for (const go of [
        () => w.second.approve(act),
        () => w.desk.carryOut(act),
        () => w.desk.withdraw(act, REASON),
        () => w.desk.connect(w.guardian).veto(act, REASON),
      ]) {
        await expect(go()).to.be.revertedWithCustomError(w.desk, "ActNotOpen").withArgs(id);
      }
      await leaves(w);
    });

    it("POWER-1: can be done up to its last second, and has lapsed in the next", async () => {
      for (const way of ["approve", "carryOut"] as const) {
        const { w, act, id, lapsesAt } = await load_();
        const { time } = w.networkHelpers;
        const snapshot = await w.networkHelpers.takeSnapshot();
        await time.setNextBlockTimestamp(lapsesAt + 1);
        await expect(w.second[way](act))
          .to.be.revertedWithCustomError(w.desk, "ActLapsed")
          .withArgs(id, lapsesAt);
        await time.increaseTo(lapsesAt + 1);
        expect((await w.desk.proposalOf(id)).isOpen).to.equal(false);
        await snapshot.restore();
        await time.increaseTo(lapsesAt - 1);
        expect((await w.desk.proposalOf(id)).isOpen).to.equal(true);
        await time.setNextBlockTimestamp(lapsesAt);
        await w.second[way](act);
        await leaves(w);
      }
    });

    for (const [who, stop] of Object.entries({
      "its proposer": (w: Loaded, act: Act) => w.desk.withdraw(act, DOCUMENT),
      "another registrar": (w: Loaded, act: Act) => w.second.withdraw(act, DOCUMENT),
      "a pass guardian": (w: Loaded, act: Act) => w.desk.connect(w.guardian).veto(act, DOCUMENT),
    })) {
      it(`POWER-1: stopped by ${who}, even past its delay, is never done, and it is said why`, async () => {
        const { w, act, id, readyAt } = await load_();
        await w.networkHelpers.time.increaseTo(readyAt);
        const by = { "its proposer": w.registrar, "another registrar": w.secondRegistrar };
        await expect(stop(w, act))
          .to.emit(w.desk, "ActStopped")
          .withArgs(id, w.bond, DOCUMENT, by[who as keyof typeof by] ?? w.guardian);
        for (const go of [
          () => w.second.approve(act),
          () => w.desk.carryOut(act),
          () => stop(w, act),
        ]) {
          await expect(go()).to.be.revertedWithCustomError(w.desk, "ActNotOpen").withArgs(id);
        }
        expect((await w.desk.proposalOf(id)).isOpen).to.equal(false);
        expect(await w.bond.balanceOf(w.b)).to.equal(0n);
      });
    }
  });
}

describe("veto", () => {
  it("POWER-1: given anybody but a pass guardian, is refused, a registrar and the admin too", async () => {
    const w = await load();
    const { act } = await proposed(w);
    for (const caller of [w.thief, w.registrar, w.secondRegistrar, w.admin, w.a]) {
      await expect(w.desk.connect(caller).veto(act, REASON))
        .to.be.revertedWithCustomError(w.desk, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });
});

describe("An unfreeze", () => {
  /** Ends what is frozen of A: 50 units and the wallet. */
  const unfreezes = (w: Loaded) => [
    w.act({ verb: VERB.unfreezeUnits, units: 50n, to: ZeroAddress }),
    w.act({ verb: VERB.unfreezeWallet, units: 0n, to: ZeroAddress }),
  ];
  const freeze = async (w: Loaded) => {
    await w.second.freezeUnits(w.bond, w.a, 50n, REASON, DOCUMENT);
    await w.second.freezeWallet(w.bond, w.a, REASON, DOCUMENT);
    return await w.now();
  };

  for (const [when, staged] of [
    ["before any freeze", async () => {}],
    ["for an earlier freeze that was ended otherwise", freeze],
  ] as const) {
    it(`POWER-1: proposed ${when}, ends no later one, by either way`, async () => {
      const w = await load();
      await staged(w);
      const acts = unfreezes(w);
      for (const act of acts) await w.desk.propose(act);
      if (await w.bond.isFrozen(w.a)) {
        const other = acts.map((act) => ({ ...act, number: 2n }));
        for (const act of other) {
          await w.desk.propose(act);
          await w.second.approve(act);
        }
        expect(await w.bond.isFrozen(w.a)).to.equal(false);
      }
      await w.networkHelpers.time.increase(w.platformFile.registrarActs.delay);
      const frozenAt = await freeze(w);
      for (const act of acts) {
        for (const go of [w.desk.carryOut(act), w.second.approve(act)]) {
          await expect(go)
            .to.be.revertedWithCustomError(w.desk, "ActOlderThanFreeze")
            .withArgs(await w.desk.actId(act), frozenAt);
        }
      }
      expect(await w.bond.isFrozen(w.a)).to.equal(true);
      expect(await w.bond.freeOf(w.a)).to.equal(50n);
    });
  }

  it("POWER-1: pending while a second order of freeze comes, ends neither", async () => {
    const w = await load();
    await freeze(w);
    const [, act] = unfreezes(w) as [Act, Act];
    await w.desk.propose(act);
    await expect(w.second.freezeWallet(w.bond, w.a, DOCUMENT, REASON))
      .to.emit(w.desk, "WalletStopped")
      .withArgs(w.bond, w.a, DOCUMENT, REASON, w.secondRegistrar);
    const frozenAt = await w.now();
    await expect(w.second.approve(act))
      .to.be.revertedWithCustomError(w.desk, "ActOlderThanFreeze")
      .withArgs(await w.desk.actId(act), frozenAt);
    expect(await w.bond.isFrozen(w.a)).to.equal(true);
  });

  it("of one wallet or class is not stopped by a freeze of another", async () => {
    const w = await load();
    await freeze(w);
    const [, act] = unfreezes(w) as [Act, Act];
    await w.desk.propose(act);
    await w.second.freezeWallet(w.bond, w.b, REASON, DOCUMENT);
    await w.second.freezeWallet(await w.openClass(), w.a, REASON, DOCUMENT);
    await w.second.approve(act);
    expect(await w.bond.isFrozen(w.a)).to.equal(false);
  });
});

describe("A registrar that loses its role between proposing and carrying out", () => {
  it("POWER-1: given the proposer, its act is done by nobody; the other key can withdraw it", async () => {
    const w = await load();
    const { act, id, readyAt } = await proposed(w);
    await announced(w, w.admin, w.authority, "revokeRole", [ROLE, w.registrar.address]);
    await w.networkHelpers.time.increaseTo(readyAt);
    for (const verb of ["carryOut", "approve", "withdraw"] as const) {
      await expect(call(w, verb, act))
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(w.registrar, ROLE);
    }
    for (const verb of ["approve", "carryOut"] as const) {
      await expect(w.second[verb](act))
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(w.registrar, ROLE);
    }
    await expect(w.second.withdraw(act, REASON)).to.emit(w.desk, "ActStopped");
    expect((await w.desk.proposalOf(id)).isOpen).to.equal(false);
    expect(await w.bond.balanceOf(w.b)).to.equal(0n);
  });

  it("POWER-1: given the second key, approves nothing", async () => {
    const w = await load();
    const { act } = await proposed(w);
    await announced(w, w.admin, w.authority, "revokeRole", [ROLE, w.secondRegistrar.address]);
    await expect(w.second.approve(act))
      .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
      .withArgs(w.secondRegistrar, ROLE);
    expect(await w.bond.balanceOf(w.b)).to.equal(0n);
  });
});

describe("A forced transfer is refused when it is carried out, and stays open", () => {
  /** That both ways are refused by the token, with this error. */
  async function expectRefused(
    w: Loaded,
    changes: object,
    error: string,
    ...values: readonly unknown[]
  ) {
    const { act, id, readyAt } = await proposed(w, changes);
    const token = w.bond.attach(act.token) as Loaded["bond"];
    await expect(w.second.approve(act))
      .to.be.revertedWithCustomError(token, error)
      .withArgs(...values);
    await w.networkHelpers.time.increaseTo(readyAt);
    await expect(w.desk.carryOut(act))
      .to.be.revertedWithCustomError(token, error)
      .withArgs(...values);
    expect((await w.desk.proposalOf(id)).isOpen).to.equal(true);
    await expectTotals(token, w.everyone);
    return { act };
  }

  it("HOLD-1: given held units, to one above what is not held", async () => {
    const w = await load();
    await w.asDesk.encumber(holdOrder(w.a, 30n, SALT));
    const { act } = await expectRefused(
      ...([w, { units: 71n }, "UnitsNotFree", w.a, 70n, 71n] as const),
    );
    await w.asDesk.release(w.hold, 1n);
    await w.second.approve(act);
    expect(await w.bond.balanceOf(w.b)).to.equal(71n);
    expect(await w.bond.heldOf(w.a)).to.equal(29n);
    await expectTotals(w.bond, w.everyone);
  });

  it("given units that were sold meanwhile", async () => {
    const w = await load();
    const { act } = await proposed(w, { units: 100n });
    await w.bond.connect(w.a).transfer(w.b, 1n);
    await expect(w.second.approve(act))
      .to.be.revertedWithCustomError(w.bond, "ERC20InsufficientBalance")
      .withArgs(w.a, 99n, 100n);
    await expectTotals(w.bond, w.everyone);
  });

  it("ELIG-1: given a receiver without a pass, or with one revoked", async () => {
    const w = await load();
    await expectRefused(w, { to: w.thief.address }, "PassNotWorking", w.thief, 0n);
    await revoked(w, w.b);
    await expectRefused(w, {}, "PassNotWorking", w.b, 5n);
  });

  it("ELIG-1: given a receiver whom the policy does not admit, and does once it does", async () => {
    const w = await load();
    const policy = (admitted: number) =>
      announced(w, w.registrar, w.desk, "setPolicy", [w.bond.target, admitted, [JAPAN]]);
    await policy(0b00001);
    const { act } = await expectRefused(w, {}, "MayNotGain", w.b, 0n, JAPAN);
    await policy(0b10000);
    await w.second.approve(act);
    expect(await w.bond.balanceOf(w.b)).to.equal(10n);
  });

  it("given a frozen receiver, also of a class that has ended", async () => {
    const w = await load();
    await w.desk.freezeWallet(w.bond, w.b, REASON, DOCUMENT);
    await w.asDesk.close();
    await expectRefused(w, {}, "WalletFrozen", w.b);
  });

  it("given a frozen receiver", async () => {
    const w = await load();
    await w.desk.freezeWallet(w.bond, w.b, REASON, DOCUMENT);
    await expectRefused(w, {}, "WalletFrozen", w.b);
  });

  it("given no whole lots", async () => {
    const w = await load();
    const token = await w.openClass({ lot: 10n });
    await w.desk.issue(token, w.a, 100n, ISSUE);
    await expectRefused(
      ...([w, { token: token.target, units: 15n }, "NotWholeLots", 15n, 10n] as const),
    );
  });

  it("given no room for one more investor, unless the giver leaves", async () => {
    const w = await load();
    const token = await w.openClass({ maxInvestors: 1 });
    await w.desk.issue(token, w.a, 100n, ISSUE);
    await expectRefused(w, { token: token.target }, "TooManyInvestors", 1n);
    const { act } = await proposed(w, { token: token.target, units: 100n });
    await w.second.approve(act);
    expect(await token.balanceOf(w.b)).to.equal(100n);
    await expectTotals(token, w.everyone);
  });
});

describe("An end of a freeze is refused", () => {
  for (const [named, frozen, units] of [
    ["nothing is frozen", 0n, 1n],
    ["less is frozen", 30n, 31n],
    ["far less is frozen", 30n, MaxUint256],
  ] as const) {
    it(`POWER-1: of units, given that ${named}, with how much is`, async () => {
      const w = await load();
      if (frozen !== 0n) await w.desk.freezeUnits(w.bond, w.a, frozen, REASON, DOCUMENT);
      const { act, id } = await proposed(w, { verb: VERB.unfreezeUnits, to: ZeroAddress, units });
      await expect(w.second.approve(act))
        .to.be.revertedWithCustomError(w.desk, "NotFrozen")
        .withArgs(w.a, frozen, units);
      expect((await w.desk.proposalOf(id)).isOpen).to.equal(true);
      expect(await w.bond.frozenOf(w.a)).to.equal(frozen);
    });
  }

  it("POWER-1: of a wallet, given that it is not frozen, though its units are", async () => {
    const w = await load();
    await w.desk.freezeUnits(w.bond, w.a, 30n, REASON, DOCUMENT);
    const { act } = await proposed(w, { verb: VERB.unfreezeWallet, to: ZeroAddress, units: 0n });
    await expect(w.second.approve(act))
      .to.be.revertedWithCustomError(w.desk, "NotFrozen")
      .withArgs(w.a, 0n, 0n);
  });

  it("given that all is unfrozen, leaves no mark in the holder's word", async () => {
    const w = await load();
    const before = await w.bond.wordOf(w.a);
    await w.desk.freezeUnits(w.bond, w.a, 30n, REASON, DOCUMENT);
    const { act } = await proposed(w, {
      ...{ verb: VERB.unfreezeUnits, to: ZeroAddress, units: 30n },
    });
    await w.second.approve(act);
    expect(await w.bond.wordOf(w.a)).to.equal(before);
    await expectTotals(w.bond, w.everyone);
  });
});

/** What binds the giver and not the office, each by how it comes about. The class is locked up. */
const SKIPPED: readonly (readonly [Rule, string, (w: Loaded, token: string) => unknown])[] = [
  ["GiverPass", "whose pass is revoked", (w) => revoked(w, w.a)],
  [
    ...(["GiverFrozen", "whose wallet is frozen"] as const),
    (w, token) => w.desk.freezeWallet(token, w.a, REASON, DOCUMENT),
  ],
  [
    ...(["NotFree", "whose units are frozen"] as const),
    (w, token) => w.desk.freezeUnits(token, w.a, 91n, REASON, DOCUMENT),
  ],
  ["Paused", "of a paused class", (w, token) => w.desk.connect(w.pauser).pause(token)],
  [
    ...(["Closed", "of a closed class"] as const),
    (w, token) => announced(w, w.registrar, w.desk, "close", [token, DOCUMENT]),
  ],
];

describe("A forced transfer skips what binds the giver, and says which rules", () => {
  /** That it is done, by either way, in spite of these rules and no other. */
  async function expectSkipped(w: Loaded, token: Loaded["bond"], ...rules: Rule[]) {
    const bits = ruleBits(...rules);
    const { act, id } = await proposed(w, { token: token.target });
    await expect(token.connect(w.a).transfer(w.b, 10n), "by key").to.revert(w.ethers);
    await expect(w.second.approve(act))
      .to.emit(w.desk, "ActDone")
      .withArgs(id, token, bits, w.secondRegistrar);
    const later = await proposed(w, { token: token.target, number: 2n });
    await w.networkHelpers.time.increaseTo(later.readyAt);
    await expect(w.desk.carryOut(later.act))
      .to.emit(w.desk, "ActDone")
      .withArgs(later.id, token, bits, w.registrar);
    expect(await token.balanceOf(w.b)).to.equal(20n);
    await expectTotals(token, w.everyone);
  }

  for (const [rule, what, bring] of SKIPPED) {
    it(`POWER-1: from a giver ${what}: ${rule} alone`, async () => {
      const w = await load();
      await bring(w, w.bond.target as string);
      await expectSkipped(w, w.bond, rule);
    });
  }

  it("POWER-1: from a giver whose units are frozen: unfreezes exactly the part taken, and says so first", async () => {
    const w = await load();
    await w.desk.freezeUnits(w.bond, w.a, 91n, REASON, DOCUMENT);
    const { act } = await proposed(w);
    const sent = w.second.approve(act);
    await expect(sent).to.emit(w.bond, "Frozen").withArgs(w.a, 90n);
    expect(await eventsOf(w.bond, sent)).to.deep.equal(["ForcedTransfer", "Frozen", "Transfer"]);
    expect(await w.bond.frozenOf(w.a)).to.equal(90n);
    expect(await w.bond.freeOf(w.a)).to.equal(0n);
    await expectTotals(w.bond, w.everyone);
  });

  const lockUp = parseJstDate("2028-03-31");

  it("POWER-1: from a giver of a locked-up class: LockUp alone", async () => {
    const w = await load();
    const token = await w.openClass({ lockUp });
    await w.desk.issue(token, w.a, 100n, ISSUE);
    await expectSkipped(w, token, "LockUp");
  });

  it("POWER-1: from a giver whom all of them bind: all together", async () => {
    const w = await load();
    const token = await w.openClass({ lockUp });
    await w.desk.issue(token, w.a, 100n, ISSUE);
    for (const [, , bring] of SKIPPED) await bring(w, token.target as string);
    await expectSkipped(w, token, ...SKIPPED.map(([rule]) => rule), "LockUp");
  });

  it("POWER-1: the bits are the rules' codes, which are known for good", () => {
    expect(ruleBits("NotFree", "GiverPass", "GiverFrozen", "Paused", "Closed", "LockUp")).to.equal(
      0b1_1101_0011_0000n,
    );
  });

  it("POWER-1: what it skips, it skips for the giver alone: held units still stay (HOLD-1)", async () => {
    const w = await load();
    await w.asDesk.encumber(holdOrder(w.a, 95n, SALT));
    await w.desk.freezeUnits(w.bond, w.a, 100n, REASON, DOCUMENT);
    const { act } = await proposed(w);
    await expect(w.second.approve(act))
      .to.be.revertedWithCustomError(w.bond, "UnitsNotFree")
      .withArgs(w.a, 5n, 10n);
    await expectTotals(w.bond, w.everyone);
  });
});
