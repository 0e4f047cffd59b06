import { expect } from "chai";
import { fixture } from "../../support/fixture.ts";
import { life, PHASE, UNITS } from "./support/life.ts";

const load = fixture(life);

describe("Distribution", () => {
  it("pays each investor once, rounded and taxed, and gives the rest back", async () => {
    const w = await load();
    const recordId = await w.recorded();
    const { terms, id } = await w.funded(recordId);
    const wallets = [w.a.address, w.b.address, w.c.address];
    await expect(w.distribution.connect(w.thief).pay(terms, wallets, []))
      .to.emit(w.distribution, "InvestorDone")
      .withArgs(id, 1n, w.a, UNITS.a, 10_000n, 1_531n, 500n, 0n)
      .and.to.emit(w.distribution, "DistributionComplete")
      .withArgs(id);
    const account = await w.distribution.accountOf(id);
    expect(account.phase).to.equal(PHASE.complete);
    expect(account.paid + account.national + account.local).to.equal(account.funded);
    expect(await w.yen.balanceOf(w.a)).to.equal(7_969n);
  });
});
