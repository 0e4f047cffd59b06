import { gate } from "../../bench/gate.ts";
import { table } from "../../sdk/format/table.ts";
import { distributionGas } from "./support/distributionGas.ts";

describe("Gas of distributions", () => {
  it("stays within what bench/bars.json holds", async () => {
    const { rows, measured } = await distributionGas();
    console.log(
      table(
        rows.map(([what, gas]) => [what, gas.toLocaleString("en-US")]),
        { columns: [{ heading: "distribution" }, { heading: "gas", align: "right" }] },
      ),
    );
    gate(measured, { run: "distribution" });
  });
});
