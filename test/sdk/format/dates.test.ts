import { expect } from "chai";
import { formatDate } from "../../../sdk/format/formatDate.ts";
import { formatTime } from "../../../sdk/format/formatTime.ts";
import { DateRefused, FIRST_JST_DATE, LAST_JST_DATE } from "../../../sdk/format/JstDate.ts";
import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../../sdk/format/jstDateOf.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";

describe("Parsing a date", () => {
  it("refuses a day that no calendar has, and says what to give", () => {
    expect(() => parseJstDate("2026-02-30")).to.throw(
      DateRefused,
      '"2026-02-30" is not a date: give an existing day from 1970-01-02 to 2106-02-06, as YYYY-MM-DD in text or as whole days since 1970-01-01 in numbers.',
    );
  });

  it("refuses other ways to write one, and days that the chain cannot hold", () => {
    for (const text of [
      "",
      "2026-3-31",
      "20260331",
      "2026/03/31",
      " 2026-03-31",
      "2026-03-31T00:00:00Z",
      "2026-13-01",
      "2026-00-10",
      "2025-02-29",
      "1900-01-01",
      "1969-12-31",
      "1970-01-01",
      "2106-02-07",
      "9999-12-31",
    ]) {
      expect(() => parseJstDate(text), text).to.throw(DateRefused);
    }
  });

  it("counts days from 1970-01-01", () => {
    expect(parseJstDate("1970-01-02")).to.equal(FIRST_JST_DATE);
    expect(parseJstDate("2000-02-29")).to.equal(11_016);
    expect(parseJstDate("2021-04-27")).to.equal(18_744);
    expect(parseJstDate("2026-03-31")).to.equal(20_543);
    expect(parseJstDate("2106-02-06")).to.equal(LAST_JST_DATE);
  });
});

describe("Formatting a date", () => {
  it("refuses what is no whole number of days in range", () => {
    for (const date of [-1, 0, 0.5, Number.NaN, LAST_JST_DATE + 1]) {
      expect(() => formatDate(date, "en"), String(date)).to.throw(DateRefused);
    }
  });

  it("prints it in both languages", () => {
    expect(formatDate(20_543, "en")).to.equal("2026-03-31");
    expect(formatDate(20_543, "ja")).to.equal("2026年3月31日");
  });

  it("gives back every date that was parsed", () => {
    for (let date = FIRST_JST_DATE; date <= LAST_JST_DATE; date++) {
      expect(parseJstDate(formatDate(date, "en"))).to.equal(date);
    }
  });
});

describe("A day in Japan", () => {
  it("ends at 24:00 JST, 15:00 UTC of the same date", () => {
    expect(jstDateEnd(parseJstDate("2026-03-31"))).to.equal(
      Date.parse("2026-03-31T15:00:00Z") / 1_000,
    );
  });

  it("ends within 32 bits of seconds, and the first one that does not is refused", () => {
    expect(jstDateEnd(LAST_JST_DATE)).to.be.at.most(2 ** 32 - 1);
    expect(jstDateEnd(LAST_JST_DATE + 1)).to.be.above(2 ** 32 - 1);
  });

  it("holds the second before its end, and the end is the next day", () => {
    const date = parseJstDate("2026-03-31");
    expect(jstDateOf(jstDateEnd(date) - 1)).to.equal(date);
    expect(jstDateOf(jstDateEnd(date))).to.equal(date + 1);
    expect(jstDateOf(BigInt(jstDateEnd(date)))).to.equal(date + 1);
  });
});

describe("Formatting a moment", () => {
  it("refuses a moment outside the dates of the chain", () => {
    expect(() => formatTime(0, "en")).to.throw(DateRefused);
    expect(() => formatTime(Number.NaN, "en")).to.throw(DateRefused);
  });

  it("prints the clock of Japan in both languages, without seconds", () => {
    const nine = Date.parse("2026-03-31T00:00:59Z") / 1_000;
    expect(formatTime(nine, "en")).to.equal("2026-03-31 09:00 JST");
    expect(formatTime(nine, "ja")).to.equal("2026年3月31日 9時00分");
    expect(formatTime(BigInt(nine), "ja")).to.equal("2026年3月31日 9時00分");
  });

  it("turns the date at midnight in Japan", () => {
    const midnight = Date.parse("2026-03-31T15:00:00Z") / 1_000;
    expect(formatTime(midnight - 1, "en")).to.equal("2026-03-31 23:59 JST");
    expect(formatTime(midnight, "en")).to.equal("2026-04-01 00:00 JST");
  });
});
