import { expect } from "chai";
import { load } from "../support/load.ts";
import { fieldsOf, PAST_HOLDING, RECORD_DATE, withFields } from "../support/words.ts";
import { harnesses } from "./support/harnesses.ts";
import { PATTERNS } from "./support/patterns.ts";
import { edges, itReads, itSetsNothingElse } from "./support/setters.ts";

const MOST = 2n ** 64n - 1n;

const recordDate = async () => (await load(harnesses)).recordDate;
const pastHolding = async () => (await load(harnesses)).pastHolding;

describe("A record date", () => {
  itReads(recordDate, RECORD_DATE, {
    supply: "supply",
    holders: "holders",
    lastSecond: "lastSecond",
    nextLastSecond: "nextLastSecond",
  });

  itSetsNothingElse(
    recordDate,
    RECORD_DATE,
    [
      ...edges(64).map((supply) => [supply, 0x12_3456n] as const),
      ...edges(24).map((holders) => [0x1234_5678n, holders] as const),
    ].map(([supply, holders]) => ({
      name: "taken",
      args: [supply, holders],
      sets: { supply, holders },
    })),
  );

  it("is declared with its last second and the next one's, nothing else", async () => {
    const harness = await recordDate();
    for (const lastSecond of edges(32)) {
      for (const next of edges(32)) {
        expect(await harness.declared(lastSecond, next)).to.equal(
          withFields(RECORD_DATE, 0n, { lastSecond, nextLastSecond: next }),
        );
      }
    }
  });

  it("is declared with anything in it, and only then", async () => {
    const harness = await recordDate();
    expect(await harness.isDeclared(0n)).to.equal(false);
    for (let bit = 0n; bit < 256n; bit++) {
      expect(await harness.isDeclared(1n << bit), `bit ${bit}`).to.equal(true);
    }
  });

  it("says the date in Japan of which it has the last second", async () => {
    const { recordDate: harness, jstDate } = await load(harnesses);
    for (const date of [1, 20_910, 20_911, 49_709]) {
      const lastSecond = await jstDate.lastSecond(date);
      for (const [, raw] of PATTERNS) {
        expect(await harness.date(withFields(RECORD_DATE, raw, { lastSecond }))).to.equal(date);
      }
    }
  });
});

describe("A past holding", () => {
  itReads(pastHolding, PAST_HOLDING, {
    balance: "balance",
    held: "held",
    frozen: "frozen",
    since: "since",
  });

  it("is packed field by field, and no field touches another", async () => {
    const harness = await pastHolding();
    for (const [pattern, raw] of PATTERNS) {
      const { balance, held, frozen, since } = fieldsOf(PAST_HOLDING, raw);
      expect(await harness.pack(balance, held, frozen, since), pattern).to.equal(
        withFields(PAST_HOLDING, 0n, { balance, held, frozen, since }),
      );
    }
  });

  it("given a frozen amount beyond 64 bits, keeps the most that it can say", async () => {
    const harness = await pastHolding();
    for (const frozen of [MOST, MOST + 1n, 2n ** 128n, 2n ** 256n - 1n]) {
      expect(await harness.pack(5n, 3n, frozen, 7n)).to.equal(
        withFields(PAST_HOLDING, 0n, { balance: 5, held: 3, frozen: MOST, since: 7 }),
      );
    }
  });

  it("is kept with anything in it, and only then", async () => {
    const harness = await pastHolding();
    expect(await harness.isKept(0n)).to.equal(false);
    for (let bit = 0n; bit < 256n; bit++) {
      expect(await harness.isKept(1n << bit), `bit ${bit}`).to.equal(true);
    }
  });
});
