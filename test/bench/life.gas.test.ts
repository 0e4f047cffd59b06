import { gate } from "../../bench/gate.ts";
import { table } from "../../sdk/format/table.ts";
import { lifeGas } from "./support/lifeGas.ts";

describe("Gas of what befalls all holders", () => {
  it("stays within what bench/bars.json holds", async () => {
    const { holders, none, pending, retired, measured } = await lifeGas();
    print([
      [`split of one into two, ${holders} holders, in all`, none],
      ["the same after a record date", pending],
      [`bonds ended, ${holders} holders, in all`, retired],
    ]);
    gate(measured, { run: "life" });
  });
});

function print(rows: readonly (readonly [what: string, gas: number])[]): void {
  const cells = rows.map(([what, gas]) => [what, gas.toLocaleString("en-US")]);
  console.log(table(cells, { columns: [{ heading: "life" }, { heading: "gas", align: "right" }] }));
}
