import { gate } from "../../bench/gate.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { table } from "../../sdk/format/table.ts";
import { DOCUMENT } from "../securities/actions/support/life.ts";
import { gasOf } from "./support/gasOf.ts";
import { type Holders, holders } from "./support/holders.ts";

const BATCH = 100;

describe("Gas of what befalls all holders", () => {
  it("stays within what bench/bars.json holds", async () => {
    const w = await holders(2 * BATCH);
    const none = await splitGas(w, 2);
    const date = jstDateOf(await w.now());
    await w.desk.declareRecordDate(w.share, date, DOCUMENT);
    await w.networkHelpers.time.increaseTo(jstDateEnd(date) + 1);
    const pending = await splitGas(w, 2);
    const retired = await retireGas(w);

    print([
      [`split of one into two, ${BATCH} holders, in all`, none],
      ["the same after a record date", pending],
      [`bonds ended, ${BATCH} holders, in all`, retired],
    ]);
    gate(
      {
        splitPerHolder: Math.ceil(none / BATCH),
        splitPerHolderAfterRecordDate: Math.ceil(pending / BATCH),
      },
      { run: "life" },
    );
  });
});

/** The first batch of a split; the second one, unmeasured, ends it. */
async function splitGas(w: Holders, numerator: number): Promise<number> {
  const terms = await w.splitBegun(numerator);
  const gas = await gasOf(w.split.scale(terms, w.wallets.slice(0, BATCH), []));
  await w.split.scale(terms, w.wallets.slice(BATCH), []);
  return gas;
}

async function retireGas(w: Holders): Promise<number> {
  await w.redemptionPaid();
  return await gasOf(w.lifecycle.retire(w.debt, w.wallets.slice(0, BATCH), []));
}

function print(rows: readonly (readonly [what: string, gas: number])[]): void {
  const cells = rows.map(([what, gas]) => [what, gas.toLocaleString("en-US")]);
  console.log(table(cells, { columns: [{ heading: "life" }, { heading: "gas", align: "right" }] }));
}
