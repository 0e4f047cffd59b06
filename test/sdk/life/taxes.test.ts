import { expect } from "chai";
import { DateRefused } from "../../../sdk/format/JstDate.ts";
import { ratesOf, TaxRateUnknown } from "../../../sdk/life/ratesOf.ts";
import { TaxesRefused, taxesOf } from "../../../sdk/life/taxesOf.ts";
import {
  PAYMENT_KINDS,
  type PaymentKind,
  TAX_CLASSES,
  TAX_RATES,
} from "../../../sdk/life/taxRates.ts";
import { day } from "./support/bonds.ts";

const ON = day("2026-09-14");
const [LISTED, UNLISTED] = [true, false];

/** National and local by tax class 0 to 5. */
function ratesBy(kind: PaymentKind, listed: boolean): string[] {
  return TAX_CLASSES.map((_, taxClass) => {
    const { national, local } = ratesOf(kind, listed, taxClass, ON);
    return `${national}+${local}`;
  });
}

describe("the numbers that contracts share", () => {
  it("are the places of payment kinds and tax classes", () => {
    expect(PAYMENT_KINDS).to.deep.equal([
      ...["principal", "bond-interest", "dividend", "trust-distribution", "fund-distribution"],
      "fraction-cash",
    ]);
    expect(TAX_CLASSES.map(({ en }) => en)).to.deep.equal([
      "individual resident",
      "domestic corporation",
      "exempt from withholding (financial institutions, Special Taxation Measures Act)",
      "non-resident individual",
      "foreign corporation",
      "individual major shareholder",
    ]);
  });
});

describe("ratesOf", () => {
  it("refuses what it has no row for, saying what to do", () => {
    expect(() => ratesOf("dividend", true, 6, ON)).to.throw(
      TaxRateUnknown,
      "What is withheld from dividend of a class that is listed, for tax class 6, paid on 2026-09-14, is not known",
    );
    expect(() => ratesOf("dividend", false, 0, ON, [])).to.throw(TaxRateUnknown, "not listed");
    expect(() => ratesOf("dividend", false, 16, 0)).to.throw(DateRefused);
  });

  it("refuses days before 2016 and after 2037, whose rates nobody knows yet", () => {
    for (const date of ["2015-12-31", "2038-01-01"]) {
      expect(() => ratesOf("bond-interest", false, 0, day(date)), date).to.throw(TaxRateUnknown);
    }
    for (const date of ["2016-01-01", "2037-12-31"]) {
      expect(ratesOf("bond-interest", false, 0, day(date)).national).to.equal(15_315n);
    }
  });

  it("has one row for each kind, listing and tax class on each day, with its source", () => {
    const keys = TAX_RATES.map(({ kind, listed, taxClass }) => `${kind} ${listed} ${taxClass}`);
    expect(new Set(keys).size).to.equal(keys.length);
    expect(keys).to.have.length(PAYMENT_KINDS.length * 2 * TAX_CLASSES.length);
    for (const { source } of TAX_RATES) {
      expect(source.en).to.match(/\S/);
      expect(source.ja).to.match(/\S/);
    }
  });

  it("takes 20.315 % of individuals' bond interest and 15.315 % of corporations'", () => {
    const rates = ["15315+5000", "15315+0", "0+0", "15315+0", "15315+0", "15315+5000"];
    expect(ratesBy("bond-interest", LISTED)).to.deep.equal(rates);
    expect(ratesBy("bond-interest", UNLISTED)).to.deep.equal(rates);
  });

  it("takes dividends of listed shares so, except of major shareholders, and 20.42 % of others", () => {
    expect(ratesBy("dividend", LISTED)).to.deep.equal([
      ...["15315+5000", "15315+0", "15315+0", "15315+0", "15315+0", "20420+0"],
    ]);
    expect(ratesBy("dividend", UNLISTED)).to.deep.equal(Array(6).fill("20420+0"));
  });

  it("takes distributions of listed trusts as dividends, and 20.42 % of other trusts and of funds", () => {
    expect(ratesBy("trust-distribution", LISTED)).to.deep.equal([
      ...["15315+5000", "15315+0", "15315+0", "15315+0", "15315+0", "15315+5000"],
    ]);
    for (const rates of [
      ratesBy("trust-distribution", UNLISTED),
      ratesBy("fund-distribution", LISTED),
      ratesBy("fund-distribution", UNLISTED),
    ]) {
      expect(rates).to.deep.equal(Array(6).fill("20420+0"));
    }
  });

  it("takes nothing of principal and of cash for fractions", () => {
    for (const kind of ["principal", "fraction-cash"] as const) {
      expect(ratesBy(kind, UNLISTED)).to.deep.equal(Array(6).fill("0+0"));
    }
  });

  it("says which rows no text was read for", () => {
    expect(ratesOf("bond-interest", false, 0, ON).verified).to.equal(true);
    // Whether a bond outside the book-entry system is exempt was not found.
    expect(ratesOf("bond-interest", false, 2, ON).verified).to.equal(false);
    expect(TAX_RATES.filter(({ kind, verified }) => kind === "trust-distribution" && verified)).to
      .be.empty;
  });
});

describe("taxesOf", () => {
  const PERSON = { national: 15_315n, local: 5_000n };

  it("refuses a gross below 0 and rates of more than everything", () => {
    expect(() => taxesOf(-1n, PERSON)).to.throw(TaxesRefused, "The gross is -1");
    for (const rates of [
      { national: -1n, local: 0n },
      { national: 0n, local: -1n },
      { national: 95_001n, local: 5_000n },
    ]) {
      expect(() => taxesOf(1n, rates)).to.throw(TaxesRefused, "The rates are");
    }
  });

  it("cuts each tax by itself, in the investor's favour", () => {
    // 15.315 % and 5 % of ¥741,500 are 113,560.7… and 37,075.
    expect(taxesOf(741_500n, PERSON)).to.deep.equal({
      ...{ national: 113_560n, local: 37_075n, net: 590_865n },
    });
    // 26.8 and 8.75: together they would be 35.
    expect(taxesOf(175n, PERSON)).to.deep.equal({ national: 26n, local: 8n, net: 141n });
    expect(taxesOf(6n, PERSON)).to.deep.equal({ national: 0n, local: 0n, net: 6n });
    expect(taxesOf(7n, PERSON)).to.deep.equal({ national: 1n, local: 0n, net: 6n });
    expect(taxesOf(19n, PERSON).local).to.equal(0n);
    expect(taxesOf(20n, PERSON).local).to.equal(1n);
    expect(taxesOf(0n, PERSON)).to.deep.equal({ national: 0n, local: 0n, net: 0n });
    expect(taxesOf(100_000n, { national: 20_420n, local: 0n }).net).to.equal(79_580n);
  });

  it("always adds up to the gross", () => {
    for (let gross = 0n; gross < 3_000n; gross++) {
      const { national, local, net } = taxesOf(gross, PERSON);
      expect(national + local + net).to.equal(gross);
      expect((national + local) * 100_000n <= gross * 20_315n).to.equal(true);
    }
  });
});
