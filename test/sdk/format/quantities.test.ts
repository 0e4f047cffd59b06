import { expect } from "chai";
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
