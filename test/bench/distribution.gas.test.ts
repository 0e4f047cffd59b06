import { getAddress, id, ZeroHash } from "ethers";
import { gate } from "../../bench/gate.ts";
import { table } from "../../sdk/format/table.ts";
import { life } from "../securities/actions/support/life.ts";
import { crowd } from "../support/crowd.ts";
import { linked } from "../support/lists.ts";
import { gasOf } from "./support/gasOf.ts";

/** Paid in one transaction. */
const HOLDERS = 100;
/** Investors with two wallets. */
const PAIRS = 10;
const ROOM = { gasLimit: 100_000_000n };

describe("Gas of distributions", () => {
  it("stays within what bench/bars.json holds", async () => {
    const w = await life({ blockGasLimit: 200_000_000n });
    const token = await w.openClass({ cap: 1_000_000n });
    const wallets = await crowd(w, token, 3 * HOLDERS + PAIRS, () => 10n);
    const [kept, changed, newcomers, pairs] = [0, 1, 2, 3].map((i) =>
      wallets.slice(i * HOLDERS, (i + 1) * HOLDERS),
    ) as [string[], string[], string[], string[]];
    const issued = async (to: readonly string[]) => {
      const rows = to.map((wallet) =>
        w.desk.interface.encodeFunctionData("issue", [
          token.target as string,
          wallet,
          1n,
          ZeroHash,
        ]),
      );
      await w.desk.batch(rows, ROOM);
    };
    // Everybody but the newcomers has yen.
    for (const some of [kept, changed, pairs]) {
      await w.yen.connect(w.issuer).batchTransfer(
        some,
        some.map(() => 1_000n),
        ROOM,
      );
    }
    for (const [i, address] of pairs.entries()) {
      await linked(w, { address }, [{ address: getAddress(id(`second ${i}`).slice(0, 42)) }]);
    }
    await issued(pairs.map((_, i) => getAddress(id(`second ${i}`).slice(0, 42))));
    const recordId = await w.recorded(token);
    await issued(changed);
    const { terms } = await w.funded(recordId, { token: token.target });
    const pay = async (some: readonly string[]) =>
      Math.ceil((await gasOf(w.distribution.pay(terms, [...some], [], ROOM))) / some.length);

    // The first transaction of a distribution bears what is written for the first time.
    const distributionHolder = await pay(kept);
    const distributionHolderChanged = await pay(changed);
    const rows: [what: string, gas: number][] = [
      [`per holder done before, of ${HOLDERS}`, await pay(kept)],
      [`per new holder of yen, of ${HOLDERS}`, await pay(newcomers)],
      [`per investor with two wallets, of ${PAIRS}`, await pay(pairs)],
    ];
    console.log(
      table(
        rows.map(([what, gas]) => [what, gas.toLocaleString("en-US")]),
        { columns: [{ heading: "distribution" }, { heading: "gas", align: "right" }] },
      ),
    );
    gate({ distributionHolder, distributionHolderChanged }, { run: "distribution" });
  });
});
