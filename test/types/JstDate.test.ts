import { expect } from "chai";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { load } from "../support/load.ts";
import { harnesses } from "./support/harnesses.ts";
import { random } from "./support/patterns.ts";

const LAST_SECOND = 0xffff_ffffn;

const jstDate = async () => (await load(harnesses)).jstDate;

/** The date in Tokyo as the runtime's own time zone data has it, in days since 1970-01-01. */
function dayInTokyo(seconds: number): number {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Tokyo" }).format(
    seconds * 1_000,
  );
  return Date.parse(`${parts}T00:00:00Z`) / 86_400_000;
}

describe("A date in Japan", () => {
  it("begins at midnight in Tokyo, to the second", async () => {
    const harness = await jstDate();
    for (const day of ["1970-01-02", "2000-02-29", "2026-03-31", "2028-02-29", "2100-12-31"]) {
      const midnight = Date.parse(`${day}T00:00:00+09:00`) / 1_000;
      const date = BigInt(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
      expect(await harness.dateAt(midnight)).to.equal(date);
      expect(await harness.dateAt(midnight - 1)).to.equal(date - 1n);
      expect(await harness.lastSecond(date)).to.equal(BigInt(midnight + 86_399));
    }
  });

  it("is the date in Tokyo at any moment, as the runtime and the sdk have it", async () => {
    const harness = await jstDate();
    for (let i = 0; i < 60; i++) {
      const moment = Number(random(i) % LAST_SECOND);
      const date = dayInTokyo(moment);
      expect(await harness.dateAt(moment), `${moment}`).to.equal(BigInt(date));
      expect(jstDateOf(moment)).to.equal(date);
    }
  });

  it("ends one second before the sdk's end of day, up to 2106-02-06", async () => {
    const harness = await jstDate();
    for (const date of [1, 20_000, 49_708, 49_709]) {
      expect(await harness.lastSecond(date)).to.equal(BigInt(jstDateEnd(date) - 1));
    }
  });

  it("from 2106-02-07 on ends in the last second that 32 bits can say", async () => {
    const harness = await jstDate();
    for (const date of [49_710, 49_711, 65_535]) {
      expect(await harness.lastSecond(date), `${date}`).to.equal(LAST_SECOND);
    }
  });

  it("is past from its midnight on, and not in its last second", async () => {
    const harness = await jstDate();
    for (const date of [1, 20_543, 49_709]) {
      const end = jstDateEnd(date);
      expect(await harness.isPast(date, end - 1)).to.equal(false);
      expect(await harness.isPast(date, end)).to.equal(true);
      expect(await harness.isPast(date, 0)).to.equal(false);
    }
  });

  it("that is none has always passed", async () => {
    const harness = await jstDate();
    expect(await harness.isNone(0)).to.equal(true);
    expect(await harness.isNone(1)).to.equal(false);
    expect(await harness.isPast(0, 0)).to.equal(true);
  });

  it("compares by day", async () => {
    const harness = await jstDate();
    for (const [a, b] of [
      [0, 1],
      [20_000, 20_001],
      [255, 256],
      [65_534, 65_535],
    ] as const) {
      expect(await harness.isBefore(a, b)).to.equal(true);
      expect(await harness.isBefore(b, a)).to.equal(false);
      expect(await harness.isBefore(a, a)).to.equal(false);
      expect(await harness.earlier(a, b)).to.equal(BigInt(a));
      expect(await harness.earlier(b, a)).to.equal(BigInt(a));
    }
  });
});
