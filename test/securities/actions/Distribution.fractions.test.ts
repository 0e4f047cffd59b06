import { expect } from "chai";
import { fixture } from "../../support/fixture.ts";
import { impersonated } from "../../support/impersonated.ts";
import { linked } from "../../support/lists.ts";
import { DOCUMENT, KIND, ONE_YEN, PHASE, POWER } from "./support/life.ts";
import { expectPurse, paying } from "./support/paying.ts";

/** An action over the bond that is under way, and pays for fractions of 3 for 7. */
async function inAction() {
  const w = await paying();
  const action = await impersonated(w, w.platform.fails);
  await w.named({ getAddress: async () => action.address }, POWER.rescale);
  await linked(w, w.c, [w.relayer]);
  await w.bond.connect(w.c).transfer(w.relayer, 8n);
  const order = async (verb: "beginAction" | "rescale" | "endAction", values: unknown[]) =>
    await w.desk
      .connect(action)
      .forAction(w.bond, w.bond.interface.encodeFunctionData(verb as "endAction", values as never));
  const begun = async () => {
    await w.lent(w.bond, { getAddress: async () => action.address }, DOCUMENT);
    await order("beginAction", []);
  };
  const termsOfFractions = async (funding: bigint) =>
    await w.termsOf(0, {
      ...{ kind: KIND.fractionCash, numerator: 3, denominator: 7, funding },
      perUnit: (700n * ONE_YEN) / 7n,
    });
  async function fractions(funding = 10_000n) {
    const terms = await termsOfFractions(funding);
    const id = await w.distribution.idOf(terms);
    await w.distribution.connect(action).announce(terms);
    await w.distribution.connect(action).fund(terms, w.issuer);
    return { terms, id };
  }
  return { ...w, action, order, begun, fractions, termsOfFractions };
}

const load = fixture(inAction);

describe("Paying for fractions", () => {
  it("adds up the rests of an investor's wallets, and pays them", async () => {
    const w = await load();
    await w.begun();
    const { terms, id } = await w.fractions();
    // 30 and 60 of 7: 2 and 4. 22 x 3 = 66 and 24: 3 and 3. 700 yen a unit, 100 for a seventh of one.
    await expect(w.pay(terms, [w.a, w.b]))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, 1n, w.a, 10n, 200n, 0n, 0n, 0n)
      .and.to.emit(w.distribution, "InvestorDone")
      .withArgs(id, await w.pass.investorIdOf(w.b), w.b, 20n, 400n, 0n, 0n, 0n);
    await expect(w.pay(terms, [w.relayer]))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, await w.pass.investorIdOf(w.c), w.c, 30n, 600n, 0n, 0n, 0n)
      .and.to.emit(w.distribution, "DistributionComplete");
    await w.collect(terms);
    expect(await w.yen.balanceOf(w.distribution)).to.equal(0n);
  });

  it("passes over a wallet that is no investor's", async () => {
    const w = await load();
    await w.begun();
    const { terms, id } = await w.fractions();
    await expect(w.pay(terms, [w.thief, w.a]))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, 1n, w.a, 10n, 200n, 0n, 0n, 0n)
      .and.not.to.emit(w.distribution, "InvestorSkipped");
    expect(await w.distribution.isDone(id, w.thief)).to.equal(false);
  });

  it("is announced by an action alone, and funded while it runs, out of the allowance of whom it names", async () => {
    const w = await load();
    const terms = await w.termsOfFractions(1n);
    const id = await w.distribution.idOf(terms);
    await expect(w.distribution.announce(terms))
      .to.be.revertedWithCustomError(w.distribution, "TermsMalformed")
      .withArgs(id);
    await w.distribution.connect(w.action).announce(terms);
    await expect(w.distribution.connect(w.action).fund(terms, w.issuer))
      .to.be.revertedWithCustomError(w.distribution, "ClassNotInAction")
      .withArgs(w.bond);
    await w.begun();
    await expect(w.distribution.connect(w.thief).fund(terms, w.issuer))
      .to.be.revertedWithCustomError(w.distribution, "NotThePayer")
      .withArgs(w.thief, w.issuer);
    await w.distribution.connect(w.action).fund(terms, w.issuer);
    expect((await w.distribution.accountOf(id)).payer).to.equal(w.issuer.address);
    await expectPurse(w);
  });

  it("leaves whom the funding does not cover for later, until somebody pays in more", async () => {
    const w = await load();
    await w.begun();
    const { terms, id } = await w.fractions(500n);
    const lack = w.distribution.interface.encodeErrorResult("NotCovered", [id, 300n, 400n]);
    await expect(w.pay(terms, [w.a, w.b]))
      .to.emit(w.distribution, "InvestorSkipped")
      .withArgs(id, w.b, lack);
    await w.minted(w.b, 1_000n);
    await w.yen.connect(w.b).approve(w.distribution, 1_000n);
    await expect(w.distribution.connect(w.b).payIn(terms, 1_000n))
      .to.emit(w.distribution, "DistributionFunded")
      .withArgs(id, w.b, 1_000n);
    await w.pay(terms, [w.b, w.c]);
    await expect(w.collect(terms))
      .to.emit(w.distribution, "ReturnedToPayer")
      .withArgs(id, w.issuer, 300n);
  });

  it("pays nobody by what the action made of his units, nor once it is over", async () => {
    const w = await load();
    await w.begun();
    const { terms, id } = await w.fractions();
    await w.order("rescale", [3n, 7n, [w.a.address], []]);
    const reason = w.distribution.interface.encodeErrorResult("RescaledBefore", [w.a.address]);
    await expect(w.pay(terms, [w.a]))
      .to.emit(w.distribution, "InvestorSkipped")
      .withArgs(id, w.a, reason);
    await w.order("endAction", [1n, 1n]);
    await expect(w.distribution.pay(terms, [w.b], []))
      .to.be.revertedWithCustomError(w.distribution, "ClassNotInAction")
      .withArgs(w.bond);
  });

  it("is withdrawn by the action while nobody is done, and by nobody after", async () => {
    const w = await load();
    await w.begun();
    const one = await w.fractions();
    const other = await w.fractions();
    await w.distribution.connect(w.action).withdraw(one.terms);
    await w.pay(other.terms, [w.a]);
    await expect(w.distribution.connect(w.action).withdraw(other.terms))
      .to.be.revertedWithCustomError(w.distribution, "BegunAlready")
      .withArgs(other.id);
    expect((await w.distribution.accountOf(one.id)).phase).to.equal(PHASE.withdrawn);
    await expectPurse(w);
  });
});
