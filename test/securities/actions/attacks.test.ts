import { expect } from "chai";
import { ZeroHash } from "ethers";
import { Split__factory } from "../../../sdk/contracts.ts";
import { load } from "../../support/load.ts";
import { plainOf } from "../../support/plainOf.ts";
import { expectTotals } from "../../support/totals.ts";
import { DAY } from "../../support/world.ts";
import { BOND_PHASE, bonds } from "./support/bonds.ts";
import { PHASE, POWER } from "./support/life.ts";
import { SPLIT_PHASE, splits } from "./support/splits.ts";

/** A bond at the payment date of its last period; the thief has a pass and as much yen as the issuer. */
async function rich() {
  const w = await bonds();
  const made = await w.registered();
  await w.granted([w.thief]);
  await w.minted(w.thief, 1_000_000_000n);
  await w.yen.connect(w.thief).approve(w.distribution, 1_000_000_000n);
  await w.atTheEnd(made.token, made.periods);
  return { ...w, ...made, byThief: w.lifecycle.connect(w.thief) };
}

describe("Attacks on actions over all holders", () => {
  it("use of the powers of an action by somebody who is none (POWER-1)", async () => {
    const w = await load(rich);
    const order = w.token.interface.encodeFunctionData("beginAction");
    for (const by of [w.thief, w.registrar, w.admin]) {
      await expect(w.desk.connect(by).forAction(w.token, order))
        .to.be.revertedWithCustomError(w.desk, "NothingLent")
        .withArgs(w.token, by);
      await expect(w.token.connect(by).beginAction())
        .to.be.revertedWithCustomError(w.token, "NotTheDesk")
        .withArgs(by);
    }
    await expect(w.lifecycle.connect(w.thief).fixRate(w.bond, 0))
      .to.be.revertedWithCustomError(w.lifecycle, "WrongBondPhase")
      .withArgs(w.bond, BOND_PHASE.none);
  });

  it("payment out of somebody else's allowance: an action takes its own caller's alone", async () => {
    const w = await load(rich);
    const before = await w.yen.balanceOf(w.issuer);
    await w.byThief.redeem(w.token);
    expect(await w.yen.balanceOf(w.issuer)).to.equal(before);
    const [interest] = await w.lifecycle.redemptionOf(w.token);
    const terms = { ...plainOf(interest), number: 7n };
    await expect(w.distribution.connect(w.thief).announce(terms))
      .to.be.revertedWithCustomError(w.distribution, "NotAPayingAgent")
      .withArgs(w.thief);
    await expect(w.distribution.connect(w.thief).withdraw(plainOf(interest)))
      .to.be.revertedWithCustomError(w.distribution, "NotTheAnnouncer")
      .withArgs(await w.distribution.idOf(plainOf(interest)), w.thief);
  });

  it("spending a class's actions with one sum of money: within a day anyone makes it a gift", async () => {
    const w = await load(rich);
    await w.byThief.redeem(w.token);
    const begun = await w.now();
    await w.networkHelpers.time.setNextBlockTimestamp(begun + 60);
    await expect(w.byThief.abort(w.token))
      .to.be.revertedWithCustomError(w.lifecycle, "NotYet")
      .withArgs(begun + DAY, begun + 60);
    await w.paidOut(w.token, [w.a.address]);
    await w.networkHelpers.time.increase(2 * DAY);
    const [interest] = await w.lifecycle.redemptionOf(w.token);
    await expect(w.byThief.abort(w.token))
      .to.be.revertedWithCustomError(w.distribution, "BegunAlready")
      .withArgs(await w.distribution.idOf(plainOf(interest)));
    await w.paidOut(w.token, w.all);
    await w.lifecycle.retire(w.token, w.all, []);
    expect(await w.token.totalSupply()).to.equal(0n);
    await expectTotals(w.yen, [...w.everyone, w.platform.distribution]);
  });

  it("front-running a redemption whose payer has too little: nothing has stopped (EXIT-1)", async () => {
    const w = await load(rich);
    await w.yen.connect(w.thief).approve(w.distribution, 4_449_000n);
    // It covers the interest, and not the face.
    await expect(w.byThief.redeem(w.token)).to.revert(w.ethers);
    expect((await w.lifecycle.stateOf(w.token)).phase).to.equal(BOND_PHASE.running);
    await w.token.connect(w.c).transfer(w.a, 1n);
    await w.byIssuer.redeem(w.token);
  });

  it("racing a record date: units bought the day after earn nothing of the period", async () => {
    const w = await load(bonds);
    const { token, periods } = await w.registered();
    const record = await w.recordPassed(token, periods[0]!.record);
    await w.granted([w.thief]);
    await token.connect(w.c).transfer(w.thief, 3n);
    await w.byIssuer.payInterest(token, record);
    const [interest] = await w.lifecycle.paymentsOf(token, 0);
    await w.pushed(interest, [w.thief.address]);
    expect(await w.yen.balanceOf(w.thief)).to.equal(0n);
    await w.pushed(interest, w.all);
    const done = await w.distribution.accountOf(await w.distribution.idOf(plainOf(interest)));
    expect(done.phase).to.equal(PHASE.complete);
  });

  it("splitting into wallets for the fractions: each is cut, and paid for what it is (PAY-1)", async () => {
    const w = await load(splits);
    await w.granted([w.thief, w.relayer]);
    await w.share.connect(w.b).transfer(w.thief, 9n);
    await w.share.connect(w.b).transfer(w.relayer, 11n);
    // B's twenty were two new shares; now they are one, and ten tenths in cash: no more is worth than before.
    const { terms, id: split } = await w.begun({ ...w.TEN_INTO_ONE, funding: 2_200n });
    const all = [...w.all, w.thief.address, w.relayer.address];
    await w.fractionsPaid(terms, all);
    await w.split.scale(terms, all, []);
    expect((await w.split.runOf(split)).phase).to.equal(SPLIT_PHASE.done);
    const yen = (await w.yen.balanceOf(w.thief)) + (await w.yen.balanceOf(w.relayer));
    const units = (await w.share.balanceOf(w.thief)) + (await w.share.balanceOf(w.relayer));
    expect([units, yen]).to.deep.equal([1n, 1_000n]);
    await expectTotals(w.share, w.everyone);
  });

  it("a trade signed before a split settles no more, whatever it would be worth (DVP-1)", async () => {
    const w = await load(splits);
    const signed = await w.signedTrade(w.a, w.b, w.share, { amount: 1_000n });
    const { terms } = await w.begun();
    const { trade, sellerSignature, buyerSignature } = signed;
    await expect(w.dvp.settle(trade, sellerSignature, buyerSignature))
      .to.be.revertedWithCustomError(w.dvp, "TermsChanged")
      .withArgs(1, 0);
    await w.split.scale(terms, w.all, []);
    await expect(w.dvp.settle(trade, sellerSignature, buyerSignature))
      .to.be.revertedWithCustomError(w.dvp, "TermsChanged")
      .withArgs(1, 0);
  });

  it("a second action on a class that is in one, and the same split again (COMPLETE-1)", async () => {
    const w = await load(splits);
    const { terms } = await w.begun();
    const other = await new Split__factory(w.registrar).deploy(
      ...[w.platform.authority, w.platform.pass, w.platform.desk, w.platform.distribution],
    );
    await w.named(other, POWER.rescale);
    const second = await w.splitTerms();
    await w.lent(w.share, other, await other.idOf(second));
    await expect(other.begin(second)).to.be.revertedWithCustomError(w.share, "TokenInAction");
    await w.split.scale(terms, w.all, []);
    await expect(w.split.begin(terms))
      .to.be.revertedWithCustomError(w.split, "WrongSplitPhase")
      .withArgs(await w.split.idOf(terms), SPLIT_PHASE.done);
    await expect(w.split.begin({ ...terms, number: 99n }))
      .to.be.revertedWithCustomError(w.split, "NotLentOnTheseTerms")
      .withArgs(w.share, await w.split.idOf({ ...terms, number: 99n }), ZeroHash);
  });
});
