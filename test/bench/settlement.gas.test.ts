import { gate } from "../../bench/gate.ts";
import { table } from "../../sdk/format/table.ts";
import { settlementGas } from "./support/settlementGas.ts";

describe("Gas of settlement", () => {
  it("stays within what bench/bars.json holds", async () => {
    const { batch, wide, matched, cycle, cycleTotal, measured } = await settlementGas();
    print([
      ["batch of 100, 8 x 8 parties: in all", batch],
      ["batch of 200, 10 x 10 parties: per trade", Math.ceil(wide / 200)],
      ["matched: the seller's instruction", matched.seller],
      ["matched: the buyer's", matched.buyer],
      ["matched: settled", matched.settled],
      ["cycle: opened", cycle.open],
      ["cycle: fixed", cycle.fix],
      ["cycle: settled", cycle.settle],
      ["cycle: in all", cycleTotal],
      [`cycle: in all, per party and asset of ${cycle.cells}`, Math.ceil(cycleTotal / cycle.cells)],
      ["cycle: settled alone, per trade", Math.ceil(cycle.settle / 2_000)],
    ]);
    gate(measured, { run: "settlement" });
  });
});

function print(rows: readonly (readonly [what: string, gas: number])[]): void {
  const cells = rows.map(([what, gas]) => [what, gas.toLocaleString("en-US")]);
  console.log(
    table(cells, { columns: [{ heading: "settlement" }, { heading: "gas", align: "right" }] }),
  );
}
