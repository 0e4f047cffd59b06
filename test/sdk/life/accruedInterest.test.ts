import { expect } from "chai";
import { AccruedRefused, accruedInterest } from "../../../sdk/life/accruedInterest.ts";
import { ALL, bondOf, day, exampleBond } from "./support/bonds.ts";

const FACE = 100_000_000n;
const TERMS = {
  ...{ rate: "0.01483", issued: "2025-03-14" },
  interest: ["2025-09-14", "2026-03-14", "2026-09-14"],
};

describe("accruedInterest", () => {
  const refuses = (settles: string, message: string, holiday?: "following" | "preceding") => {
    const terms = bondOf({ ...TERMS, ...(holiday && { holiday }) });
    expect(() => accruedInterest(terms, day(settles), FACE)).to.throw(AccruedRefused, message);
  };

  it("refuses days outside the bond's life, and no face", () => {
    refuses("2025-03-13", "give a settlement day from 2025-03-14 to the day before 2026-09-14");
    refuses("2026-09-14", "give a settlement day");
    expect(() => accruedInterest(bondOf(TERMS), day("2025-06-02"), 0n)).to.throw(
      AccruedRefused,
      "the face is 0",
    );
  });

  it("refuses days on which the payment is another's than the buyer's", () => {
    // Paid on Friday the 12th to the holders of the 11th, for the time until Sunday the 14th.
    refuses("2025-09-12", "is the seller's since its record date, 2025-09-11", "preceding");
    // Paid on Tuesday the 16th to the holders of the 15th.
    refuses("2025-09-15", "are read at the end of 2025-09-15 only", "following");
  });

  it("is the year's interest on ¥100 by days of 365, cut below 7 decimals, then below the yen", async () => {
    // 17 + 30 + 31 + 2 days: 1.483 × 80 ÷ 365 = 0.32504109…
    expect(accruedInterest(await exampleBond("nri-15"), day("2025-06-02"), FACE)).to.deep.equal({
      ...{ days: 80, per100: 3_250_410n, yen: 325_041n },
    });
    // 0.35 × 100 ÷ 365 = 0.09589041…; of ¥100,000 that is 95.89 yen.
    expect(
      accruedInterest(await exampleBond("sbi-st-1"), day("2021-08-05"), 100_000n),
    ).to.deep.equal({ ...{ days: 100, per100: 958_904n, yen: 95n } });
  });

  it("counts one end: none on the payment date and on a day of interest, one on the next", () => {
    const daysAt = (settles: string) => accruedInterest(bondOf(TERMS), day(settles), FACE).days;
    expect(["2025-03-14", "2025-03-15", "2025-09-14", "2025-09-15"].map(daysAt)).to.deep.equal([
      ...[0, 1, 0, 1],
    ]);
  });

  it("is never more than what the period pays: 183 days are half a year", () => {
    const at = (settles: string) => accruedInterest(bondOf(TERMS), day(settles), FACE);
    // 1.483 × 182 ÷ 365 = 0.73946849…, and by 183 days it would be 0.7435315…
    expect(at("2025-09-12")).to.deep.equal({ days: 182, per100: 7_394_684n, yen: 739_468n });
    expect(at("2025-09-13")).to.deep.equal({ days: 183, per100: 7_415_000n, yen: 741_500n });
  });

  it("is of the face that is still outstanding", () => {
    const repayments = [{ due: day("2025-09-14"), share: ALL / 2n }];
    const after = accruedInterest(bondOf(TERMS), day("2025-09-24"), FACE / 2n, { repayments });
    // 1.483 × 10 ÷ 365 = 0.04063013…
    expect(after).to.deep.equal({ days: 10, per100: 406_301n, yen: 20_315n });
  });
});
