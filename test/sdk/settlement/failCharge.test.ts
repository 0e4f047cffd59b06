import { expect } from "chai";
import { FailChargeRefused, failCharge } from "../../../sdk/settlement/failCharge.ts";
import { failRatePerDay } from "../../../sdk/settlement/failRatePerDay.ts";

describe("failRatePerDay", () => {
  it("is the rate above the reference, and nothing below it", () => {
    expect(failRatePerDay(30_000n, 1_000n)).to.equal(29_000n);
    expect(failRatePerDay(30_000n, 30_000n)).to.equal(0n);
    expect(failRatePerDay(30_000n, 30_001n)).to.equal(0n);
  });

  it("is higher when the reference is below nothing", () => {
    expect(failRatePerDay(30_000n, -500n)).to.equal(30_500n);
  });
});

describe("failCharge", () => {
  it("refuses an amount or rates below nothing", () => {
    expect(() => failCharge({ amount: -1n, rateDays: 1n })).to.throw(
      FailChargeRefused,
      "amount is -1",
    );
    expect(() => failCharge({ amount: 1n, rateDays: -1n })).to.throw(
      FailChargeRefused,
      "rateDays is -1",
    );
  });

  it("is 3 % less a reference of 0.1 %, for each of three days", () => {
    const days = [1_000n, 1_000n, 1_000n].map((reference) => failRatePerDay(30_000n, reference));
    const rateDays = days.reduce((sum, day) => sum + day, 0n);
    // 1,000,000,000 × 2.9 % × 3 / 365 = 238,356.16…
    expect(failCharge({ amount: 1_000_000_000n, rateDays })).to.equal(238_356n);
  });

  it("is cut once, at the end, and leaves the fraction with the seller", () => {
    // A day is 0.79… yen: cut each day, ten days would be nothing.
    expect(failCharge({ amount: 10_000n, rateDays: 29_000n })).to.equal(0n);
    expect(failCharge({ amount: 10_000n, rateDays: 290_000n })).to.equal(7n);
    expect(failCharge({ amount: 365n, rateDays: 1_000_000n })).to.equal(1n);
    expect(failCharge({ amount: 364n, rateDays: 1_000_000n })).to.equal(0n);
    expect(failCharge({ amount: 0n, rateDays: 30_000n })).to.equal(0n);
  });

  it("keeps amounts exact that no number holds", () => {
    const amount = 365n * 10n ** 40n;
    expect(failCharge({ amount, rateDays: 1n })).to.equal(10n ** 34n);
  });
});
