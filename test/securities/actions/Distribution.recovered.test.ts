import { expect } from "chai";
import { linked, recovered } from "../../support/lists.ts";
import { load } from "../../support/load.ts";
import { DOCUMENT } from "./support/life.ts";
import { DUE, type Paying, paying, REASON, VERB } from "./support/paying.ts";

/** A has a second wallet. */
async function two() {
  const w = await paying();
  await linked(w, w.a, [w.relayer]);
  return w;
}

async function lost(w: Paying) {
  await recovered(w, w.a, w.relayer);
  await w.ordered(VERB.recovery, { wallet: w.a.address, to: w.relayer.address });
}

describe("Paying for a wallet that was lost after the record date", () => {
  it("leaves the pledgee what the units earned: a loss that is reported takes nothing from him", async () => {
    const w = await load(two);
    const hold = await w.pledged(w.a, 10n);
    await w.payeeNamed(hold, w.a, w.b);
    const record = await w.recorded();
    await lost(w);
    const { terms, id } = await w.funded(record);
    await expect(w.pay(terms, [w.a], [hold]))
      .to.emit(w.distribution, "PayeePaid")
      .withArgs(id, hold, w.b, DUE.a.net);
    expect(await w.yen.balanceOf(w.relayer)).to.equal(0n);
  });

  it("asks for the holds that are on the successor", async () => {
    const w = await load(two);
    const hold = await w.pledged(w.a, 10n);
    const record = await w.recorded();
    await lost(w);
    const { terms, id } = await w.funded(record);
    const reason = w.distribution.interface.encodeErrorResult("HoldsNotNamed", [
      w.relayer.address,
      10n,
    ]);
    await expect(w.pay(terms, [w.a]))
      .to.emit(w.distribution, "InvestorSkipped")
      .withArgs(id, w.a, reason);
    await w.pay(terms, [w.a], [hold]);
    expect((await w.distribution.owedOf(id, hold))[0]).to.equal(DUE.a.net);
  });

  for (const [what, stopped] of [
    [
      "the whole wallet",
      async (w: Paying) => await w.desk.freezeWallet(w.bond, w.a, REASON, DOCUMENT),
    ],
    [
      "all by amount",
      async (w: Paying) => await w.desk.freezeUnits(w.bond, w.a, 10n, REASON, DOCUMENT),
    ],
  ] as const) {
    it(`owes what an order stopped, which came to the successor (${what})`, async () => {
      const w = await load(two);
      await stopped(w);
      const record = await w.recorded();
      await lost(w);
      const { terms, id } = await w.funded(record);
      await w.pay(terms, [w.a]);
      expect(await w.yen.balanceOf(w.relayer)).to.equal(0n);
      expect(await w.distribution.owedOf(id, await w.keyOf(w.relayer))).to.deep.equal([
        DUE.a.net,
        w.relayer.address,
      ]);
    });
  }
});
