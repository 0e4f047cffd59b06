import { expect } from "chai";
import { announced } from "../../support/announced.ts";
import { fixture } from "../../support/fixture.ts";
import { world } from "../../support/world.ts";
import { KIND } from "./support/life.ts";

const load = fixture(world);
const ROW = {
  kind: KIND.dividend,
  listed: true,
  taxClass: 9,
  from: 20_000,
  until: 65_535,
  national: 15_315,
  local: 5_000,
};

describe("TaxTable", () => {
  const set = async (w: Awaited<ReturnType<typeof load>>, rows: readonly object[]) =>
    await announced(w, w.admin, w.taxes, "setRates", [rows]);

  it("answers the rates of a date: the last row that began by then", async () => {
    const w = await load();
    await set(w, [ROW, { ...ROW, from: 20_100, national: 20_420, local: 0 }]);
    const at = (date: number) => w.taxes.ratesOf(KIND.dividend, true, 9, date);
    expect(await at(20_000)).to.deep.equal([15_315n, 5_000n]);
    expect(await at(20_099)).to.deep.equal([15_315n, 5_000n]);
    expect(await at(20_100)).to.deep.equal([20_420n, 0n]);
    expect(await at(65_535)).to.deep.equal([20_420n, 0n]);
  });

  it("knows nothing before the first row, nor of another kind, listing or tax class", async () => {
    const w = await load();
    await set(w, [ROW]);
    for (const question of [
      [KIND.dividend, true, 9, 19_999],
      [KIND.bondInterest, true, 9, 20_000],
      [KIND.dividend, false, 9, 20_000],
      [KIND.dividend, true, 10, 20_000],
    ] as const) {
      await expect(w.taxes.ratesOf(...question))
        .to.be.revertedWithCustomError(w.taxes, "NoRates")
        .withArgs(...question);
    }
  });

  it("knows nothing after a row's last date, though an earlier row went on", async () => {
    const w = await load();
    await set(w, [ROW, { ...ROW, from: 20_100, until: 20_200, national: 1 }]);
    const at = (date: number) => w.taxes.ratesOf(KIND.dividend, true, 9, date);
    expect(await at(20_200)).to.deep.equal([1n, 5_000n]);
    await expect(at(20_201))
      .to.be.revertedWithCustomError(w.taxes, "NoRates")
      .withArgs(KIND.dividend, true, 9, 20_201);
  });

  it("tells of each row, and sets the last of a key anew", async () => {
    const w = await load();
    await set(w, [ROW]);
    const other = { ...ROW, taxClass: 15, national: 100_000, local: 0 };
    const sent = await set(w, [{ ...ROW, national: 1, local: 2 }, other]);
    await expect(sent)
      .to.emit(w.taxes, "RatesSet")
      .withArgs(KIND.dividend, true, 9, 20_000, 65_535, 1, 2)
      .and.to.emit(w.taxes, "RatesSet")
      .withArgs(KIND.dividend, true, 15, 20_000, 65_535, 100_000, 0);
    expect(await w.taxes.ratesOf(KIND.dividend, true, 9, 20_000)).to.deep.equal([1n, 2n]);
  });

  it("refuses more than the whole, a tax class of more than four bits and a row out of order", async () => {
    const w = await load();
    for (const [row, error] of [
      [{ ...ROW, national: 95_001 }, "RatesOutOfRange"],
      [{ ...ROW, taxClass: 16 }, "RatesOutOfRange"],
      [{ ...ROW, until: 19_999 }, "RatesOutOfRange"],
      [{ ...ROW, from: 19_999 }, "RowOutOfOrder"],
    ] as const) {
      await expect(set(w, [ROW, row]))
        .to.be.revertedWithCustomError(w.taxes, error)
        .withArgs(1);
    }
  });

  it("is the admin's alone, after the delay", async () => {
    const w = await load();
    await expect(w.taxes.connect(w.thief).setRates([ROW]))
      .to.be.revertedWithCustomError(w.taxes, "AccessManagedUnauthorized")
      .withArgs(w.thief.address);
    await expect(w.taxes.connect(w.admin).setRates([ROW])).to.be.revertedWithCustomError(
      w.authority,
      "AccessManagerNotScheduled",
    );
  });
});
