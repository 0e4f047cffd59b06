import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import { FakeClass__factory } from "../../../types/index.js";
import { announced } from "../../support/announced.ts";
import { fixture } from "../../support/fixture.ts";
import { impersonated } from "../../support/impersonated.ts";
import { linked, recovered, suspended } from "../../support/lists.ts";
import { DAY } from "../../support/world.ts";
import { ISSUE, KIND, ONE_YEN, PHASE, POWER } from "./support/life.ts";
import { expectPurse, paying } from "./support/paying.ts";

const load = fixture(paying);

describe("Announcing a distribution", () => {
  it("tells its terms and who announced it, and promises nothing", async () => {
    const w = await load();
    const terms = await w.termsOf(await w.recorded());
    const id = await w.distribution.idOf(terms);
    await expect(w.distribution.announce(terms))
      .to.emit(w.distribution, "DistributionAnnounced")
      .withArgs(id, w.bond, Object.values(terms), w.payingAgent);
    const account = await w.distribution.accountOf(id);
    expect([account.phase, account.funded]).to.deep.equal([PHASE.announced, 0n]);
    expect(await w.distribution.fundingOf(terms)).to.equal(60_000n);
    await expectPurse(w);
  });

  it("is the paying agent's or a named action's", async () => {
    const w = await load();
    const terms = await w.termsOf(await w.recorded());
    await expect(w.distribution.connect(w.thief).announce(terms))
      .to.be.revertedWithCustomError(w.distribution, "NotAPayingAgent")
      .withArgs(w.thief);
    const action = await impersonated(w, w.platform.fails);
    await w.named({ getAddress: async () => action.address }, POWER.issue);
    await expect(w.distribution.connect(action).announce(terms))
      .to.be.revertedWithCustomError(w.distribution, "NotAPayingAgent")
      .withArgs(action);
  });

  it("is refused twice, of a class that is not the platform's and over a date that is not over", async () => {
    const w = await load();
    const terms = await w.termsOf(await w.recorded());
    const id = await w.distribution.idOf(terms);
    await w.distribution.announce(terms);
    await expect(w.distribution.announce(terms))
      .to.be.revertedWithCustomError(w.distribution, "AnnouncedBefore")
      .withArgs(id);
    const fake = await new FakeClass__factory(w.thief).deploy(1, 1_000n);
    for (const token of [await fake.getAddress(), w.platform.yen]) {
      await expect(w.distribution.announce({ ...terms, token }))
        .to.be.revertedWithCustomError(w.distribution, "NotAClassOfThePlatform")
        .withArgs(token);
    }
    await expect(w.distribution.announce({ ...terms, recordId: 2 }))
      .to.be.revertedWithCustomError(w.bond, "RecordDateNotOver")
      .withArgs(2);
  });

  it("is refused on malformed terms", async () => {
    const w = await load();
    const terms = await w.termsOf(await w.recorded());
    const fraction = { kind: KIND.fractionCash, numerator: 1, denominator: 3, funding: 1n };
    for (const changes of [
      { perUnit: 0n },
      { taxTo: ZeroAddress },
      { date: terms.date - 1 },
      { recordId: 0 },
      { numerator: 1 },
      { denominator: 1 },
      { denominator: 3, numerator: 1 },
      { funding: 1n },
      { ...fraction, denominator: 1 },
      { ...fraction, denominator: 0 },
      { ...fraction, numerator: 0 },
      // What follows is an action's.
      { number: 1n },
      { number: 2n ** 128n - 1n },
    ]) {
      const malformed = { ...terms, ...changes };
      await expect(w.distribution.announce(malformed), JSON.stringify(Object.keys(changes)))
        .to.be.revertedWithCustomError(w.distribution, "TermsMalformed")
        .withArgs(await w.distribution.idOf(malformed));
    }
  });

  it("leaves holders the years of the law to claim in", async () => {
    const w = await load();
    const recordId = await w.recorded();
    for (const [kind, years] of [
      [KIND.bondInterest, 5],
      [KIND.principal, 10],
    ] as const) {
      const time = (await w.now()) + 100;
      const least = time + years * 366 * DAY;
      const terms = await w.termsOf(recordId, { kind, owedUntil: least - 1 });
      await w.networkHelpers.time.setNextBlockTimestamp(time);
      await expect(w.distribution.announce(terms))
        .to.be.revertedWithCustomError(w.distribution, "OwedTooShort")
        .withArgs(least - 1, least);
      await w.networkHelpers.time.setNextBlockTimestamp(time + 1);
      await w.distribution.announce({ ...terms, owedUntil: least + 1 });
    }
  });

  it("lets no paying agent take an action's terms before it, nor an action an agent's", async () => {
    const w = await load();
    const action = await impersonated(w, w.platform.fails);
    await w.named({ getAddress: async () => action.address }, POWER.rescale);
    const agents = await w.termsOf(await w.recorded());
    const actions = { ...agents, number: 7n };
    await expect(w.distribution.announce(actions))
      .to.be.revertedWithCustomError(w.distribution, "TermsMalformed")
      .withArgs(await w.distribution.idOf(actions));
    await expect(w.distribution.connect(action).announce(agents))
      .to.be.revertedWithCustomError(w.distribution, "TermsMalformed")
      .withArgs(await w.distribution.idOf(agents));
    await w.distribution.connect(action).announce(actions);
    await w.distribution.announce(agents);
  });
});

describe("Funding a distribution", () => {
  it("takes in all that it can take, out of the caller's allowance", async () => {
    const w = await load();
    const terms = await w.termsOf(await w.recorded());
    const id = await w.distribution.idOf(terms);
    await w.distribution.announce(terms);
    await expect(w.distribution.connect(w.issuer).fund(terms, w.issuer))
      .to.emit(w.distribution, "DistributionFunded")
      .withArgs(id, w.issuer, 60_000n);
    const account = await w.distribution.accountOf(id);
    expect([account.payer, account.phase, account.supply, account.funded]).to.deep.equal([
      ...[w.issuer.address, PHASE.funded, 60n, 60_000n],
    ]);
    await expectPurse(w);
  });

  it("is refused to a stranger for another payer, twice, and before it is announced", async () => {
    const w = await load();
    const terms = await w.termsOf(await w.recorded());
    const id = await w.distribution.idOf(terms);
    const fund = (by: typeof w.a) => w.distribution.connect(by).fund(terms, w.issuer);
    await expect(fund(w.issuer))
      .to.be.revertedWithCustomError(w.distribution, "WrongPhase")
      .withArgs(id, PHASE.none);
    await w.distribution.announce(terms);
    for (const by of [w.thief, w.payingAgent]) {
      await expect(fund(by))
        .to.be.revertedWithCustomError(w.distribution, "NotThePayer")
        .withArgs(by, w.issuer);
    }
    await fund(w.issuer);
    await expect(fund(w.issuer))
      .to.be.revertedWithCustomError(w.distribution, "WrongPhase")
      .withArgs(id, PHASE.funded);
  });

  it("fails without allowance, and where the distribution is no purse", async () => {
    const w = await load();
    const terms = await w.termsOf(await w.recorded());
    await w.distribution.announce(terms);
    await w.yen.connect(w.issuer).approve(w.distribution, 59_999n);
    await expect(w.distribution.connect(w.issuer).fund(terms, w.issuer))
      .to.be.revertedWithCustomError(w.yen, "ERC20InsufficientAllowance")
      .withArgs(w.distribution, 59_999n, 60_000n);
    await w.yen.connect(w.issuer).approve(w.distribution, MaxUint256);
    await announced(w, w.admin, w.yen, "setSystemAccount", [w.platform.distribution, ZeroAddress]);
    await expect(w.distribution.connect(w.issuer).fund(terms, w.issuer))
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.distribution, 0n);
  });

  it("refuses more yen than there can be", async () => {
    const w = await load();
    const terms = await w.termsOf(await w.recorded(), { perUnit: 2n ** 96n - 1n });
    expect(await w.distribution.fundingOf(terms)).to.equal((60n * (2n ** 96n - 1n)) / ONE_YEN);
    await w.distribution.announce(terms);
    await expect(w.distribution.connect(w.issuer).fund(terms, w.issuer))
      .to.be.revertedWithCustomError(w.yen, "ERC20InsufficientBalance")
      .withArgs(w.issuer, 100_000_000n, await w.distribution.fundingOf(terms));
    const token = await w.openClass({ cap: 2n ** 63n });
    await w.desk.issue(token, w.a, 2n ** 63n, ISSUE);
    const recordId = await w.recorded(token);
    const more = { ...terms, token: await token.getAddress(), recordId, date: await w.today() };
    await w.distribution.announce(more);
    await expect(w.distribution.connect(w.issuer).fund(more, w.issuer))
      .to.be.revertedWithCustomError(w.distribution, "SafeCastOverflowedUintDowncast")
      .withArgs(64, await w.distribution.fundingOf(more));
  });

  it("completes one of which nobody is to be paid", async () => {
    const w = await load();
    const token = await w.openClass();
    const recordId = await w.recorded(token);
    const { id, terms } = await w.funded(recordId, { token: await token.getAddress() });
    expect((await w.distribution.accountOf(id)).phase).to.equal(PHASE.complete);
    expect(
      await w.distribution.queryFilter(w.distribution.filters.DistributionComplete(id)),
    ).to.have.lengthOf(1);
    await w.pay(terms, [w.a]);
    await w.collect(terms);
  });

  it("takes in no more where units count", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    await expect(w.distribution.connect(w.issuer).payIn(terms, 1n))
      .to.be.revertedWithCustomError(w.distribution, "TermsMalformed")
      .withArgs(id);
    const other = await w.termsOf(1);
    await expect(w.distribution.connect(w.issuer).payIn(other, 1n))
      .to.be.revertedWithCustomError(w.distribution, "WrongPhase")
      .withArgs(await w.distribution.idOf(other), PHASE.none);
  });
});

describe("Withdrawing a distribution", () => {
  it("gives the payer everything back, and ends it", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded());
    const before = await w.yen.balanceOf(w.issuer);
    await expect(w.distribution.withdraw(terms))
      .to.emit(w.distribution, "DistributionWithdrawn")
      .withArgs(id, w.payingAgent)
      .and.to.emit(w.distribution, "ReturnedToPayer")
      .withArgs(id, w.issuer, 60_000n);
    expect(await w.yen.balanceOf(w.issuer)).to.equal(before + 60_000n);
    await expectPurse(w);
    for (const call of [
      () => w.distribution.pay(terms, [w.a], []),
      () => w.distribution.connect(w.issuer).fund(terms, w.issuer),
      () => w.distribution.withdraw(terms),
      () => w.distribution.collect(terms),
      () => w.distribution.claim(terms, id),
      () => w.distribution.returnUnclaimed(terms),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(w.distribution, "WrongPhase")
        .withArgs(id, PHASE.withdrawn);
    }
    await expect(w.distribution.announce(terms)).to.be.revertedWithCustomError(
      w.distribution,
      "AnnouncedBefore",
    );
  });

  it("moves nothing of one that nobody funded", async () => {
    const w = await load();
    const terms = await w.termsOf(await w.recorded());
    await w.distribution.announce(terms);
    await expect(w.distribution.withdraw(terms))
      .to.emit(w.distribution, "DistributionWithdrawn")
      .and.not.to.emit(w.distribution, "ReturnedToPayer");
  });

  it("is its announcer's, and nobody's once one investor is done, be it for nothing", async () => {
    const w = await load();
    const { terms, id } = await w.funded(await w.recorded(), { perUnit: 1n });
    for (const by of [w.issuer, w.thief]) {
      await expect(w.distribution.connect(by).withdraw(terms))
        .to.be.revertedWithCustomError(w.distribution, "NotTheAnnouncer")
        .withArgs(id, by);
    }
    await w.pay(terms, [w.a]);
    await expect(w.distribution.withdraw(terms))
      .to.be.revertedWithCustomError(w.distribution, "BegunAlready")
      .withArgs(id);
  });

  it("pays the successor of a payer whose wallet was lost, and waits for a suspended one", async () => {
    const w = await load();
    const recordId = await w.recorded();
    const { terms } = await w.funded(recordId);
    await suspended(w, w.issuer);
    await expect(w.distribution.withdraw(terms))
      .to.be.revertedWithCustomError(w.yen, "PassNotWorking")
      .withArgs(w.issuer, 6n);
    await linked(w, w.issuer, [w.relayer]);
    await recovered(w, w.issuer, w.relayer);
    await expect(w.distribution.withdraw(terms)).to.changeTokenBalance(
      w.ethers,
      w.yen,
      w.relayer,
      60_000n,
    );
    await expectPurse(w);
  });
});
