import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Bar } from "../../bench/bars.ts";
import { page, RowsNotExplained } from "../../bench/page.ts";
import { benchmarkFigures } from "../../scripts/checks/benchmarkFigures.ts";

const bars: Bar[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../bench/bars.json"), "utf8"),
);
const kessai = Object.fromEntries(bars.map(({ id, held }) => [id, held]));

/** The page when one peer has one figure. */
function pageWith(peer: string, row: string, gas: number): string {
  return page({ gas: { cancun: { kessai, [peer]: { [row]: gas } } } }, bars);
}

describe("The page of the bench", () => {
  it("shows every bar, as held", () => {
    expect(benchmarkFigures(pageWith("tRex", "transfer", 122_433), bars)).to.deep.equal([]);
  });

  it("puts first the rows in which somebody is cheaper, with the ratio and what he leaves out", () => {
    const text = pageWith("tRex", "freezeUnits", 63_522);
    const behind = text.slice(text.indexOf("## Where"), text.indexOf("## All rows"));
    expect(behind).to.include("T-REX, bare 63,522 (0.59) | an agent's key writes one number");
    const [first] = text.slice(text.indexOf("## All rows")).match(/^\| `\w+` /m) ?? [];
    expect(first).to.equal("| `freezeUnits` ");
  });

  it("is refused when a peer is cheaper where none must be", () => {
    expect(() => pageWith("tRex", "transfer", 30_000)).to.throw(
      RowsNotExplained,
      "tRex 30000: it must not be cheaper",
    );
  });

  it("lets a floor be cheaper there", () => {
    expect(pageWith("solady", "transfer", 30_000)).to.include("Solady ERC-20 30,000 (0.74)");
  });

  it("is refused when nobody said why a peer is cheaper", () => {
    expect(() => pageWith("tRex", "forcedTransfer", 30_000)).to.throw(
      RowsNotExplained,
      "say why in bench/rows.ts",
    );
  });

  it("is refused when a bar was not measured", () => {
    const { transfer: _, ...rest } = kessai;
    expect(() => page({ gas: { cancun: { kessai: rest } } }, bars)).to.throw(
      RowsNotExplained,
      "transfer is no bar, or was not measured",
    );
  });
});
