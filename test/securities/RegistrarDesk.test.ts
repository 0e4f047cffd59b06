import { expect } from "chai";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { rulesWord } from "../../sdk/encode/rulesWord.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import type { RegistrarDesk } from "../../types/index.js";
import { FakeClass__factory, PolicyWords__factory } from "../../types/index.js";
import { announce, announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { expectOnlyAnnounced } from "../support/onlyAnnounced.ts";
import { expectTotals } from "../support/totals.ts";
import { JAPAN, world } from "../support/world.ts";

const ROLE = 1_000n;
const ISSUE = `0x${"11".repeat(32)}`;
const REASON = `0x${"22".repeat(32)}`;
const DOCUMENT = `0x${"33".repeat(32)}`;
const RECORD_DATE = parseJstDate("2027-09-30");

/**
 * The bond class, of which A has 100 units and B none. `slow` is a registrar whose orders wait an hour;
 * `changer` is a rule changer and no registrar of the class, `other` another issuer's registrar.
 */
const load = fixture(async () => {
  const w = await world();
  const [slow, changer, other] = [w.c, w.issuer, w.relayer];
  for (const [role, account, delay] of [
    [ROLE, slow, 3_600],
    [6n, changer, 24 * 3_600],
    [ROLE + 1n, other, 0],
  ] as const) {
    await announced(w, w.admin, w.authority, "grantRole", [role, account.address, delay]);
  }
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 100n, ISSUE);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  return { ...w, slow, changer, other, everyone };
});
type Loaded = Awaited<ReturnType<typeof load>>;

/** The registrar's verbs that work at once. */
const AT_ONCE: Record<string, (desk: RegistrarDesk, token: string, w: Loaded) => Promise<unknown>> =
  {
    issue: (desk, token, { a }) => desk.issue(token, a, 1n, ISSUE),
    issueLocked: (desk, token, { a }) => desk.issueLocked(token, a, 1n, ISSUE, 2n ** 48n - 1n),
    pledgeUnits: (desk, token, { a, b }) => desk.pledgeUnits(token, a, 1n, b, REASON, DOCUMENT),
    attachUnits: (desk, token, { a, b }) => desk.attachUnits(token, a, 1n, b, REASON, DOCUMENT),
    freezeUnits: (desk, token, { a }) => desk.freezeUnits(token, a, 1n, REASON, DOCUMENT),
    freezeWallet: (desk, token, { a }) => desk.freezeWallet(token, a, REASON, DOCUMENT),
    declareRecordDate: (desk, token) => desk.declareRecordDate(token, RECORD_DATE, DOCUMENT),
    withdrawRecordDate: (desk, token) => desk.withdrawRecordDate(token, RECORD_DATE, DOCUMENT),
    setDocument: (desk, token) => desk.setDocument(token, REASON, "https://a.jp", DOCUMENT),
    removeDocument: (desk, token) => desk.removeDocument(token, REASON),
    setContractURI: (desk, token) => desk.setContractURI(token, "https://a.jp"),
  };

/** The rule changer's verbs, which wait. */
const DELAYED: Record<string, (token: string) => unknown[]> = {
  setPolicy: (token) => [token, 0b10000, [JAPAN]],
  setRules: (token) => [token, rulesWord({ lot: 1n, blockOnly: true }), 5],
  setVenue: (token) => [token, DOCUMENT.slice(0, 42), true],
  close: (token) => [token, DOCUMENT],
};

describe("The registrar's verbs", () => {
  for (const [verb, order] of Object.entries(AT_ONCE)) {
    describe(verb, () => {
      it("POWER-1: given a caller that is no registrar of the class, refuses it", async () => {
        const w = await load();
        const token = await w.bond.getAddress();
        for (const caller of [w.thief, w.a, w.admin, w.guardian, w.changer, w.other]) {
          await expect(order(w.desk.connect(caller), token, w))
            .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
            .withArgs(caller, ROLE);
        }
      });

      it("POWER-1: given a registrar with an execution delay, refuses it, since it would not wait", async () => {
        const w = await load();
        expect([...(await w.authority.hasRole(ROLE, w.slow))]).to.deep.equal([true, 3_600n]);
        await expect(order(w.desk.connect(w.slow), await w.bond.getAddress(), w))
          .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
          .withArgs(w.slow, ROLE);
      });

      it("given a registrar that lost its role, refuses it", async () => {
        const w = await load();
        await announced(w, w.admin, w.authority, "revokeRole", [ROLE, w.registrar.address]);
        await expect(order(w.desk, await w.bond.getAddress(), w))
          .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
          .withArgs(w.registrar, ROLE);
      });

      it("given a stranger's contract that bears a class's number, refuses it, and calls nothing of it", async () => {
        const w = await load();
        for (const [number, role] of [
          [1, ROLE],
          [2, ROLE],
          [0, ROLE],
        ] as const) {
          const fake = await new FakeClass__factory(w.thief).deploy(number, role);
          await expect(order(w.desk, await fake.getAddress(), w))
            .to.be.revertedWithCustomError(w.desk, "NotAClassOfThePlatform")
            .withArgs(fake);
        }
      });

      it("given the yen token or an address without code, refuses it", async () => {
        const w = await load();
        for (const token of [w.platform.yen, w.thief.address]) {
          await expect(order(w.desk, token, w)).to.revert(w.ethers);
        }
      });
    });
  }

  describe("issue", () => {
    it("when it is sound, issues units and says who ordered it on what", async () => {
      const w = await load();
      const sent = w.desk.issue(w.bond, w.b, 25n, ISSUE);
      await expect(sent)
        .to.emit(w.desk, "UnitsIssued")
        .withArgs(w.bond, w.b, 25n, ISSUE, w.registrar);
      await expect(sent).to.emit(w.bond, "Transfer").withArgs(w.ethers.ZeroAddress, w.b, 25n);
      await expectTotals(w.bond, w.everyone);
    });

    it("when the token refuses, passes its reason on", async () => {
      const w = await load();
      await expect(w.desk.issue(w.bond, w.a, 901n, ISSUE))
        .to.be.revertedWithCustomError(w.bond, "CapExceeded")
        .withArgs(1_000n, 1_001n);
      await expect(w.desk.issue(w.bond, w.thief, 1n, ISSUE))
        .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
        .withArgs(w.thief, 0n);
    });
  });

  describe("freezeUnits", () => {
    it("when nothing is to be frozen, refuses it", async () => {
      const w = await load();
      await expect(w.desk.freezeUnits(w.bond, w.a, 0n, REASON, DOCUMENT))
        .to.be.revertedWithCustomError(w.desk, "NothingToFreeze")
        .withArgs(w.a);
    });

    it("when it is ordered twice, adds up, and says each order's own amount", async () => {
      const w = await load();
      for (const [units, total] of [
        [30n, 30n],
        [80n, 110n],
      ] as const) {
        const sent = w.desk.freezeUnits(w.bond, w.a, units, REASON, DOCUMENT);
        await expect(sent)
          .to.emit(w.desk, "UnitsFrozen")
          .withArgs(w.bond, w.a, units, REASON, DOCUMENT, w.registrar);
        await expect(sent).to.emit(w.bond, "Frozen").withArgs(w.a, total);
      }
      expect(await w.bond.freeOf(w.a)).to.equal(0n);
      await expectTotals(w.bond, w.everyone);
    });
  });

  describe("freezeWallet", () => {
    it("when it is ordered, stops the wallet and says why; again, records the second order", async () => {
      const w = await load();
      const sent = w.desk.freezeWallet(w.bond, w.a, REASON, DOCUMENT);
      await expect(sent)
        .to.emit(w.desk, "WalletStopped")
        .withArgs(w.bond, w.a, REASON, DOCUMENT, w.registrar);
      await expect(sent).to.emit(w.bond, "WalletFrozenChanged").withArgs(w.a, true);
      await expect(w.desk.freezeWallet(w.bond, w.a, DOCUMENT, REASON))
        .to.emit(w.desk, "WalletStopped")
        .withArgs(w.bond, w.a, DOCUMENT, REASON, w.registrar);
      expect(await w.bond.isFrozen(w.a)).to.equal(true);
    });
  });
});

describe("declareRecordDate and withdrawRecordDate", () => {
  it("when they are ordered, say who ordered it on what, and the class has the date, then not", async () => {
    const w = await load();
    for (const [verb, declared, event, dates] of [
      ["declareRecordDate", true, "RecordDateDeclared", [BigInt(RECORD_DATE)]],
      ["withdrawRecordDate", false, "RecordDateWithdrawn", []],
    ] as const) {
      const sent = await w.desk[verb](w.bond, RECORD_DATE, DOCUMENT);
      await expect(sent)
        .to.emit(w.desk, "RecordDateOrdered")
        .withArgs(w.bond, RECORD_DATE, declared, DOCUMENT, w.registrar);
      await expect(sent).to.emit(w.bond, event).withArgs(RECORD_DATE);
      expect([...(await w.lens.recordDatesOf(w.bond)).dates]).to.deep.equal(dates);
    }
  });

  it("when the token refuses, pass its reason on", async () => {
    const w = await load();
    const over = parseJstDate("2027-03-31");
    await expect(w.desk.declareRecordDate(w.bond, over, DOCUMENT))
      .to.be.revertedWithCustomError(w.bond, "RecordDateOver")
      .withArgs(over);
    await expect(w.desk.withdrawRecordDate(w.bond, RECORD_DATE, DOCUMENT))
      .to.be.revertedWithCustomError(w.bond, "RecordDateUnknown")
      .withArgs(RECORD_DATE);
  });
});

describe("pause and unpause", () => {
  it("POWER-1: given a caller without the role, refuses both, the registrar too", async () => {
    const w = await load();
    for (const caller of [w.thief, w.registrar, w.admin, w.guardian]) {
      for (const go of [
        () => w.desk.connect(caller).pause(w.bond),
        () => w.desk.connect(caller).unpause(w.bond),
      ]) {
        await expect(go())
          .to.be.revertedWithCustomError(w.desk, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    }
  });

  it("given a stranger's contract, refuses it", async () => {
    const w = await load();
    const fake = await new FakeClass__factory(w.thief).deploy(1, ROLE);
    await expect(w.desk.connect(w.pauser).pause(fake))
      .to.be.revertedWithCustomError(w.desk, "NotAClassOfThePlatform")
      .withArgs(fake);
    await expect(announced(w, w.unpauser, w.desk, "unpause", [fake.target]))
      .to.be.revertedWithCustomError(w.desk, "NotAClassOfThePlatform")
      .withArgs(fake);
  });

  it("given the pauser, stops the class in the same second", async () => {
    const w = await load();
    await expect(w.desk.connect(w.pauser).pause(w.bond))
      .to.emit(w.bond, "PauseChanged")
      .withArgs(true);
    await expect(w.bond.connect(w.a).transfer(w.b, 1n)).to.be.revertedWithCustomError(
      w.bond,
      "TokenPaused",
    );
  });

  it("POWER-1: given the unpauser, lets the class move again only after the published delay", async () => {
    const w = await load();
    await w.desk.connect(w.pauser).pause(w.bond);
    await expectOnlyAnnounced(w, w.unpauser, w.desk, "unpause", [w.bond.target]);
    expect(await w.bond.isPaused()).to.equal(false);
    await expect(w.bond.connect(w.a).transfer(w.b, 1n)).to.emit(w.bond, "Transfer");
    await expectTotals(w.bond, w.everyone);
  });
});

describe("The rule changer's verbs", () => {
  for (const [verb, values] of Object.entries(DELAYED)) {
    describe(verb, () => {
      it("POWER-1: given a caller that is no rule changer, refuses it, a registrar too", async () => {
        const w = await load();
        for (const caller of [w.thief, w.slow, w.other, w.admin]) {
          const data = w.desk.interface.encodeFunctionData(
            verb as "close",
            values(await w.bond.getAddress()) as never,
          );
          await expect(caller.sendTransaction({ to: w.platform.desk, data }))
            .to.be.revertedWithCustomError(w.desk, "AccessManagedUnauthorized")
            .withArgs(caller.address);
        }
      });

      it("POWER-1: given a rule changer that is no registrar of the class, refuses it after its delay", async () => {
        const w = await load();
        await expect(announced(w, w.changer, w.desk, verb, values(await w.bond.getAddress())))
          .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
          .withArgs(w.changer, ROLE);
      });

      it("POWER-1: given a registrar role that is lost while it waits, refuses it", async () => {
        const w = await load();
        const token = await w.bond.getAddress();
        const { send } = await announce(w, w.registrar, w.desk, verb, values(token));
        await announced(w, w.admin, w.authority, "revokeRole", [ROLE, w.registrar.address]);
        await expect(send())
          .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
          .withArgs(w.registrar, ROLE);
      });

      it("given a stranger's contract, refuses it", async () => {
        const w = await load();
        const fake = await new FakeClass__factory(w.thief).deploy(1, ROLE);
        await expect(announced(w, w.registrar, w.desk, verb, values(await fake.getAddress())))
          .to.be.revertedWithCustomError(w.desk, "NotAClassOfThePlatform")
          .withArgs(fake);
      });

      it("POWER-1: given the class's registrar as rule changer, does it only after the published delay", async () => {
        const w = await load();
        const orders = values(await w.bond.getAddress());
        await expectOnlyAnnounced(w, w.registrar, w.desk, verb, orders);
      });

      it("given an announcement that the admin cancelled, refuses it", async () => {
        const w = await load();
        const token = await w.bond.getAddress();
        const { id, delay, send } = await announce(w, w.registrar, w.desk, verb, values(token));
        const data = w.desk.interface.encodeFunctionData(verb as "close", values(token) as never);
        await w.authority.connect(w.admin).cancel(w.registrar, w.desk, data);
        await w.networkHelpers.time.increase(delay);
        await expect(send())
          .to.be.revertedWithCustomError(w.authority, "AccessManagerNotScheduled")
          .withArgs(id);
      });

      it("given the manager's own execute, refuses it: the desk is to see the registrar itself", async () => {
        const w = await load();
        const token = await w.bond.getAddress();
        const { delay } = await announce(w, w.registrar, w.desk, verb, values(token));
        await w.networkHelpers.time.increase(delay);
        const data = w.desk.interface.encodeFunctionData(verb as "close", values(token) as never);
        await expect(w.authority.connect(w.registrar).execute(w.desk, data))
          .to.be.revertedWithCustomError(w.authority, "CallTargetItself")
          .withArgs(w.desk);
      });
    });
  }

  describe("setPolicy", () => {
    it("when the policy is malformed, refuses it with what is wrong", async () => {
      const w = await load();
      const policies = { interface: PolicyWords__factory.createInterface() };
      const sixteen = Array.from({ length: 16 }, (_, index) => index + 1);
      for (const [admitted, residences, error, ...found] of [
        [0, [JAPAN], "NoCategoryAdmitted"],
        [0b100000, [JAPAN], "UnknownCategories", 0b100000n],
        [0xff, [], "UnknownCategories", 0xffn],
        [1, sixteen, "TooManyResidences", 16n, 15n],
        [1, [JAPAN, 0], "ResidenceOutOfRange", 0n],
        [1, [1_000], "ResidenceOutOfRange", 1_000n],
      ] as const) {
        const values = [w.bond.target, admitted, residences];
        await expect(announced(w, w.registrar, w.desk, "setPolicy", values))
          .to.be.revertedWithCustomError(policies, error)
          .withArgs(...found);
      }
    });

    it("when it is sound, packs it as the sdk does, and says who ordered it", async () => {
      const w = await load();
      const residences = [JAPAN, ...Array.from({ length: 14 }, (_, index) => 985 + index)];
      const policy = policyWord(["general", "qii"], residences);
      const sent = announced(w, w.registrar, w.desk, "setPolicy", [
        ...[w.bond.target, 0b10010, residences],
      ]);
      await expect(sent).to.emit(w.desk, "PolicySet").withArgs(w.bond, policy, w.registrar);
      await expect(sent).to.emit(w.bond, "PolicyChanged").withArgs(policy);
      expect(await w.bond.policy()).to.equal(policy);
    });
  });

  describe("close", () => {
    it("when it is done, names the document and ends the class", async () => {
      const w = await load();
      const sent = announced(w, w.registrar, w.desk, "close", [w.bond.target, DOCUMENT]);
      await expect(sent).to.emit(w.desk, "ClassEndOrdered").withArgs(w.bond, DOCUMENT, w.registrar);
      await expect(sent).to.emit(w.bond, "ClassEnded").withArgs(1n);
      await expect(w.desk.issue(w.bond, w.a, 1n, ISSUE)).to.be.revertedWithCustomError(
        w.bond,
        "ClassClosed",
      );
      await expectTotals(w.bond, w.everyone);
    });
  });
});
