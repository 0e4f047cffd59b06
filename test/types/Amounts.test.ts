import { expect } from "chai";
import { grossOf, taxesOf } from "../../sdk/index.ts";
import { seededRandom } from "../../sdk/settlement/seededRandom.ts";
import { type PaymentCase as Case, paymentAsker } from "./support/paymentAsker.ts";

/** With instrumented code, whose every call is told, a hundredth of them. */
const CASES = process.env.KESSAI_COVERAGE === "1" ? 1_000 : 100_000;
const AT_ONCE = 1_000;
const SEED = Number(process.env.KESSAI_SEED ?? 20_250_914);
const DECIMALS = 13;
const ONE = 10n ** 13n;
const [MOST_FACE, MOST_UNITS] = [10n ** 12n, 10n ** 9n];

/** A fraction's decimals by long division, digit by digit as on paper, the rest cut: no scaling, no formula. */
function cut(numerator: bigint, denominator: bigint, decimals: number): string {
  let digits = `${numerator / denominator}.`;
  let rest = numerator % denominator;
  for (let place = 0; place < decimals; place++) {
    rest *= 10n;
    digits += rest / denominator;
    rest %= denominator;
  }
  return digits;
}

const withoutPoint = (decimal: string) => BigInt(decimal.replace(".", ""));

/** What the case comes to, from the words of a bond's terms. */
function onPaper(c: Case) {
  // A year's rate on what is outstanding, for the days of the regular period, of which there are so many a year.
  const perYen = cut(c.rate * c.outstanding * c.days_, ONE * ONE * c.of_ * c.perYear, DECIMALS);
  // What each of the investor's yen of face earns, added up; below one yen cut.
  const gross = BigInt(cut(c.units * c.face * withoutPoint(perYen), ONE, 0).replace(".", ""));
  const national = gross * c.national;
  const local = gross * c.local;
  const taxes = { national: national / 100_000n, local: local / 100_000n };
  const net = gross - taxes.national - taxes.local;
  const share = BigInt(cut(net * c.part, c.units, 0).replace(".", ""));
  return { perYen: withoutPoint(perYen), gross, ...taxes, net, share };
}

function randomCase(random: ReturnType<typeof seededRandom>): Case {
  const big = (most: bigint) => {
    const value =
      BigInt(random.below(2 ** 21)) * BigInt(random.below(2 ** 21)) + BigInt(random.below(1_000));
    return 1n + (value % most);
  };
  const of_ = BigInt([181, 182, 183, 184, 365, 366, 90, 92, 30, 31][random.below(10)] ?? 182);
  const units = random.below(4) === 0 ? 1n + BigInt(random.below(50)) : big(MOST_UNITS);
  return {
    rate: random.below(4) === 0 ? big(10n ** 9n) : big(ONE),
    outstanding: random.below(3) === 0 ? ONE : big(ONE),
    days_: random.below(2) === 0 ? of_ : 1n + (big(10_000n) % of_),
    of_,
    perYear: BigInt([1, 2, 4, 12][random.below(4)] ?? 2),
    face:
      random.below(2) === 0
        ? ([1n, 100_000n, 1_000_000n, 100_000_000n][random.below(4)] ?? 1n)
        : big(MOST_FACE),
    units,
    part: big(units),
    national: BigInt([0, 15_315, 20_420, 15_000, 100_000][random.below(5)] ?? 0),
    local: BigInt([0, 5_000][random.below(2)] ?? 0),
  };
}

/** Rates that take no more than all. */
function lawful(c: Case): Case {
  return c.national + c.local > 100_000n ? { ...c, local: 0n } : c;
}

describe("Amounts", () => {
  it("gives a bond of NRI's 15th 741,500 yen for a regular half-year", async () => {
    const payments = await paymentAsker();
    const [result] = await payments([
      {
        ...{ rate: 148_300_000_000n, outstanding: ONE, days_: 184n, of_: 184n, perYear: 2n },
        ...{ face: 100_000_000n, units: 1n, part: 1n, national: 15_315n, local: 5_000n },
      },
    ]);
    expect(result).to.deep.equal([74_150_000_000n, 741_500n, 113_560n, 37_075n, 590_865n]);
  });

  it(`computes ${CASES.toLocaleString("en-US")} random terms and holdings as on paper, to the yen`, async () => {
    const payments = await paymentAsker();
    const random = seededRandom(SEED);
    let stubs = 0;
    let dust = 0;
    for (let done = 0; done < CASES; done += AT_ONCE) {
      const cases = Array.from({ length: AT_ONCE }, () => lawful(randomCase(random)));
      const results = await payments(cases);
      for (const [index, c] of cases.entries()) {
        const paper = onPaper(c);
        const result = results[index];
        const gross = grossOf(c.units, c.face * paper.perYen);
        const { national, local, net } = taxesOf(gross, c);
        const wanted = [paper.perYen, paper.gross, paper.national, paper.local, paper.share];
        // The sdk's own model too, which tools show before anything is paid.
        const shown = [paper.perYen, gross, national, local, (net * c.part) / c.units];
        if (String(result) === String(wanted) && String(shown) === String(wanted)) {
          if (c.days_ !== c.of_) stubs += 1;
          if (gross === 0n) dust += 1;
          continue;
        }
        const said = JSON.stringify(c, (_, each) => (typeof each === "bigint" ? `${each}` : each));
        expect(result, `seed ${SEED}, case ${done + index}: ${said}`).to.deep.equal(wanted);
        expect(shown, `the sdk, case ${done + index}: ${said}`).to.deep.equal(wanted);
      }
    }
    expect(stubs, "stubs").to.be.greaterThan(CASES / 10);
    expect(dust, "less than a yen").to.be.greaterThan(10);
  }).timeout(240_000);
});
