import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Bar, BarsError, formatBars, judgeBars } from "../../bench/bars.ts";
import { BarsRegressed, gate } from "../../bench/gate.ts";

const transfer: Bar = { id: "transfer", what: "transfer", unit: "gas", goal: 41_000, held: 40_000 };
const grant: Bar = {
  id: "grant",
  what: "pass granted",
  unit: "gas",
  goal: 80_000,
  held: 90_000,
  reason: "one more slot",
};

describe("judgeBars", () => {
  it("allows one per cent above what is held, and not one gas more", () => {
    expect(judgeBars([transfer], { transfer: 40_400 }).rows[0]?.verdict).to.equal("ok");
    expect(judgeBars([transfer], { transfer: 40_401 }).rows[0]?.verdict).to.equal("regressed");
  });

  it("tells a held row above its goal from a regressed one, and puts it first", () => {
    const { rows } = judgeBars([transfer, grant], { transfer: 40_000, grant: 90_000 });
    expect(rows.map(({ id, verdict }) => [id, verdict])).to.deep.equal([
      ["grant", "above goal"],
      ["transfer", "ok"],
    ]);
  });

  it("refuses missing and unknown ids", () => {
    expect(() => judgeBars([transfer], {})).to.throw(BarsError, "transfer was not measured");
    expect(() => judgeBars([transfer], { transfer: 1, burn: 1 })).to.throw(BarsError, "no row");
  });

  it("refuses a row above its goal without a reason, a row twice, and a figure that is no gas", () => {
    const { reason, ...silent } = grant;
    expect(reason).to.equal("one more slot");
    expect(() => judgeBars([silent], { grant: 1 })).to.throw(BarsError, 'give the row a "reason"');
    expect(() => judgeBars([transfer, transfer], { transfer: 1 })).to.throw(BarsError, "twice");
    expect(() => judgeBars([transfer], { transfer: Number.NaN })).to.throw(BarsError, "no amount");
  });
});

describe("formatBars", () => {
  it("prints rows above goal first, with their reason", () => {
    const measured = { transfer: 40_000, grant: 90_000 };
    expect(formatBars(judgeBars([transfer, grant], measured))).to.equal(
      [
        "                goal    held  measured",
        "pass granted  80,000  90,000    90,000  above goal",
        "  because: one more slot",
        "transfer      41,000  40,000    40,000  ok",
      ].join("\n"),
    );
  });
});

describe("gate", () => {
  let folder: string;
  let file: string;
  const environment = { bars: process.env.KESSAI_BARS, coverage: process.env.KESSAI_COVERAGE };
  const print = console.log;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kessai-bars-"));
    file = join(folder, "bars.json");
    writeFileSync(file, JSON.stringify([transfer, grant]));
    set("KESSAI_BARS", undefined);
    set("KESSAI_COVERAGE", undefined);
    console.log = () => undefined;
  });
  afterEach(() => {
    console.log = print;
    set("KESSAI_BARS", environment.bars);
    set("KESSAI_COVERAGE", environment.coverage);
    rmSync(folder, { recursive: true });
  });

  it("names the rows that regressed, with held and measured", () => {
    expect(() => gate({ transfer: 50_000, grant: 90_000 }, { file })).to.throw(
      BarsRegressed,
      "transfer: held 40000, measured 50000",
    );
    expect(() => gate({ transfer: 40_000, grant: 90_000 }, { file })).not.to.throw();
  });

  it("holds what was measured when asked to, and never touches a goal", () => {
    set("KESSAI_BARS", "update");
    gate({ transfer: 42_000, grant: 70_000 }, { file });
    expect(JSON.parse(readFileSync(file, "utf8"))).to.deep.equal([
      { ...transfer, held: 42_000 },
      { ...grant, held: 70_000 },
    ]);
  });

  it("refuses to hold an incomplete measurement", () => {
    set("KESSAI_BARS", "update");
    expect(() => gate({ transfer: 42_000 }, { file })).to.throw(
      BarsError,
      "grant was not measured",
    );
  });

  it("judges and holds the rows of one run, and leaves those of another alone", () => {
    const batch: Bar = { ...transfer, id: "batch", run: "many" };
    writeFileSync(file, JSON.stringify([transfer, batch]));
    expect(() => gate({ transfer: 40_000 }, { file })).not.to.throw();
    expect(() => gate({ batch: 40_000 }, { file, run: "many" })).not.to.throw();
    expect(() => gate({ batch: 50_000 }, { file, run: "many" })).to.throw(BarsRegressed, "batch");
    expect(() => gate({ transfer: 40_000 }, { file, run: "many" })).to.throw(BarsError, "no row");
    set("KESSAI_BARS", "update");
    gate({ batch: 39_000 }, { file, run: "many" });
    expect(JSON.parse(readFileSync(file, "utf8"))).to.deep.equal([
      transfer,
      { ...batch, held: 39_000 },
    ]);
  });

  it("is off under coverage", () => {
    set("KESSAI_COVERAGE", "1");
    expect(() => gate({ transfer: 99_000_000 }, { file })).not.to.throw();
  });

  it("reads the project's own bars", () => {
    const bars: Bar[] = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../bench/bars.json"), "utf8"),
    );
    for (const run of new Set(bars.map((bar) => bar.run))) {
      const rows = bars.filter((bar) => bar.run === run);
      const asHeld = Object.fromEntries(rows.map(({ id, held }) => [id, held]));
      expect(() => gate(asHeld, run === undefined ? {} : { run })).not.to.throw();
    }
  });
});

function set(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
