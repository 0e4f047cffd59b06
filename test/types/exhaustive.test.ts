import { expect } from "chai";
import type { Signer } from "ethers";
import { network } from "hardhat";
import { TAX_RATES, type TaxRates, taxesOf } from "../../sdk/index.ts";
import { DateSweep__factory } from "../../types/index.js";
import { type PaymentCase, paymentAsker } from "./support/paymentAsker.ts";

const ONE = 10n ** 13n;
const TAX_ONE = 100_000n;
const AT_ONCE = 1_000n;
/** A yen for a unit, all of it paid to one. */
const PLAIN: PaymentCase = {
  ...{ rate: ONE, outstanding: ONE, days_: 1n, of_: 1n, perYear: 1n },
  ...{ face: 1n, units: 1n, part: 1n, national: 0n, local: 0n },
};
/** Pairs of rates in the sdk's table, as many as name each rate once. */
const RATES = TAX_RATES.map(({ national, local }) => ({ national, local })).filter(
  ({ national, local }, at, all) =>
    [national, local].some((rate, place) => rate !== 0n && isFirst(all, at, rate, place)),
);

describe("What is small enough is checked whole", function () {
  this.timeout(240_000);

  it("every date from 1970 to the last of 16 bits begins and ends in Tokyo, to the second", async () => {
    const { ethers } = await network.create();
    const signer = (await ethers.getSigners())[0] as Signer;
    const dates = await new DateSweep__factory(signer).deploy();
    const step = 4_096;
    for (let first = 0; first < 2 ** 16; first += step) {
      expect(await dates.sweep(first, first + step - 1)).to.equal(BigInt(step));
    }
  });

  // A tax's fraction repeats with the denominator of its rate in lowest terms: so many payments in a row are all
  // that there are.
  for (const { national, local } of RATES) {
    const period = [national, local].map(periodOf).reduce(leastCommonMultiple);
    it(`each of ${period} payments in a row gets taxes of ${national} and ${local} cut as on paper`, async () => {
      const payments = await paymentAsker();
      for (let from = 1n; from <= period; from += AT_ONCE) {
        const yen = Array.from({ length: Number(AT_ONCE) }, (_, index) => from + BigInt(index));
        // A yen a unit, so that the payment is the units.
        const found = await payments(
          yen.map((units) => ({ ...PLAIN, units, part: units, national, local })),
        );
        for (const [index, gross] of yen.entries()) {
          const [, paid, toState = 0n, toTown = 0n, net] = found[index] ?? [];
          const shown = taxesOf(gross, { national, local });
          expect(`${paid} ${toState} ${toTown} ${net}`).to.equal(
            `${gross} ${shown.national} ${shown.local} ${shown.net}`,
          );
          if (
            !isCut(toState, gross * national) ||
            !isCut(toTown, gross * local) ||
            shown.net < 0n
          ) {
            expect.fail(`of ${gross} yen ${toState} and ${toTown} are withheld`);
          }
        }
      }
    });
  }

  it("each stub of each half-year of a rate cut at 13 decimals is the longest decimal that is not too much", async () => {
    const payments = await paymentAsker();
    const rate = 148_300_000_001n;
    for (const of_ of [181n, 182n, 183n, 184n]) {
      const days = Array.from({ length: Number(of_) }, (_, index) => BigInt(index + 1));
      const found = await payments(
        days.map((days_) => ({ ...PLAIN, rate, days_, of_, perYear: 2n })),
      );
      for (const [index, day] of days.entries()) {
        const perYen = found[index]?.[0] ?? 0n;
        const [exact, unit] = [rate * day, of_ * 2n];
        const isLongest = perYen * unit <= exact && exact < (perYen + 1n) * unit;
        expect(isLongest, `${day}/${of_}`).to.equal(true);
      }
    }
  });
});

/** True when no row before names the rate in this place. */
function isFirst(all: readonly TaxRates[], at: number, rate: bigint, place: number): boolean {
  return !all.slice(0, at).some(({ national, local }) => (place === 0 ? national : local) === rate);
}

/** The largest number of yen whose tax is not more than the exact one. */
function isCut(tax: bigint, parts: bigint): boolean {
  return tax * TAX_ONE <= parts && parts < (tax + 1n) * TAX_ONE;
}

function periodOf(rate: bigint): bigint {
  return TAX_ONE / greatestCommonDivisor(rate, TAX_ONE);
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
