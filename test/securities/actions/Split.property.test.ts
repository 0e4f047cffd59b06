import { expect } from "chai";
import { load } from "../../support/load.ts";
import { REASON } from "../../support/passes.ts";
import { plainOf } from "../../support/plainOf.ts";
import { expectTotals } from "../../support/totals.ts";
import { DOCUMENT, ISSUE, ONE_YEN, PHASE } from "./support/life.ts";
import { SPLIT_PHASE, splits } from "./support/splits.ts";

const CASES = 12;

/** The same numbers below `most` at every run. */
function generator(seed: number) {
  let state = BigInt(seed) + 0x9e3779b97f4a7c15n;
  return (most: number): number => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number((state >> 33n) % BigInt(most));
  };
}

const ceilDiv = (a: bigint, b: bigint) => (a + b - 1n) / b;

describe("Any split of any holdings", () => {
  for (let seed = 1; seed <= CASES; seed++) {
    it(`SUM-1, HOLD-1, PAY-1, COMPLETE-1: keeps every wallet's share, its holds and its cash (${seed})`, async () => {
      const w = await load(splits);
      const random = generator(seed);
      const numerator = 1 + random(7);
      let denominator = 1 + random(7);
      if (denominator === numerator) denominator++;
      const token = await w.openClass({ classType: 1, cap: 1_000_000n });

      const before = new Map<string, bigint>();
      const holds = new Map<string, { id: string; units: bigint }[]>();
      for (const holder of [w.a, w.b, w.c, w.issuer]) {
        const units = BigInt(1 + random(200));
        before.set(holder.address, units);
        await w.desk.issue(token, holder, units, ISSUE);
        const own: { id: string; units: bigint }[] = [];
        let free = Number(units);
        for (let i = random(4); i > 0 && free > 0; i--) {
          const part = 1 + random(free);
          const order = [token, holder, BigInt(part), w.b, REASON, DOCUMENT] as const;
          own.push({ id: await w.desk.attachUnits.staticCall(...order), units: BigInt(part) });
          await w.desk.attachUnits(...order);
          free -= part;
        }
        own.sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
        holds.set(holder.address, own);
        if (random(2) === 1) {
          await w.desk.freezeUnits(token, holder, BigInt(1 + random(300)), REASON, DOCUMENT);
        }
      }
      const frozen = new Map<string, bigint>();
      for (const wallet of before.keys()) frozen.set(wallet, await token.frozenOf(wallet));

      const [n, d] = [BigInt(numerator), BigInt(denominator)];
      const hasFractions = denominator !== 1;
      const cash = hasFractions ? { cashPerUnit: 1_000n * ONE_YEN, funding: 50_000n } : {};
      const { terms, id } = await w.begun({
        ...{ token: await token.getAddress(), numerator, denominator },
        ...cash,
      });

      const wallets = [...before.keys()].sort(() => (random(2) === 0 ? -1 : 1));
      const named = wallets.flatMap((wallet) => holds.get(wallet)!.map((hold) => hold.id));
      if (hasFractions) {
        await w.fractionsPaid(terms, wallets, named);
        const payment = await w.distribution.idOf(plainOf(await w.split.fractionsOf(terms)));
        const account = await w.distribution.accountOf(payment);
        expect(account.phase).to.equal(PHASE.complete);
        const perUnit = (1_000n * ONE_YEN) / d;
        const due = wallets.reduce(
          (sum, wallet) => sum + (((before.get(wallet)! * n) % d) * perUnit) / ONE_YEN,
          0n,
        );
        expect(account.paid + account.owed, "PAY-1").to.equal(due);
      }
      // In pieces, some of them named twice.
      for (const wallet of wallets) {
        const own = holds.get(wallet)!.map((hold) => hold.id);
        await w.split.scale(terms, [wallet, wallet], own);
      }
      expect((await w.split.runOf(id)).phase, "COMPLETE-1").to.equal(SPLIT_PHASE.done);

      for (const [wallet, units] of before) {
        const after = (units * n) / d;
        expect(await token.balanceOf(wallet)).to.equal(after);
        let upTo = 0n;
        for (const hold of holds.get(wallet)!) {
          const own = ceilDiv(hold.units * n, d);
          const left = own < after - upTo ? own : after - upTo;
          const [, held] = await token.holdOf(hold.id);
          expect(held, "HOLD-1").to.equal(left);
          upTo += left;
        }
        expect(await token.heldOf(wallet), "HOLD-1").to.equal(upTo);
        expect(await token.frozenOf(wallet)).to.equal(ceilDiv(frozen.get(wallet)! * n, d));
      }
      await expectTotals(token, w.everyone);
      await expectTotals(w.yen, [...w.everyone, w.platform.distribution]);
    });
  }
});
