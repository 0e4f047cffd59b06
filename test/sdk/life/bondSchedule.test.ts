import { expect } from "chai";
import { formatDate } from "../../../sdk/format/formatDate.ts";
import { type BondScheduleOptions, bondSchedule } from "../../../sdk/life/bondSchedule.ts";
import { DateOutsideCalendar } from "../../../sdk/life/calendar.ts";
import {
  PaymentsPerYearUnclear,
  PeriodIrregular,
  RepaymentRefused,
} from "../../../sdk/life/scheduleErrors.ts";
import { ALL, bondOf, day, exampleBond, rowOf } from "./support/bonds.ts";

type Terms = Parameters<typeof bondOf>[0];

const rows = (terms: Terms, options?: BondScheduleOptions) =>
  bondSchedule(bondOf(terms), options).map(rowOf);
const lengths = (terms: Terms, options?: BondScheduleOptions) =>
  bondSchedule(bondOf(terms), options).map(
    ({ days, of, perYear }) => `${days}/${of} of ${perYear}`,
  );

describe("bondSchedule of the example bonds", () => {
  // By hand from the terms: rate ÷ 2, and the calendar of the year.
  it("pays NRI's 15th on Fridays before weekends, 0.7415 % each half-year", async () => {
    const half = 74_150_000_000n;
    expect(bondSchedule(await exampleBond("nri-15")).map(rowOf)).to.deep.equal([
      ["2025-09-14", "2025-09-12", "2025-09-11", "184/184", half, 0n],
      ["2026-03-14", "2026-03-13", "2026-03-12", "181/181", half, 0n],
      ["2026-09-14", "2026-09-14", "2026-09-13", "184/184", half, 0n],
      ["2027-03-14", "2027-03-12", "2027-03-11", "181/181", half, 0n],
      ["2027-09-14", "2027-09-14", "2027-09-13", "184/184", half, 0n],
      ["2028-03-14", "2028-03-14", "none", "182/182", half, ALL],
    ]);
  });

  it("pays the JPX bond's last coupon and face on the Friday before", async () => {
    expect(bondSchedule(await exampleBond("jpx-green-1")).map(rowOf)).to.deep.equal([
      ["2022-12-03", "2022-12-02", "2022-12-01", "183/183", 2_500_000_000n, 0n],
      ["2023-06-03", "2023-06-02", "none", "182/182", 2_500_000_000n, ALL],
    ]);
  });

  it("pays SBI's first 0.175 % each half-year", async () => {
    expect(bondSchedule(await exampleBond("sbi-st-1")).map(rowOf)).to.deep.equal([
      ["2021-10-27", "2021-10-27", "2021-10-26", "183/183", 17_500_000_000n, 0n],
      ["2022-04-27", "2022-04-27", "none", "182/182", 17_500_000_000n, ALL],
    ]);
  });
});

describe("bondSchedule", () => {
  const halfYears = { issued: "2024-06-15", interest: ["2024-12-15", "2025-06-15", "2025-12-15"] };

  describe("given days that tell no amount", () => {
    it("refuses a period longer than a regular one", () => {
      const terms = { issued: "2024-01-31", interest: ["2024-12-15", "2025-06-15"] };
      expect(() => rows(terms)).to.throw(
        PeriodIrregular,
        "ends on 2024-12-15 has 319 days that bear interest, more than the 183 of a regular one",
      );
      expect(() => rows({ issued: "2024-01-31", interest: ["2026-01-31"] })).to.throw(
        PeriodIrregular,
      );
      expect(lengths(terms, { dayCount: "actual-365" })[0]).to.equal("319/365 of 1");
    });

    it("refuses a short period in the middle", () => {
      const interest = ["2024-06-15", "2024-09-15", "2025-03-15"];
      expect(() => rows({ issued: "2023-12-15", interest })).to.throw(
        PeriodIrregular,
        "ends on 2024-09-15 has 92 days, the regular one 183",
      );
    });

    it("refuses to guess how often it pays a year", () => {
      const terms = { issued: "2024-03-15", interest: ["2024-06-15", "2024-08-20"] };
      expect(() => rows(terms)).to.throw(PaymentsPerYearUnclear, "give `perYear`");
      expect(lengths(terms, { perYear: 4 })).to.deep.equal(["92/92 of 4", "66/92 of 4"]);
    });

    it("refuses days that do not ascend", () => {
      expect(() => rows({ issued: "2024-06-15", interest: ["2024-06-15"] })).to.throw(
        PeriodIrregular,
      );
      const backwards = { ...halfYears, due: "2025-06-15" };
      expect(() => rows(backwards)).to.throw(PeriodIrregular, "does not end after");
    });

    it("refuses to pay where no holidays are known", () => {
      const terms = { issued: "2050-06-15", interest: ["2050-12-15", "2051-06-15"] };
      expect(() => rows({ ...terms, holiday: "following" })).to.throw(DateOutsideCalendar);
      expect(rows(terms)).to.have.length(2);
    });
  });

  describe("given repayments that cannot be", () => {
    for (const [what, repayments, message] of [
      ["another day", [{ due: "2025-01-15", share: 1n }], "is on no day of interest"],
      ["the last day", [{ due: "2025-12-15", share: 1n }], "is on no day of interest"],
      ["nothing", [{ due: "2025-06-15", share: 0n }], "is of 0"],
      ["everything", [{ due: "2025-06-15", share: ALL }], "leaves nothing for the last day"],
      [
        "a day twice",
        [
          { due: "2025-06-15", share: 1n },
          { due: "2025-06-15", share: 1n },
        ],
        "is there twice",
      ],
    ] as const) {
      it(`refuses one of ${what}`, () => {
        const parts = repayments.map(({ due, share }) => ({ due: day(due), share }));
        expect(() => rows(halfYears, { repayments: parts })).to.throw(RepaymentRefused, message);
      });
    }
  });

  it("bears interest from the day after the payment date, or from that day", () => {
    const ends = (interestFrom: "day-after-payment" | "payment-date") =>
      bondSchedule(bondOf({ ...halfYears, interestFrom })).map(({ from, until, days, of }) => [
        ...[formatDate(from, "en"), formatDate(until, "en")],
        ...[days, of],
      ]);
    expect(ends("day-after-payment")).to.deep.equal([
      ["2024-06-16", "2024-12-15", 183, 183],
      ["2024-12-16", "2025-06-15", 182, 182],
      ["2025-06-16", "2025-12-15", 183, 183],
    ]);
    expect(ends("payment-date")).to.deep.equal([
      ["2024-06-15", "2024-12-14", 183, 183],
      ["2024-12-15", "2025-06-14", 182, 182],
      ["2025-06-15", "2025-12-14", 183, 183],
    ]);
  });

  it("pays a first stub by days of the half-year that ends with it, cut below 13 decimals", () => {
    const [first] = rows({ issued: "2024-01-31", interest: ["2024-06-15", "2024-12-15"] });
    // 29 (a leap year) + 31 + 30 + 31 + 15 days of 183: 0.006 × 136 ÷ 183 = 0.00445901639344…
    expect(first).to.deep.equal([
      ...["2024-06-15", "2024-06-15", "2024-06-14", "136/183"],
      ...[44_590_163_934n, 0n],
    ]);
  });

  it("has a day less in a year without 29 February", () => {
    const first = rows({ issued: "2025-01-31", interest: ["2025-06-15", "2025-12-15"] })[0]!;
    // 0.006 × 135 ÷ 182 = 0.00445054945054945…
    expect(first.slice(3, 5)).to.deep.equal(["135/182", 44_505_494_505n]);
  });

  it("pays a last stub by days of the half-year that begins with it", () => {
    const last = rows({
      issued: "2023-12-15",
      interest: ["2024-06-15", "2024-12-15", "2025-02-28"],
    });
    // 16 + 31 + 28 days of 182: 0.006 × 75 ÷ 182 = 0.00247252747252747…
    expect(last[2]).to.deep.equal([
      ...["2025-02-28", "2025-02-28", "none", "75/182"],
      ...[24_725_274_725n, ALL],
    ]);
  });

  it("counts the ends of months as regular, be they the 28th, 29th or 31st", () => {
    const interest = ["2024-02-29", "2024-08-31", "2025-02-28"];
    expect(lengths({ issued: "2023-08-31", interest })).to.deep.equal([
      ...["182/182 of 2", "184/184 of 2", "181/181 of 2"],
    ]);
    // From the 28th of February a half-year ends on the 28th, if the other day is one.
    const on28 = ["2025-02-28", "2025-08-28", "2026-02-28"];
    expect(lengths({ issued: "2024-08-28", interest: on28 })).to.deep.equal([
      ...["184/184 of 2", "181/181 of 2", "184/184 of 2"],
    ]);
  });

  it("takes payments a year from the days: 1, 2, 3, 4, 6 and 12", () => {
    const every = (months: number) =>
      [1, 2].map((times) => {
        const month = months * times;
        const [year, index] = [2025 + Math.floor(month / 12), (month % 12) + 1];
        return `${year}-${String(index).padStart(2, "0")}-15`;
      });
    const perYen = (months: number) => {
      const [period] = bondSchedule(
        bondOf({ rate: "0.01", issued: "2025-01-15", interest: every(months) }),
      );
      return [period?.perYear, period?.perYen];
    };
    expect([12, 6, 4, 3, 2, 1].map(perYen)).to.deep.equal([
      [1, 100_000_000_000n],
      [2, 50_000_000_000n],
      [3, 33_333_333_333n],
      [4, 25_000_000_000n],
      [6, 16_666_666_666n],
      [12, 8_333_333_333n],
    ]);
  });

  it("takes a bond of one payment for a yearly one, unless told otherwise", () => {
    expect(lengths({ issued: "2025-03-14", interest: ["2026-03-14"] })).to.deep.equal([
      "365/365 of 1",
    ]);
    expect(lengths({ issued: "2023-03-14", interest: ["2024-03-14"] })).to.deep.equal([
      "366/366 of 1",
    ]);
    const half = { issued: "2025-03-14", interest: ["2025-09-14"] };
    expect(lengths(half)).to.deep.equal(["184/365 of 1"]);
    expect(lengths(half, { perYear: 2 })).to.deep.equal(["184/184 of 2"]);
    const monthEnds = { issued: "2025-08-31", interest: ["2026-02-28"] };
    expect(lengths(monthEnds, { perYear: 2 })).to.deep.equal(["181/181 of 2"]);
  });

  it("counts by days of 365 if told so, also in a leap year", async () => {
    const [first] = bondSchedule(await exampleBond("nri-15"), { dayCount: "actual-365" });
    // 0.01483 × 184 ÷ 365 = 0.00747594520547945…
    expect([first?.of, first?.perYear, first?.perYen]).to.deep.equal([365, 1, 74_759_452_054n]);
    const leap = { issued: "2023-03-14", interest: ["2024-03-14"] };
    // 0.012 × 366 ÷ 365 = 0.01203287671232876…
    expect(rows(leap, { dayCount: "actual-365" })[0]?.[4]).to.equal(120_328_767_123n);
  });

  it("bears interest on what is not yet repaid", () => {
    const terms = { ...halfYears, rate: "0.01" };
    const repayments = [{ due: day("2024-12-15"), share: 3_000_000_000_000n }];
    const periods = bondSchedule(bondOf(terms), { repayments });
    expect(
      periods.map(({ outstanding, perYen, principal }) => [outstanding, perYen, principal]),
    ).to.deep.equal([
      [ALL, 50_000_000_000n, 3_000_000_000_000n],
      [7_000_000_000_000n, 35_000_000_000n, 0n],
      [7_000_000_000_000n, 35_000_000_000n, 7_000_000_000_000n],
    ]);
  });

  it("repays a bond without interest on its due date", () => {
    const terms = { rate: "0", issued: "2024-06-15", interest: [], due: "2027-01-20" };
    const [only, ...others] = rows(terms);
    expect(others).to.deep.equal([]);
    expect(only).to.deep.equal([...["2027-01-20", "2027-01-20", "none", "949/949"], ...[0n, ALL]]);
    const withDays = { ...terms, interest: ["2024-07-01", "2026-01-01"] };
    expect(rows(withDays).map((row) => row[5])).to.deep.equal([0n, 0n, ALL]);
  });

  it("reads holders at the record date of the class file, or the day before the payment", () => {
    const schedule = [
      { kind: "interest", record: day("2024-11-30"), pays: day("2024-12-15") },
    ] as const;
    // 15 December 2024 is a Sunday, 15 June 2025 too.
    const [first, second] = rows({ ...halfYears, holiday: "preceding", schedule });
    expect(first?.slice(0, 3)).to.deep.equal(["2024-12-15", "2024-12-13", "2024-11-30"]);
    expect(second?.slice(0, 3)).to.deep.equal(["2025-06-15", "2025-06-13", "2025-06-12"]);
    const other = [{ kind: "interest", record: day("2024-11-30") }] as const;
    expect(rows({ ...halfYears, schedule: other })[0]?.[2]).to.equal("2024-12-14");
  });

  it("follows another holiday rule if told so, and no amount changes", () => {
    const terms = { ...halfYears, holiday: "preceding" } as const;
    const [first] = rows(terms, { holiday: "modified-following" });
    expect(first?.slice(0, 5)).to.deep.equal([
      ...["2024-12-15", "2024-12-16", "2024-12-15", "183/183"],
      60_000_000_000n,
    ]);
  });

  it("never pays more than the rate, whatever the stubs", () => {
    for (let issued = day("2024-06-15"); issued < day("2024-12-15"); issued++) {
      const bond = { ...bondOf(halfYears).bond, issued, rate: "0.013333333333" };
      const [first, ...others] = bondSchedule({ bond, schedule: [] });
      for (const { perYen } of others) expect(perYen).to.equal(66_666_666_665n);
      const stub = first!.perYen;
      expect(stub > 0n && stub <= 66_666_666_665n).to.equal(true);
    }
  });
});
