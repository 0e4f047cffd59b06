import { expect } from "chai";
import { formatDate } from "../../../sdk/format/formatDate.ts";
import { DateRefused } from "../../../sdk/format/JstDate.ts";
import { businessDay, type HolidayRule } from "../../../sdk/life/businessDay.ts";
import { DateOutsideCalendar } from "../../../sdk/life/calendar.ts";
import { calendarVersion } from "../../../sdk/life/calendarVersion.ts";
import { isBusinessDay } from "../../../sdk/life/isBusinessDay.ts";
import { day } from "./support/bonds.ts";

const moved = (date: string, rule: HolidayRule) => formatDate(businessDay(day(date), rule), "en");

describe("calendarVersion", () => {
  it("names the library and its version", () => {
    expect(calendarVersion()).to.equal("@holiday-jp/holiday_jp 2.5.1");
  });
});

describe("isBusinessDay", () => {
  it("refuses days of which no holidays are known, and what is no date", () => {
    expect(() => isBusinessDay(day("1999-12-31"))).to.throw(
      DateOutsideCalendar,
      "open on 1999-12-31 is not known: the calendar covers 2000-01-01 to 2050-12-31",
    );
    expect(() => isBusinessDay(day("2051-01-04"))).to.throw(DateOutsideCalendar);
    expect(() => isBusinessDay(0.5)).to.throw(DateRefused);
  });

  it("knows national holidays, substitute ones and those that moved for a year", () => {
    for (const holiday of [
      "2025-09-15", // respect for the aged
      "2025-11-24", // in lieu of Sunday the 23rd
      "2026-05-06", // in lieu of Sunday the 3rd, after two more holidays
      "2026-09-22", // between two holidays
      "2020-07-24", // the sports day moved for the Games
      "2019-05-01", // the accession
    ]) {
      expect(isBusinessDay(day(holiday)), holiday).to.equal(false);
    }
    // The sports day was not in October 2020.
    expect(isBusinessDay(day("2020-10-12"))).to.equal(true);
  });

  it("closes banks from 31 December to 3 January", () => {
    const days = ["2026-12-30", "2026-12-31", "2027-01-01", "2026-01-02", "2025-01-03"];
    expect(days.map((date) => isBusinessDay(day(date)))).to.deep.equal([
      true,
      ...[false, false, false, false],
    ]);
    expect(isBusinessDay(day("2027-01-04"))).to.equal(true);
  });

  it("closes them on Saturdays and Sundays alone, of a week without holidays", () => {
    // Monday 1 to Sunday 7 June 2026.
    const week = Array.from({ length: 7 }, (_, index) => isBusinessDay(day("2026-06-01") + index));
    expect(week).to.deep.equal([true, true, true, true, true, false, false]);
  });
});

describe("businessDay", () => {
  it("refuses what is no date, by every rule", () => {
    for (const rule of ["none", "preceding", "following", "modified-following"] as const) {
      expect(() => businessDay(0, rule), rule).to.throw(DateRefused);
    }
  });

  it("refuses to move past the last year that it knows", () => {
    expect(() => businessDay(day("2050-12-31"), "following")).to.throw(
      DateOutsideCalendar,
      "open on 2051-01-01",
    );
    expect(moved("2050-12-31", "preceding")).to.equal("2050-12-30");
  });

  it("leaves a business day, and every day if there is no rule", () => {
    expect(moved("2026-09-14", "preceding")).to.equal("2026-09-14");
    expect(moved("2026-09-14", "following")).to.equal("2026-09-14");
    expect(moved("2025-09-14", "none")).to.equal("2025-09-14");
    // No calendar is needed for that.
    expect(moved("2077-09-14", "none")).to.equal("2077-09-14");
  });

  it("moves over weekends, holidays and the year's end", () => {
    expect(moved("2025-09-14", "preceding")).to.equal("2025-09-12");
    expect(moved("2023-06-03", "preceding")).to.equal("2023-06-02");
    // Sunday, then the respect for the aged.
    expect(moved("2025-09-14", "following")).to.equal("2025-09-16");
    expect(moved("2026-05-06", "preceding")).to.equal("2026-05-01");
    expect(moved("2026-05-02", "following")).to.equal("2026-05-07");
    expect(moved("2027-01-01", "preceding")).to.equal("2026-12-30");
    expect(moved("2026-12-31", "following")).to.equal("2027-01-04");
  });

  it("moves back instead where the next one is in another month", () => {
    expect(moved("2026-05-30", "modified-following")).to.equal("2026-05-29");
    expect(moved("2026-12-31", "modified-following")).to.equal("2026-12-30");
    expect(moved("2026-05-02", "modified-following")).to.equal("2026-05-07");
  });
});
