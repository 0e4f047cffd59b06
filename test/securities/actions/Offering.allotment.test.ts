import { expect } from "chai";
import { allotmentOf } from "../../../sdk/life/allotmentOf.ts";
import { seededRandom } from "../../../sdk/settlement/seededRandom.ts";
import { fixture } from "../../support/fixture.ts";
import { offered, PRICE } from "./support/offered.ts";

const load = fixture(offered);
const CASES = 300;

describe("Units in proportion", () => {
  it(`are on chain what the sdk says, in ${CASES} random offerings`, async () => {
    const w = await load();
    const { below } = seededRandom(20_270_401);
    for (let i = 0; i < CASES; i++) {
      const lot = BigInt([1, 1, 5, 10][below(4)]!);
      const most = lot * BigInt(1 + below(40));
      const { terms } = await w.opened({ lot, most, price: 1n });
      const entries: bigint[] = [];
      for (let entry = 0; entry < 2 + below(4); entry++) {
        const units = lot * BigInt(1 + below(30));
        await w.offering.connect(w.investors[entry % 5]!).subscribe(terms, units);
        entries.push(units);
      }
      if (below(3) === 0) {
        await w.offering.connect(w.a).withdraw(terms, 0);
        entries[0] = 0n;
      }
      const expected = allotmentOf(entries, most, lot);
      const message = `case ${i}: ${entries} of ${most} in lots of ${lot}`;
      expect([...(await w.offering.allotmentsOf(terms))], message).to.deep.equal(expected);
      await w.desk.recall(w.bond, w.offering);
    }
  }).timeout(240_000);

  it("are all lots that are offered, no entry more than it subscribed, no run more than its share and a lot", () => {
    const { below } = seededRandom(7);
    for (let i = 0; i < 1_000; i++) {
      const lot = BigInt(1 + below(10));
      const most = lot * BigInt(1 + below(1_000));
      const entries = Array.from({ length: 1 + below(20) }, () => lot * BigInt(below(500)));
      const subscribed = entries.reduce((sum, units) => sum + units, 0n);
      const allotted = allotmentOf(entries, most, lot);
      const total = allotted.reduce((sum, units) => sum + units, 0n);
      expect(total).to.equal(subscribed < most ? subscribed : most);
      for (const [entry, units] of allotted.entries()) {
        const own = entries[entry]!;
        expect(units >= 0n && units <= own && units % lot === 0n).to.equal(true);
        if (subscribed > most) {
          const off = units * subscribed - own * most;
          expect((off < 0n ? -off : off) < lot * subscribed, "within a lot of its share").to.equal(
            true,
          );
        }
      }
    }
  });

  it("are issued as they were foreseen, with the yen for them and no more", async () => {
    const w = await load();
    const { below } = seededRandom(3);
    const { terms } = await w.opened({ lot: 5n, most: 500n });
    const entries: bigint[] = [];
    for (let entry = 0; entry < 25; entry++) {
      const units = 5n * BigInt(1 + below(12));
      await w.offering.connect(w.investors[entry % 5]!).subscribe(terms, units);
      entries.push(units);
    }
    const expected = allotmentOf(entries, 500n, 5n);
    await w.closed(terms);
    for (let calls = 0; calls < 5; calls++) await w.asStranger.issue(terms, 5n);
    for (const [place, investor] of w.investors.entries()) {
      const units = expected.reduce((sum, each, i) => (i % 5 === place ? sum + each : sum), 0n);
      expect(await w.bond.balanceOf(investor)).to.equal(units);
    }
    await w.expectMoney([[w.issuer, 0n, 500n * PRICE, 0n]]);
  });
});
