import { expect } from "chai";
import { encodeBytes32String, ZeroAddress, ZeroHash } from "ethers";
import { type OfferingTerms, offeringId } from "../../../sdk/encode/offeringId.ts";
import { policyWord } from "../../../sdk/encode/policyWord.ts";
import { rulesWord } from "../../../sdk/encode/rulesWord.ts";
import { ContractWallet__factory } from "../../../types/index.js";
import { announced } from "../../support/announced.ts";
import { fixture } from "../../support/fixture.ts";
import { impersonated } from "../../support/impersonated.ts";
import { grantedSystem, suspended } from "../../support/lists.ts";
import { revoked, STATUS } from "../../support/passes.ts";
import { DAY } from "../../support/world.ts";
import {
  CAUSE,
  DOCUMENT,
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

/** Refused with this error of the offering. */
async function refused(w: Offered, sent: Promise<unknown>, error: string, ...args: unknown[]) {
  const wanted = expect(sent).to.be.revertedWithCustomError(w.offering, error);
  await (args.length === 0 ? wanted : wanted.withArgs(...args));
}

describe("Offering.open", () => {
  it("opens what the registrar lent the issue power for, under the hash of its terms", async () => {
    const w = await load();
    const { terms, id } = await w.lent();
    expect(await w.offering.idOf(terms)).to.equal(id);
    expect(await w.asRegistrar.open.staticCall(terms)).to.equal(id);
    await expect(w.asRegistrar.open(terms))
      .to.emit(w.offering, "OfferingOpened")
      .withArgs(id, w.bond, Object.values(terms), w.registrar);
    expect(await w.phaseOf(id)).to.equal(PHASE.open);
    expect(await w.desk.loanOf(w.bond, w.offering)).to.equal(id);
  });

  describe("is refused", () => {
    it("to anybody but a registrar of the class, and for what is no class of the platform", async () => {
      const w = await load();
      const { terms } = await w.lent();
      for (const caller of [w.thief, w.admin, w.issuer, w.a]) {
        await expect(w.offering.connect(caller).open(terms))
          .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
          .withArgs(caller, await w.bond.registrarRole());
      }
      await expect(w.asRegistrar.open({ ...terms, token: w.platform.yen }))
        .to.be.revertedWithCustomError(w.desk, "NotAClassOfThePlatform")
        .withArgs(w.yen);
    });

    it("given no loan, or one on other terms (POWER-1)", async () => {
      const w = await load();
      const terms = await w.terms();
      const id = offeringId(terms);
      await refused(w, w.asRegistrar.open(terms), "OfferingWithoutLoan", id, ZeroHash);
      const { id: lent } = await w.lent();
      await refused(w, w.asRegistrar.open(terms), "OfferingWithoutLoan", id, lent);
    });

    it("given terms that were opened before, whatever became of them", async () => {
      const w = await load();
      const { terms, id } = await w.opened();
      await refused(w, w.asRegistrar.open(terms), "OfferingKnown", id);
      await w.asRegistrar.cancel(terms, REASON);
      await w.desk.lendIssue(w.bond, w.offering, id);
      await refused(w, w.asRegistrar.open(terms), "OfferingKnown", id);
    });

    it("given terms that do not fit together", async () => {
      const w = await load();
      const good = await w.terms();
      const { opens, closes } = good;
      const wrong: Partial<OfferingTerms>[] = [
        ...[{ lot: 0n }, { most: 0n }, { price: 0n }, { least: 101n }, { lot: 3n }],
        ...[{ opens: closes + 1 }, { issueBy: closes }, { proceedsTo: ZeroAddress }],
        ...[{ issueBy: opens + 366 * DAY + 1 }, { opens: 0, closes: 1, issueBy: 2 }],
        { price: 2n ** 63n, most: 2n },
        { lot: 10n, mostPerInvestor: 9n },
        { list: DOCUMENT },
        { mostAsked: 49 },
      ];
      for (const changes of wrong) {
        const terms = { ...good, ...changes };
        await refused(w, w.asRegistrar.open(terms), "OfferingMalformed", offeringId(terms));
      }
    });

    it("given more for one investor than the class lets him have: he would only take others' lots away", async () => {
      const w = await load();
      const token = (await w.openClass({ rules: rulesWord({ maxUnits: 50n }) })).target as string;
      for (const mostPerInvestor of [0n, 51n]) {
        const terms = await w.terms({ token, mostPerInvestor });
        await refused(w, w.asRegistrar.open(terms), "OfferingMalformed", offeringId(terms));
      }
      const { terms } = await w.opened({ token, mostPerInvestor: 50n });
      expect((await w.offering.accountOf(offeringId(terms))).phase).to.equal(1n);
    });

    it("given a lot that is no multiple of the class's", async () => {
      const w = await load();
      const token = await w.openClass({ lot: 10n });
      const terms = await w.terms({ token: token.target as string, lot: 15n, most: 150n });
      await refused(w, w.asRegistrar.open(terms), "OfferingMalformed", offeringId(terms));
    });

    it("given more units than the class may still have, and a payee who could receive no yen", async () => {
      const w = await load();
      await w.desk.issue(w.bond, w.a, 950n, DOCUMENT);
      const { terms, id } = await w.lent();
      await refused(w, w.asRegistrar.open(terms), "OfferingAboveCap", id, 50n, 100n);
      await w.desk.recall(w.bond, w.offering);
      const unpayable = await w.lent({ most: 50n, proceedsTo: w.thief.address });
      await refused(w, w.asRegistrar.open(unpayable.terms), "ProceedsRefused", w.thief);
    });
  });
});

describe("Offering.subscribe", () => {
  it("holds the investor's yen for all units until the last second to issue (HOLD-1, DVP-2)", async () => {
    const w = await load();
    const { terms, id } = await w.opened();
    expect(await w.offering.connect(w.a).subscribe.staticCall(terms, 7n)).to.equal(0n);
    const sent = w.offering.connect(w.a).subscribe(terms, 7n);
    await expect(sent).to.emit(w.offering, "UnitsSubscribed");
    const hold = await w.offering.holdIdOf(id, 0);
    await expect(sent)
      .to.emit(w.offering, "UnitsSubscribed")
      .withArgs(id, 0n, w.a, 7n, 7n * PRICE, hold)
      .and.to.emit(w.yen, "HoldPlaced")
      .withArgs(hold, w.a, 7n * PRICE, 1n, w.offering, ZeroAddress, terms.issueBy);
    expect(await w.entryOf(id, 0)).to.deep.equal({
      ...{ holder: w.a.address, state: STATE.subscribed, units: 7n, allotted: 0n },
    });
    await w.expectMoney([[w.a, 0n, YEN, 7n * PRICE]]);
  });

  it("makes an entry of each subscription, of one investor too", async () => {
    const w = await load();
    const { terms, id } = await w.opened();
    await w.subscribed(terms, [w.a, 7n], [w.b, 80n], [w.a, 40n]);
    const { entryCount, subscribed } = await w.offering.accountOf(id);
    expect([entryCount, subscribed]).to.deep.equal([3n, 127n]);
    await w.expectMoney([
      [w.a, 0n, YEN, 47n * PRICE],
      [w.b, 0n, YEN, 80n * PRICE],
    ]);
  });

  it("is open from the first second to the last", async () => {
    const w = await load();
    const opens = (await w.now()) + DAY;
    const { terms, id } = await w.opened({ opens });
    const { time } = w.networkHelpers;
    const subscribe = () => w.offering.connect(w.a).subscribe(terms, 1n);
    const args = [id, opens, terms.closes] as const;
    await time.setNextBlockTimestamp(opens - 1);
    await refused(w, subscribe(), "OfferingNotInTime", ...args);
    await time.setNextBlockTimestamp(opens);
    await subscribe();
    await time.setNextBlockTimestamp(terms.closes);
    await subscribe();
    await time.setNextBlockTimestamp(terms.closes + 1);
    await refused(w, subscribe(), "OfferingNotInTime", ...args);
  });

  it("takes no more than is left where who comes first is served first", async () => {
    const w = await load();
    const { terms, id } = await w.opened({ method: METHOD.firstCome });
    await w.subscribed(terms, [w.a, 60n]);
    const asB = w.offering.connect(w.b);
    await refused(w, asB.subscribe(terms, 41n), "OfferingFull", id, 40n, 41n);
    await w.subscribed(terms, [w.b, 40n]);
    await refused(w, asB.subscribe(terms, 1n), "OfferingFull", id, 0n, 1n);
    await w.offering.connect(w.a).withdraw(terms, 0);
    await w.subscribed(terms, [w.c, 60n]);
  });

  it("counts an investor's wallets together where one investor's units are limited (名寄せ)", async () => {
    const w = await load();
    const { terms, id } = await w.opened({ mostPerInvestor: 10n });
    await w.subscribed(terms, [w.a, 6n], [w.other, 4n], [w.b, 10n]);
    for (const [wallet, units] of [
      [w.a, 1n],
      [w.other, 1n],
      [w.b, 2n],
    ] as const) {
      const sent = w.offering.connect(wallet).subscribe(terms, units);
      await refused(w, sent, "SubscribedTooMuch", wallet, 10n, 10n + units);
    }
    expect(await w.offering.subscribedBy(id, w.a)).to.equal(10n);
    await w.offering.connect(w.other).withdraw(terms, 1);
    expect(await w.offering.subscribedBy(id, w.other)).to.equal(6n);
    await w.subscribed(terms, [w.a, 4n]);
  });

  it("counts a contract with a system pass by itself, since no investor stands behind it", async () => {
    const w = await load();
    const wallets = await Promise.all(
      [w.a, w.b].map(async (key) => {
        const contract = await new ContractWallet__factory(w.deployer).deploy(key);
        return await impersonated(w, await contract.getAddress());
      }),
    );
    for (const wallet of wallets) await grantedSystem(w, wallet);
    const { terms, id } = await w.opened({ mostPerInvestor: 10n });
    for (const wallet of wallets) {
      await w.yen.connect(w.c).transfer(wallet, 10n * PRICE);
      await w.yen.connect(wallet).approve(w.offering, 10n * PRICE);
      await w.subscribed(terms, [wallet, 10n]);
      expect(await w.offering.subscribedBy(id, wallet)).to.equal(10n);
    }
    await w.closed(terms);
    await w.asStranger.issue(terms, 2n);
    for (const wallet of wallets) expect(await w.bond.balanceOf(wallet)).to.equal(10n);
  });

  describe("is refused", () => {
    it("given no whole lots, or none", async () => {
      const w = await load();
      const { terms } = await w.opened({ lot: 10n });
      for (const units of [0n, 5n, 11n]) {
        await expect(w.offering.connect(w.a).subscribe(terms, units))
          .to.be.revertedWithCustomError(w.bond, "NotWholeLots")
          .withArgs(units, 10n);
      }
    });

    it("to who could receive no units: no pass, a suspended one, not admitted, stopped (ELIG-1)", async () => {
      const w = await load();
      const token = await w.openClass({ policy: policyWord(["qii"], []) });
      const { terms } = await w.opened();
      await suspended(w, w.a);
      await w.desk.freezeWallet(w.bond, w.b, REASON, DOCUMENT);
      for (const caller of [w.thief, w.a, w.b]) {
        const sent = w.offering.connect(caller).subscribe(terms, 1n);
        await refused(w, sent, "SubscriberNotAdmitted", caller);
      }
      const forOthers = await w.opened({ token: token.target as string });
      const sent = w.offering.connect(w.c).subscribe(forOthers.terms, 1n);
      await refused(w, sent, "SubscriberNotAdmitted", w.c);
    });

    it("given no allowance, too little yen, or an amount that no account could have", async () => {
      const w = await load();
      const { terms } = await w.opened();
      await w.yen.connect(w.a).approve(w.offering, PRICE - 1n);
      await expect(w.offering.connect(w.a).subscribe(terms, 1n))
        .to.be.revertedWithCustomError(w.yen, "ERC20InsufficientAllowance")
        .withArgs(w.offering, PRICE - 1n, PRICE);
      await expect(w.offering.connect(w.b).subscribe(terms, 10_001n))
        .to.be.revertedWithCustomError(w.yen, "ERC20InsufficientBalance")
        .withArgs(w.b, YEN, 10_001n * PRICE);
      const most = 2n ** 64n - 1n;
      await expect(w.offering.connect(w.b).subscribe(terms, most))
        .to.be.revertedWithCustomError(w.yen, "ERC20InsufficientBalance")
        .withArgs(w.b, YEN, most * PRICE);
      await w.expectMoney([[w.b, 0n, YEN, 0n]]);
    });

    it("for terms that nobody opened, changed by as little as a yen, failed, or whose loan was called back", async () => {
      const w = await load();
      const { terms, id } = await w.opened();
      const asA = w.offering.connect(w.a);
      const cheaper = { ...terms, price: PRICE - 1n };
      const unknown = offeringId(cheaper);
      await refused(w, asA.subscribe(cheaper, 1n), "OfferingInPhase", unknown, PHASE.none);
      await w.desk.recall(w.bond, w.offering);
      await refused(w, asA.subscribe(terms, 1n), "OfferingWithoutLoan", id, ZeroHash);
      await w.asRegistrar.cancel(terms, REASON);
      await refused(w, asA.subscribe(terms, 1n), "OfferingInPhase", id, PHASE.failed);
    });
  });
});

describe("Offering.withdraw", () => {
  it("frees the subscriber's yen until the close, and no later", async () => {
    const w = await load();
    const { terms, id } = await w.opened();
    await w.subscribed(terms, [w.a, 7n], [w.b, 5n], [w.a, 3n]);
    const { time } = w.networkHelpers;
    await time.setNextBlockTimestamp(terms.closes);
    await expect(w.offering.connect(w.a).withdraw(terms, 0))
      .to.emit(w.offering, "SubscriptionWithdrawn")
      .withArgs(id, 0n, w.a, w.a)
      .and.to.emit(w.yen, "HoldReleased")
      .withArgs(await w.offering.holdIdOf(id, 0), w.a, 7n * PRICE);
    expect((await w.offering.accountOf(id)).subscribed).to.equal(8n);
    await time.setNextBlockTimestamp(terms.closes + 1);
    await refused(
      ...[w, w.offering.connect(w.a).withdraw(terms, 2), "OfferingNotInTime", id],
      ...[terms.opens, terms.closes],
    );
    await w.expectMoney([
      [w.a, 0n, YEN, 3n * PRICE],
      [w.b, 0n, YEN, 5n * PRICE],
    ]);
  });

  it("is refused to anybody else, given an entry that is not there, and a second time", async () => {
    const w = await load();
    const { terms, id } = await w.opened();
    await w.subscribed(terms, [w.a, 7n]);
    for (const caller of [w.thief, w.b, w.other, w.registrar, w.issuer]) {
      const sent = w.offering.connect(caller).withdraw(terms, 0);
      await refused(w, sent, "NotTheSubscriber", caller, w.a);
    }
    const asA = w.offering.connect(w.a);
    await refused(w, asA.withdraw(terms, 1), "EntryInState", id, 1n, STATE.none);
    await asA.withdraw(terms, 0);
    await refused(w, asA.withdraw(terms, 0), "EntryInState", id, 0n, STATE.withdrawn);
  });
});

describe("Offering.issue", () => {
  it("issues each entry against its payment, and returns the loan with the last (DVP-1, DVP-2)", async () => {
    const w = await load();
    const { terms, id } = await w.opened({ method: METHOD.firstCome });
    await w.subscribed(terms, [w.a, 60n], [w.b, 30n]);
    await w.closed(terms);
    await expect(w.asStranger.issue(terms, 10n))
      .to.emit(w.offering, "EntryIssued")
      .withArgs(id, 0n, w.a, 60n, 60n * PRICE)
      .and.to.emit(w.offering, "EntryIssued")
      .withArgs(id, 1n, w.b, 30n, 30n * PRICE)
      .and.to.emit(w.bond, "Transfer")
      .withArgs(ZeroAddress, w.b, 30n)
      .and.to.emit(w.offering, "OfferingEnded")
      .withArgs(id, PHASE.issued, 90n, 90n * PRICE, 0n)
      .and.to.emit(w.desk, "PowerReturned")
      .withArgs(w.bond, w.offering, w.offering);
    expect(await w.desk.loanOf(w.bond, w.offering)).to.equal(ZeroHash);
    await w.expectMoney([
      [w.a, 60n, YEN - 60n * PRICE, 0n],
      [w.b, 30n, YEN - 30n * PRICE, 0n],
      [w.issuer, 0n, 90n * PRICE, 0n],
    ]);
    await refused(w, w.asStranger.issue(terms, 1n), "OfferingInPhase", id, PHASE.issued);
    await refused(w, w.asStranger.refund(terms, 1n), "OfferingInPhase", id, PHASE.issued);
  });

  it("allots all lots in proportion where more is subscribed, and frees the rest of the yen", async () => {
    const w = await load();
    const { terms, id } = await w.opened();
    await w.subscribed(terms, [w.a, 50n], [w.b, 1n], [w.c, 99n], [w.d, 51n]);
    await w.offering.connect(w.b).withdraw(terms, 1);
    // Of 200 lots, 100 are offered: half of the running sums 50, 149 and 200, rounded down.
    expect(await w.offering.allotmentsOf(terms)).to.deep.equal([25n, 0n, 49n, 26n]);
    await w.closed(terms);
    await expect(w.asStranger.issue(terms, 10n))
      .to.emit(w.offering, "EntryIssued")
      .withArgs(id, 2n, w.c, 49n, 49n * PRICE)
      .and.to.emit(w.offering, "OfferingEnded")
      .withArgs(id, PHASE.issued, 100n, 100n * PRICE, 0n);
    await w.expectMoney([
      [w.a, 25n, YEN - 25n * PRICE, 0n],
      [w.b, 0n, YEN, 0n],
      [w.c, 49n, YEN - 49n * PRICE, 0n],
      [w.d, 26n, YEN - 26n * PRICE, 0n],
      [w.issuer, 0n, 100n * PRICE, 0n],
    ]);
  });

  it("refunds an entry whose share rounds down to no lot", async () => {
    const w = await load();
    const { terms, id } = await w.opened({ most: 10n, lot: 10n });
    await w.subscribed(terms, [w.a, 10n], [w.b, 20n]);
    await w.closed(terms);
    await expect(w.asStranger.issue(terms, 10n))
      .to.emit(w.offering, "EntryRefunded")
      .withArgs(id, 0n, w.a, 10n * PRICE);
    expect((await w.entryOf(id, 0)).state).to.equal(STATE.refunded);
    await w.expectMoney([
      [w.a, 0n, YEN, 0n],
      [w.b, 10n, YEN - 10n * PRICE, 0n],
    ]);
  });

  it("stops half way and goes on, by whoever calls (COMPLETE-1)", async () => {
    const w = await load();
    const { terms, id } = await w.opened();
    await w.subscribed(terms, [w.a, 100n], [w.b, 100n], [w.c, 33n], [w.d, 67n], [w.other, 100n]);
    const expected = await w.offering.allotmentsOf(terms);
    await w.closed(terms);
    await w.asStranger.issue(terms, 0n);
    expect(await w.phaseOf(id)).to.equal(PHASE.open);
    for (const [most, next] of [
      [2n, 2n],
      [1n, 3n],
      [1n, 4n],
    ] as const) {
      await w.asStranger.issue(terms, most);
      const account = await w.offering.accountOf(id);
      expect([account.phase, account.next]).to.deep.equal([PHASE.issuing, next]);
      expect(await w.offering.allotmentsOf(terms), "foreseen").to.deep.equal(expected);
    }
    await w.asStranger.issue(terms, 100n);
    const wallets = [w.a, w.b, w.c, w.d, w.other];
    expect(await Promise.all(wallets.map((each) => w.bond.balanceOf(each)))).to.deep.equal([
      ...expected,
    ]);
    expect(await w.bond.totalSupply()).to.equal(100n);
    await w.expectMoney([[w.issuer, 0n, 100n * PRICE, 0n]]);
  });

  it("ends at once what nobody subscribed, given no least", async () => {
    const w = await load();
    const { terms, id } = await w.opened();
    await w.closed(terms);
    await expect(w.asStranger.issue(terms, 0n))
      .to.emit(w.offering, "OfferingEnded")
      .withArgs(id, PHASE.issued, 0n, 0n, 0n);
  });

  describe("refunds by itself an entry that a token refuses", () => {
    for (const [why, stop, reasonOf] of [
      [
        "its pass was revoked",
        async (w) => await revoked(w, w.b),
        (w) => w.yen.interface.encodeErrorResult("PassNotWorking", [w.b.address, STATUS.revoked]),
      ],
      [
        "its yen are frozen",
        async (w) => await w.yen.connect(w.yenOperator).freezeWallet(w.b, REASON, DOCUMENT),
        (w) => w.yen.interface.encodeErrorResult("WalletFrozen", [w.b.address]),
      ],
      [
        "its wallet is stopped in the class",
        async (w) => await w.desk.freezeWallet(w.bond, w.b, REASON, DOCUMENT),
        (w) => w.bond.interface.encodeErrorResult("WalletFrozen", [w.b.address]),
      ],
    ] as [string, (w: Offered) => Promise<unknown>, (w: Offered) => string][]) {
      it(`because ${why}: neither yen nor units of it move, all others' do (DVP-1)`, async () => {
        const w = await load();
        const { terms, id } = await w.opened();
        await w.subscribed(terms, [w.a, 20n], [w.b, 30n], [w.c, 40n]);
        await w.closed(terms);
        await stop(w);
        await expect(w.asStranger.issue(terms, 10n))
          .to.emit(w.offering, "EntryRefused")
          .withArgs(id, 1n, w.b, 30n, reasonOf(w))
          .and.to.emit(w.yen, "HoldReleased")
          .withArgs(await w.offering.holdIdOf(id, 1), w.b, 30n * PRICE)
          .and.to.emit(w.offering, "OfferingEnded")
          .withArgs(id, PHASE.issued, 60n, 60n * PRICE, 1n);
        expect((await w.entryOf(id, 1)).state).to.equal(STATE.refused);
        await w.expectMoney([
          [w.a, 20n, YEN - 20n * PRICE, 0n],
          [w.b, 0n, YEN, 0n],
          [w.c, 40n, YEN - 40n * PRICE, 0n],
          [w.issuer, 0n, 60n * PRICE, 0n],
        ]);
      });
    }

    it("because the class has all investors that it may have", async () => {
      const w = await load();
      const token = await w.openClass({ maxInvestors: 2 });
      const { terms, id } = await w.opened({ token: token.target as string });
      await w.subscribed(terms, [w.a, 1n], [w.other, 1n], [w.b, 1n], [w.c, 1n], [w.b, 1n]);
      await w.closed(terms);
      const reason = w.bond.interface.encodeErrorResult("TooManyInvestors", [2]);
      await expect(w.asStranger.issue(terms, 10n))
        .to.emit(w.offering, "EntryRefused")
        .withArgs(id, 3n, w.c, 1n, reason);
      await w.expectMoney(
        [
          [w.b, 2n, YEN - 2n * PRICE, 0n],
          [w.c, 0n, YEN, 0n],
        ],
        token,
      );
    });
  });

  describe("is refused", () => {
    it("until the close is over, and once the last second to issue is", async () => {
      const w = await load();
      const { terms, id } = await w.opened();
      await w.subscribed(terms, [w.a, 1n]);
      const { time, takeSnapshot } = w.networkHelpers;
      await time.setNextBlockTimestamp(terms.closes);
      await refused(w, w.asStranger.issue(terms, 1n), "OfferingStillOpen", id, terms.closes);
      await time.setNextBlockTimestamp(terms.issueBy);
      const { restore } = await takeSnapshot();
      await w.asStranger.issue(terms, 1n);
      await restore();
      await time.setNextBlockTimestamp(terms.issueBy + 1);
      await refused(w, w.asStranger.issue(terms, 1n), "OfferingOver", id, terms.issueBy);
    });

    it("given fewer units than the least", async () => {
      const w = await load();
      const { terms, id } = await w.opened({ least: 10n });
      await w.subscribed(terms, [w.a, 9n]);
      await w.closed(terms);
      await refused(w, w.asStranger.issue(terms, 1n), "OfferingTooSmall", id, 9n, 10n);
    });

    it("while class, yen or payee are stopped: nobody is refunded for what ends again", async () => {
      const w = await load();
      const { terms } = await w.opened();
      await w.subscribed(terms, [w.a, 1n]);
      await w.closed(terms);
      const { takeSnapshot } = w.networkHelpers;
      const { restore } = await takeSnapshot();
      const paused = async () =>
        await expect(w.asStranger.issue(terms, 1n)).to.be.revertedWithCustomError(
          ...[w.bond, "TokenPaused"],
        );
      await w.desk.connect(w.pauser).pause(w.bond);
      await paused();
      await restore();
      await w.yen.connect(w.pauser).pause();
      await paused();
      await restore();
      await suspended(w, w.issuer);
      await refused(w, w.asStranger.issue(terms, 1n), "ProceedsRefused", w.issuer);
    });

    it("under terms of the class that changed since, which fails the offering at once", async () => {
      const w = await load();
      const { terms, id } = await w.opened();
      await w.subscribed(terms, [w.a, 5n]);
      await announced(w, w.registrar, w.desk, "close", [w.bond.target, DOCUMENT]);
      const asB = w.offering.connect(w.b);
      await refused(w, asB.subscribe(terms, 1n), "OfferingTermsChanged", id, 1, 0);
      await w.closed(terms);
      await refused(w, w.asStranger.issue(terms, 1n), "OfferingTermsChanged", id, 1, 0);
      await expect(w.asStranger.refund(terms, 1n))
        .to.emit(w.offering, "OfferingFailed")
        .withArgs(id, CAUSE.termsChanged, ZeroHash, w.thief);
      await w.expectMoney([[w.a, 0n, YEN, 0n]]);
    });
  });
});

describe("Offering.allot and seal", () => {
  it("issue what the registrar said, in batches, each entry's last word", async () => {
    const w = await load();
    const { terms, id } = await w.opened({ method: METHOD.byFile });
    await w.subscribed(terms, [w.a, 80n], [w.b, 80n], [w.c, 80n]);
    await w.closed(terms);
    await expect(w.asRegistrar.allot(terms, [{ entry: 0, units: 80n }]))
      .to.emit(w.offering, "UnitsAllotted")
      .withArgs(id, 0n, 80n, w.registrar);
    await w.asRegistrar.allot(terms, [
      { entry: 0, units: 10n },
      { entry: 2, units: 55n },
    ]);
    await refused(w, w.asStranger.issue(terms, 1n), "OfferingInPhase", id, PHASE.open);
    await expect(w.asRegistrar.seal(terms))
      .to.emit(w.offering, "AllotmentSealed")
      .withArgs(id, 65n, w.registrar);
    const late = w.asRegistrar.allot(terms, [{ entry: 1, units: 1n }]);
    await refused(w, late, "OfferingInPhase", id, PHASE.sealed);
    expect(await w.offering.allotmentsOf(terms)).to.deep.equal([10n, 0n, 55n]);
    await expect(w.asStranger.issue(terms, 10n))
      .to.emit(w.offering, "EntryRefunded")
      .withArgs(id, 1n, w.b, 80n * PRICE);
    await w.expectMoney([
      [w.a, 10n, YEN - 10n * PRICE, 0n],
      [w.b, 0n, YEN, 0n],
      [w.c, 55n, YEN - 55n * PRICE, 0n],
      [w.issuer, 0n, 65n * PRICE, 0n],
    ]);
  });

  it("fail what is not sealed in time", async () => {
    const w = await load();
    const { terms, id } = await w.opened({ method: METHOD.byFile });
    await w.subscribed(terms, [w.a, 80n]);
    await w.networkHelpers.time.increaseTo(terms.issueBy + 1);
    await refused(w, w.asRegistrar.seal(terms), "OfferingOver", id, terms.issueBy);
    await expect(w.asStranger.refund(terms, 10n))
      .to.emit(w.offering, "OfferingFailed")
      .withArgs(id, CAUSE.tooLate, ZeroHash, w.thief);
    await w.expectMoney([[w.a, 0n, YEN, 0n]]);
  });

  describe("are refused", () => {
    it("to anybody but a registrar, before the close, and where units are allotted otherwise", async () => {
      const w = await load();
      const { terms, id } = await w.opened({ method: METHOD.byFile });
      await w.subscribed(terms, [w.a, 80n]);
      const list = [{ entry: 0, units: 1n }];
      for (const sent of [w.asStranger.allot(terms, list), w.asStranger.seal(terms)]) {
        await expect(sent).to.be.revertedWithCustomError(w.desk, "NotTheRegistrar");
      }
      await refused(w, w.asRegistrar.allot(terms, list), "OfferingStillOpen", id, terms.closes);
      await refused(w, w.asRegistrar.seal(terms), "OfferingStillOpen", id, terms.closes);
      await w.desk.recall(w.bond, w.offering);
      const byShare = await w.opened();
      const wrong = [byShare.id, METHOD.proRata] as const;
      await refused(w, w.asRegistrar.allot(byShare.terms, list), "AllottedOtherwise", ...wrong);
      await refused(w, w.asRegistrar.seal(byShare.terms), "AllottedOtherwise", ...wrong);
      const unknown = { ...terms, number: 99n };
      const args = [offeringId(unknown), PHASE.none] as const;
      await refused(w, w.asRegistrar.seal(unknown), "OfferingInPhase", ...args);
    });

    it("given more than was subscribed or offered, no whole lots, a withdrawn entry, less than the least", async () => {
      const w = await load();
      const { terms, id } = await w.opened({ method: METHOD.byFile, lot: 10n, least: 50n });
      await w.subscribed(terms, [w.a, 80n], [w.b, 80n], [w.c, 10n]);
      await w.offering.connect(w.c).withdraw(terms, 2);
      await w.closed(terms);
      const allot = (...list: [number, bigint][]) =>
        w.asRegistrar.allot(
          terms,
          list.map(([entry, units]) => ({ entry, units })),
        );
      await refused(w, allot([0, 90n]), "AllottedTooMuch", id, 80n, 90n);
      await refused(w, allot([0, 80n], [1, 30n]), "AllottedTooMuch", id, 100n, 110n);
      await refused(w, allot([2, 10n]), "EntryInState", id, 2n, STATE.withdrawn);
      await refused(w, allot([3, 10n]), "EntryInState", id, 3n, STATE.none);
      await expect(allot([0, 5n]))
        .to.be.revertedWithCustomError(w.bond, "NotWholeLots")
        .withArgs(5n, 10n);
      await allot([0, 40n]);
      await refused(w, w.asRegistrar.seal(terms), "OfferingTooSmall", id, 40n, 50n);
      await allot([1, 60n]);
      await w.asRegistrar.seal(terms);
    });
  });
});

describe("Offering.refund", () => {
  it("frees every hold of an offering that is too small, resumably (EXIT-1)", async () => {
    const w = await load();
    const { terms, id } = await w.opened({ least: 51n });
    await w.subscribed(terms, [w.a, 10n], [w.b, 20n], [w.c, 20n], [w.d, 5n]);
    await w.offering.connect(w.d).withdraw(terms, 3);
    await refused(w, w.asStranger.refund(terms, 9n), "OfferingNotFailed", id);
    await w.closed(terms);
    await revoked(w, w.b);
    await expect(w.asStranger.refund(terms, 1n))
      .to.emit(w.offering, "OfferingFailed")
      .withArgs(id, CAUSE.tooSmall, ZeroHash, w.thief)
      .and.to.emit(w.offering, "EntryRefunded")
      .withArgs(id, 0n, w.a, 10n * PRICE)
      .and.to.emit(w.desk, "PowerReturned")
      .withArgs(w.bond, w.offering, w.offering);
    await w.expectMoney([
      [w.a, 0n, YEN, 0n],
      [w.b, 0n, YEN, 20n * PRICE],
    ]);
    await expect(w.asStranger.refund(terms, 9n))
      .to.emit(w.offering, "EntryRefunded")
      .withArgs(id, 1n, w.b, 20n * PRICE)
      .and.to.emit(w.offering, "OfferingEnded")
      .withArgs(id, PHASE.refunded, 0n, 0n, 0n);
    await w.expectMoney(w.investors.map((each) => [each, 0n, YEN, 0n]));
    expect((await w.entryOf(id, 3)).state).to.equal(STATE.withdrawn);
    await refused(w, w.asStranger.refund(terms, 9n), "OfferingInPhase", id, PHASE.refunded);
  });

  it("frees what a subscriber takes by himself first, from an offering that failed", async () => {
    const w = await load();
    const { terms, id } = await w.opened();
    await w.subscribed(terms, [w.a, 10n], [w.b, 20n]);
    await w.closed(terms);
    await w.asRegistrar.cancel(terms, REASON);
    await w.offering.connect(w.b).withdraw(terms, 1);
    await w.asStranger.refund(terms, 9n);
    expect((await w.entryOf(id, 1)).state).to.equal(STATE.withdrawn);
    await w.expectMoney(w.investors.map((each) => [each, 0n, YEN, 0n]));
  });

  it("frees what is left when the last second to issue passes half way (EXIT-1)", async () => {
    const w = await load();
    const { terms, id } = await w.opened();
    await w.subscribed(terms, [w.a, 10n], [w.b, 20n], [w.c, 30n]);
    await w.closed(terms);
    await w.asStranger.issue(terms, 1n);
    await refused(w, w.asStranger.refund(terms, 1n), "OfferingNotFailed", id);
    await w.networkHelpers.time.increaseTo(terms.issueBy + 1);
    // Past it the token itself frees a hold, by anybody's call.
    await w.yen.connect(w.thief).releaseHold(await w.offering.holdIdOf(id, 1), 20n * PRICE);
    await expect(w.asStranger.refund(terms, 9n))
      .to.emit(w.offering, "EntryRefunded")
      .withArgs(id, 1n, w.b, 0n)
      .and.to.emit(w.offering, "EntryRefunded")
      .withArgs(id, 2n, w.c, 30n * PRICE)
      .and.to.emit(w.offering, "OfferingEnded")
      .withArgs(id, PHASE.refunded, 10n, 10n * PRICE, 0n);
    await w.expectMoney([
      [w.a, 10n, YEN - 10n * PRICE, 0n],
      [w.b, 0n, YEN, 0n],
      [w.c, 0n, YEN, 0n],
      [w.issuer, 0n, 10n * PRICE, 0n],
    ]);
    expect(await w.desk.loanOf(w.bond, w.offering)).to.equal(ZeroHash);
  });
});

describe("Offering.cancel", () => {
  it("fails an offering of which nothing is issued yet, and returns the loan", async () => {
    const w = await load();
    const { terms, id } = await w.opened();
    await w.subscribed(terms, [w.a, 10n]);
    await expect(w.asRegistrar.cancel(terms, REASON))
      .to.emit(w.offering, "OfferingFailed")
      .withArgs(id, CAUSE.cancelled, REASON, w.registrar)
      .and.to.emit(w.desk, "PowerReturned")
      .withArgs(w.bond, w.offering, w.offering);
    await w.asStranger.refund(terms, 1n);
    await w.expectMoney([[w.a, 0n, YEN, 0n]]);
  });

  it("is refused to anybody else, and once an entry is issued", async () => {
    const w = await load();
    const { terms, id } = await w.opened();
    await w.subscribed(terms, [w.a, 10n], [w.b, 10n]);
    for (const caller of [w.thief, w.a, w.issuer]) {
      await expect(w.offering.connect(caller).cancel(terms, REASON)).to.be.revertedWithCustomError(
        w.desk,
        "NotTheRegistrar",
      );
    }
    await w.closed(terms);
    await w.asStranger.issue(terms, 1n);
    await refused(w, w.asRegistrar.cancel(terms, REASON), "OfferingInPhase", id, PHASE.issuing);
    const unknown = { ...terms, document: encodeBytes32String("other") };
    const args = [offeringId(unknown), PHASE.none] as const;
    await refused(w, w.asRegistrar.cancel(unknown, REASON), "OfferingInPhase", ...args);
  });
});
