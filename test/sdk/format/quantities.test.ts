import { expect } from "chai";
import { formatDuration } from "../../../sdk/format/formatDuration.ts";
import { formatGas } from "../../../sdk/format/formatGas.ts";
import { formatUnits } from "../../../sdk/format/formatUnits.ts";
import { formatYen } from "../../../sdk/format/formatYen.ts";

describe("Formatting yen", () => {
  it("puts the sign first, then ¥, then thousands", () => {
    expect(formatYen(0n)).to.equal("¥0");
    expect(formatYen(1_234n)).to.equal("¥1,234");
    expect(formatYen(-1_234n)).to.equal("-¥1,234");
  });

  it("keeps every digit of an amount beyond what a number holds", () => {
    expect(formatYen(2n ** 64n - 1n)).to.equal("¥18,446,744,073,709,551,615");
  });
});

describe("Formatting units", () => {
  it("counts 口 and units, and a single one in the singular", () => {
    expect(formatUnits(10n, "beneficial-interest", "en")).to.equal("10 units");
    expect(formatUnits(1n, "trust-interest", "en")).to.equal("1 unit");
    expect(formatUnits(1_000n, "collective-investment-interest", "ja")).to.equal("1,000口");
  });

  it("counts 株 and shares", () => {
    expect(formatUnits(10n, "share", "en")).to.equal("10 shares");
    expect(formatUnits(1n, "share", "en")).to.equal("1 share");
    expect(formatUnits(10n, "share", "ja")).to.equal("10株");
  });

  it("gives the face of bonds when it is known", () => {
    expect(formatUnits(10n, "bond", "en", 100_000n)).to.equal("10 units (¥1,000,000 face)");
    expect(formatUnits(10n, "bond", "ja", 100_000n)).to.equal("額面 ¥1,000,000");
    expect(formatUnits(10n, "bond", "en")).to.equal("10 units");
    expect(formatUnits(10n, "bond", "ja")).to.equal("10口");
  });

  it("gives no face of what is no bond", () => {
    expect(formatUnits(10n, "trust-interest", "ja", 100_000n)).to.equal("10口");
  });
});

describe("Formatting gas", () => {
  it("puts in thousands", () => {
    expect(formatGas(40_705n)).to.equal("40,705");
    expect(formatGas(40_705)).to.equal("40,705");
    expect(formatGas(0)).to.equal("0");
  });
});

describe("Formatting a span of time", () => {
  it("says its two largest units, and leaves out what is nothing", () => {
    const cases: [number, string, string][] = [
      [0, "0 s", "0秒"],
      [36, "36 s", "36秒"],
      [60, "1 min", "1分"],
      [144, "2 min 24 s", "2分24秒"],
      [86_399, "23 h 59 min", "23時間59分"],
      [86_400, "1 d", "1日"],
      [86_412, "1 d", "1日"],
      [183_600, "2 d 3 h", "2日3時間"],
    ];
    for (const [seconds, en, ja] of cases) {
      expect(formatDuration(seconds, "en")).to.equal(en);
      expect(formatDuration(seconds, "ja")).to.equal(ja);
    }
  });
});
