import { expect } from "chai";
import { formatDate } from "../../sdk/format/formatDate.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { RecordDateMissing, readRegisterAt } from "../../sdk/read/readRegisterAt.ts";
import { fixture } from "../support/fixture.ts";
import { holdId, holdOrder } from "../support/holds.ts";
import { impersonated } from "../support/impersonated.ts";
import { expectTotals } from "../support/totals.ts";
import { CLASS_WORD, fieldsOf, HOLDER_WORD, withFields } from "../support/words.ts";
import { DAY, world } from "../support/world.ts";

const DOCUMENT = `0x${"33".repeat(32)}`;
const SALT = `0x${"a1".repeat(32)}`;
const NO_DATE = 2 ** 32 - 1;
/** 2106-02-07, whose end no 32 bits can say. */
const TOO_FAR = 49_710;

/** 23:59:59 in Japan. */
const lastSecond = (date: number) => jstDateEnd(date) - 1;

/** The bond: A has 100 units, B 10, C none. `today` is the day on which the test begins. */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b, w.c], {}, [1]);
  await w.desk.issue(w.bond, w.a, 100n, DOCUMENT);
  await w.desk.issue(w.bond, w.b, 10n, DOCUMENT);
  const asDesk = w.bond.connect(await impersonated(w, w.platform.desk));
  const today = jstDateOf(await w.now());
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);

  const declare = (date: number) => w.desk.declareRecordDate(w.bond, date, DOCUMENT);
  /** To the first second after a day in Japan. */
  const endOf = async (date: number) => {
    await w.networkHelpers.time.setNextBlockTimestamp(jstDateEnd(date));
    await w.networkHelpers.mine();
  };
  const holding = async ({ address }: { address: string }, id: number) => [
    ...(await w.bond.holdingAt(address, id)),
  ];
  const word = async () => fieldsOf(CLASS_WORD, await w.bond.classWord());
  return { ...w, asDesk, today, everyone, declare, endOf, holding, word };
});
type Loaded = Awaited<ReturnType<typeof load>>;

/** Dates of the class by the lens, and how many of them are over. */
async function datesOf({ lens, bond }: Loaded): Promise<{ dates: number[]; over: number }> {
  const [dates, over] = await lens.recordDatesOf(bond);
  return { dates: dates.map(Number), over: Number(over) };
}

describe("declareRecordDate", () => {
  it("given a registrar, makes today or a later day a record date, in any order, and says so", async () => {
    const w = await load();
    for (const date of [w.today + 30, w.today, w.today + 10]) {
      const sent = w.declare(date);
      await expect(sent).to.emit(w.bond, "RecordDateDeclared").withArgs(date);
      await expect(sent)
        .to.emit(w.desk, "RecordDateOrdered")
        .withArgs(w.bond, date, true, DOCUMENT, w.registrar);
    }
    expect(await datesOf(w)).to.deep.equal({
      dates: [w.today, w.today + 10, w.today + 30],
      over: 0,
    });
    expect((await w.word()).nextDate).to.equal(BigInt(lastSecond(w.today)));
    expect(await w.lens.recordIdOf(w.bond, w.today + 10)).to.equal(2n);
    expect(await w.lens.recordIdOf(w.bond, w.today + 9)).to.equal(0n);
    expect(await w.lens.recordIdOf(w.bond, w.today + 31)).to.equal(0n);
  });

  it("POWER-1: given anybody else, is refused", async () => {
    const w = await load();
    for (const caller of [w.thief, w.a, w.admin, w.guardian]) {
      for (const verb of ["declareRecordDate", "withdrawRecordDate"] as const) {
        await expect(w.desk.connect(caller)[verb](w.bond, w.today, DOCUMENT))
          .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
          .withArgs(caller, 1_000n);
      }
    }
    await expect(w.bond.connect(w.registrar).declareRecordDate(w.today))
      .to.be.revertedWithCustomError(w.bond, "NotTheDesk")
      .withArgs(w.registrar);
  });

  it("given a day that is over, is refused; in the day's last second it is not", async () => {
    const w = await load();
    await expect(w.declare(w.today - 1))
      .to.be.revertedWithCustomError(w.bond, "RecordDateOver")
      .withArgs(w.today - 1);
    await w.networkHelpers.time.setNextBlockTimestamp(lastSecond(w.today));
    await w.declare(w.today);
    await w.networkHelpers.time.setNextBlockTimestamp(jstDateEnd(w.today + 1));
    await expect(w.declare(w.today + 1))
      .to.be.revertedWithCustomError(w.bond, "RecordDateOver")
      .withArgs(w.today + 1);
  });

  it("given the same day twice, or a day that 32 bits cannot say, is refused", async () => {
    const w = await load();
    await w.declare(w.today + 5);
    await w.declare(w.today + 7);
    for (const date of [w.today + 5, w.today + 7]) {
      await expect(w.declare(date))
        .to.be.revertedWithCustomError(w.bond, "RecordDateDeclaredAlready")
        .withArgs(date);
    }
    await expect(w.declare(TOO_FAR))
      .to.be.revertedWithCustomError(w.bond, "RecordDateTooFar")
      .withArgs(TOO_FAR);
  });

  it("given a class that has had all that 16 bits count, refuses one more", async () => {
    const w = await load();
    const spent = withFields(CLASS_WORD, await w.bond.classWord(), { recordId: 0xffffn });
    await w.networkHelpers.setStorageAt(w.bond.target as string, 0, spent);
    await expect(w.declare(w.today))
      .to.be.revertedWithCustomError(w.bond, "RecordDatesSpent")
      .withArgs();
  });

  it("given sixteen that are not taken, refuses the next until one is", async () => {
    const w = await load();
    for (let n = 0; n < 16; n += 1) await w.declare(w.today + n);
    await expect(w.declare(w.today + 20))
      .to.be.revertedWithCustomError(w.bond, "TooManyRecordDates")
      .withArgs(16n);
    await w.endOf(w.today);
    // Declaring takes what is due before it counts.
    await expect(w.declare(w.today + 20))
      .to.emit(w.bond, "RecordTaken")
      .withArgs(1n, w.today);
    expect(await datesOf(w)).to.deep.include({ over: 1 });
  });
});

describe("withdrawRecordDate", () => {
  it("given a day that is not over, takes it back and closes the gap", async () => {
    const w = await load();
    for (const days of [11, 12, 13]) await w.declare(w.today + days);
    for (const [date, left] of [
      [w.today + 12, [w.today + 11, w.today + 13]],
      [w.today + 11, [w.today + 13]],
      [w.today + 13, []],
    ] as const) {
      const sent = w.desk.withdrawRecordDate(w.bond, date, DOCUMENT);
      await expect(sent).to.emit(w.bond, "RecordDateWithdrawn").withArgs(date);
      await expect(sent)
        .to.emit(w.desk, "RecordDateOrdered")
        .withArgs(w.bond, date, false, DOCUMENT, w.registrar);
      expect(await datesOf(w)).to.deep.equal({ dates: [...left], over: 0 });
      const next = left[0] === undefined ? NO_DATE : lastSecond(left[0]);
      expect((await w.word()).nextDate).to.equal(BigInt(next));
    }
  });

  it("given a day that was not declared, is refused", async () => {
    const w = await load();
    await w.declare(w.today + 9);
    for (const date of [w.today + 8, w.today + 10]) {
      await expect(w.desk.withdrawRecordDate(w.bond, date, DOCUMENT))
        .to.be.revertedWithCustomError(w.bond, "RecordDateUnknown")
        .withArgs(date);
    }
  });

  it("POWER-1: given a day too near for another key to put it back, or over, is refused", async () => {
    const w = await load();
    const { delay } = w.platformFile.registrarActs;
    const withdraw = (date: number) => w.desk.withdrawRecordDate(w.bond, date, DOCUMENT);
    const [date, other] = [w.today + 9, w.today + 10];
    for (const each of [date, other]) await w.declare(each);
    await w.networkHelpers.time.setNextBlockTimestamp(lastSecond(date) - delay);
    await withdraw(date);
    await w.networkHelpers.time.setNextBlockTimestamp(lastSecond(other) - delay + 1);
    await expect(withdraw(other))
      .to.be.revertedWithCustomError(w.desk, "RecordDateTooNear")
      .withArgs(other);
    await w.declare(date);
    await w.endOf(other);
    await expect(withdraw(other))
      .to.be.revertedWithCustomError(w.desk, "RecordDateTooNear")
      .withArgs(other);
    expect(await datesOf(w)).to.deep.equal({ dates: [date, other], over: 2 });
  });
});

describe("A record date", () => {
  it("SUM-1: keeps what everybody had at its last second, whatever happens after", async () => {
    const w = await load();
    await w.declare(w.today);
    await w.networkHelpers.time.setNextBlockTimestamp(lastSecond(w.today));
    await w.bond.connect(w.a).transfer(w.c, 30n);
    await w.networkHelpers.time.setNextBlockTimestamp(jstDateEnd(w.today));
    const first = w.bond.connect(w.a).transfer(w.b, 20n);
    await expect(first).to.emit(w.bond, "RecordTaken").withArgs(1n, w.today);
    await w.asDesk.burn(w.b, 30n);
    await w.desk.issue(w.bond, w.c, 5n, DOCUMENT);

    expect(await w.holding(w.a, 1)).to.deep.equal([70n, 0n, 0n]);
    expect(await w.holding(w.b, 1)).to.deep.equal([10n, 0n, 0n]);
    expect(await w.holding(w.c, 1)).to.deep.equal([30n, 0n, 0n]);
    expect([...(await w.bond.recordAt(1))]).to.deep.equal([BigInt(w.today), 110n, 3n]);
    expect(await w.bond.balanceOf(w.b)).to.equal(0n);
    await expectTotals(w.bond, w.everyone);
  });

  it("is readable as soon as its day is over, before anything is taken, and not a second earlier", async () => {
    const w = await load();
    await w.declare(w.today);
    await w.networkHelpers.time.setNextBlockTimestamp(lastSecond(w.today));
    await w.networkHelpers.mine();
    for (const id of [0, 1, 2]) {
      for (const view of [w.bond.recordAt(id), w.bond.holdingAt(w.a, id)]) {
        await expect(view).to.be.revertedWithCustomError(w.bond, "RecordDateNotOver").withArgs(id);
      }
    }
    await w.endOf(w.today);
    expect((await w.word()).recordId).to.equal(0n);
    expect([...(await w.bond.recordAt(1))]).to.deep.equal([BigInt(w.today), 110n, 2n]);
    expect(await w.holding(w.a, 1)).to.deep.equal([100n, 0n, 0n]);
    await w.bond.connect(w.thief).roll(1);
    expect([...(await w.bond.recordAt(1))]).to.deep.equal([BigInt(w.today), 110n, 2n]);
    expect(await w.holding(w.a, 1)).to.deep.equal([100n, 0n, 0n]);
  });

  it("keeps held and frozen amounts too, each saved before it changes", async () => {
    const w = await load();
    const order = holdOrder(w.a, 40n, SALT);
    await w.asDesk.encumber(order);
    const hold = holdId(w.bond, order);
    await w.asDesk.setFrozenTokens(w.b, 15n);
    for (const date of [w.today, w.today + 1, w.today + 2]) await w.declare(date);
    await w.endOf(w.today);
    await w.asDesk.release(hold, 10n);
    await w.asDesk.setFrozenTokens(w.b, 3n);
    await w.endOf(w.today + 1);
    await w.asDesk.release(hold, 30n);
    await w.asDesk.setFrozenTokens(w.b, 0n);
    await w.asDesk.encumber(holdOrder(w.b, 4n, SALT));
    await w.endOf(w.today + 2);
    for (const [id, a, b] of [
      [1, [100n, 40n, 0n], [10n, 0n, 15n]],
      [2, [100n, 30n, 0n], [10n, 0n, 3n]],
      [3, [100n, 0n, 0n], [10n, 4n, 0n]],
    ] as const) {
      expect(await w.holding(w.a, id)).to.deep.equal([...a]);
      expect(await w.holding(w.b, id)).to.deep.equal([...b]);
    }
  });

  it("keeps a frozen amount of a wallet without units, and none beyond 64 bits", async () => {
    const w = await load();
    await w.declare(w.today);
    await w.declare(w.today + 1);
    await w.asDesk.setFrozenTokens(w.c, 7n);
    await w.endOf(w.today);
    await w.asDesk.setFrozenTokens(w.c, 2n ** 64n + 7n);
    await w.endOf(w.today + 1);
    expect(await w.holding(w.c, 1)).to.deep.equal([0n, 0n, 7n]);
    expect(await w.holding(w.c, 2)).to.deep.equal([0n, 0n, 2n ** 64n - 1n]);
    await w.asDesk.setFrozenTokens(w.c, 0n);
    expect(await w.holding(w.c, 2)).to.deep.equal([0n, 0n, 2n ** 64n - 1n]);
  });

  it("of several missed ones needs one entry for each wallet, and none where there was nothing", async () => {
    const w = await load();
    for (let n = 0; n < 5; n += 1) await w.declare(w.today + n);
    await w.endOf(w.today + 2);
    await w.bond.connect(w.a).transfer(w.b, 1n);
    await w.endOf(w.today + 4);
    await w.bond.connect(w.b).transfer(w.c, 11n);
    for (const [id, a, b, c] of [
      [1, 100n, 10n, 0n],
      [2, 100n, 10n, 0n],
      [3, 100n, 10n, 0n],
      [4, 99n, 11n, 0n],
      [5, 99n, 11n, 0n],
    ] as const) {
      expect((await w.holding(w.a, id))[0]).to.equal(a);
      expect((await w.holding(w.b, id))[0]).to.equal(b);
      expect((await w.holding(w.c, id))[0]).to.equal(c);
      expect((await w.bond.recordAt(id)).supply).to.equal(110n);
    }
  });

  it("is not taken by what moves nothing: a zero transfer, one to oneself, a pass that got worse", async () => {
    const w = await load();
    await w.declare(w.today);
    await w.endOf(w.today);
    await w.bond.connect(w.a).transfer(w.b, 0n);
    await w.bond.connect(w.a).transfer(w.a, 5n);
    await w.pass.connect(w.guardian).revoke(w.c.address, DOCUMENT);
    expect((await w.word()).recordId).to.equal(0n);
    const word = fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.a));
    expect(word.recordId).to.equal(0n);
    expect(await w.holding(w.a, 1)).to.deep.equal([100n, 0n, 0n]);
  });

  it("alone makes nobody ask the pass: the cached yes still counts after it", async () => {
    const w = await load();
    await w.bond.connect(w.a).transfer(w.b, 1n);
    await w.declare(w.today);
    await w.endOf(w.today);
    const before = fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.a));
    await w.bond.connect(w.a).transfer(w.b, 1n);
    const after = fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.a));
    expect(after).to.deep.equal({ ...before, balance: 98n, recordId: 1n });
  });

  it("ELIG-2: does not revive the yes of a pass that was revoked", async () => {
    const w = await load();
    await w.declare(w.today);
    await w.pass.connect(w.guardian).revoke(w.a.address, DOCUMENT);
    await w.endOf(w.today);
    await expect(w.bond.connect(w.a).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.a, 5n);
  });

  it("given a wallet frozen before it ever had units, saves it from then on", async () => {
    const w = await load();
    await w.declare(w.today);
    await w.endOf(w.today);
    await w.asDesk.setFrozenTokens(w.issuer, 5n);
    await w.declare(w.today + 1);
    await w.endOf(w.today + 1);
    await w.bond.connect(w.a).transfer(w.b, 1n);
    await w.asDesk.setFrozenTokens(w.issuer, 0n);
    expect(await w.holding(w.issuer, 1)).to.deep.equal([0n, 0n, 0n]);
    expect(await w.holding(w.issuer, 2)).to.deep.equal([0n, 0n, 5n]);
  });
});

describe("Forty missed record dates", () => {
  it("SUM-1: cost the next transfer no more than sixteen do, and are exact, all forty", async () => {
    const w = await load();
    const dates = Array.from({ length: 40 }, (_, n) => w.today + n * 30);
    // At most sixteen wait at a time; nobody trades for more than three years.
    for (const [n, date] of dates.entries()) {
      if (n >= 16) await w.endOf(dates[n - 16]!);
      await w.declare(date);
    }
    await w.endOf(dates.at(-1)!);
    expect((await w.word()).recordId).to.equal(24n);

    const sent = await w.bond.connect(w.a).transfer(w.c, 60n);
    const gas = (await sent.wait())!.gasUsed;
    expect(gas < 280_000n, `${gas} gas`).to.equal(true);
    expect((await w.word()).recordId).to.equal(40n);
    await w.bond.connect(w.c).transfer(w.b, 60n);
    for (const [n, date] of dates.entries()) {
      expect(await w.holding(w.a, n + 1)).to.deep.equal([100n, 0n, 0n]);
      expect(await w.holding(w.b, n + 1)).to.deep.equal([10n, 0n, 0n]);
      expect(await w.holding(w.c, n + 1)).to.deep.equal([0n, 0n, 0n]);
      expect([...(await w.bond.recordAt(n + 1))]).to.deep.equal([BigInt(date), 110n, 2n]);
    }
    await expectTotals(w.bond, w.everyone);
  });

  it("can be taken in steps by anybody, so that nobody's transfer pays for them", async () => {
    const w = await load();
    for (let n = 0; n < 16; n += 1) await w.declare(w.today + n);
    await w.endOf(w.today + 15);
    for (const [most, taken] of [
      [0, 0n],
      [5, 5n],
      [1, 6n],
      [100, 16n],
      [1, 16n],
    ] as const) {
      await w.bond.connect(w.thief).roll(most);
      expect((await w.word()).recordId).to.equal(taken);
    }
    expect(await w.holding(w.a, 16)).to.deep.equal([100n, 0n, 0n]);
  });
});

describe("readRegisterAt", () => {
  it("given a record date that is over, reads who had what then", async () => {
    const w = await load();
    await w.declare(w.today);
    await w.endOf(w.today);
    await w.bond.connect(w.b).transfer(w.c, 10n);
    const { provider } = w.ethers;
    const register = await readRegisterAt(provider, w.platform, w.bond.target as string, w.today);
    expect(register).to.deep.equal({
      recordId: 1,
      date: w.today,
      supply: 110n,
      holders: 2,
      rows: [
        { wallet: w.a.address, balance: 100n, held: 0n, frozen: 0n },
        { wallet: w.b.address, balance: 10n, held: 0n, frozen: 0n },
      ],
    });
  });

  it("given another day, says which record dates there are", async () => {
    const w = await load();
    const token = w.bond.target as string;
    const read = async (date: number) => {
      try {
        await readRegisterAt(w.ethers.provider, w.platform, token, date);
      } catch (error) {
        expect(error).to.be.instanceOf(RecordDateMissing);
        return (error as Error).message;
      }
      return "was not refused";
    };
    expect(await read(w.today)).to.contain("which has none that is over. Declare one ahead.");
    await w.declare(w.today);
    expect(await read(w.today)).to.contain(
      "is a record date of this class, but its day is not over",
    );
    await w.endOf(w.today);
    await w.networkHelpers.time.increase(DAY);
    expect(await read(w.today + 1)).to.contain(`are over: ${formatDate(w.today, "en")}.`);
  });
});
