import { expect } from "chai";
import { id } from "ethers";
import { gate } from "../../bench/gate.ts";
import { type Rules, rulesWord } from "../../sdk/encode/rulesWord.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { table } from "../../sdk/format/table.ts";
import { impersonated } from "../support/impersonated.ts";
import { world } from "../support/world.ts";
import { gasOf } from "./support/gasOf.ts";
import { singleGas } from "./support/singleGas.ts";

describe("Gas", () => {
  it("stays within what bench/bars.json holds", async () => {
    gate(await singleGas(await world()));
  });

  it("says what each slow rule adds to a transfer", async () => {
    const w = await world();
    await w.granted([w.a, w.b]);
    const [until, most] = [2 ** 40, 2n ** 64n - 1n];
    const asDesk = await impersonated(w, w.platform.desk);
    const rows: Record<string, Rules & { readonly lockUp?: number; readonly lot?: bigint }> = {
      "no slow rule": {},
      lot: { lot: 5n },
      "lock-up that is over": { lockUp: parseJstDate("2027-01-31") },
      "maturity to come": { maturity: parseJstDate("2030-03-31") },
      "most units of an investor": { maxUnits: 1_000n },
      "most investors of a category": { maxPerCategory: { general: 5 } },
      "issuer's consent": { consent: true },
      "venues only": { venueOnly: true },
      "frozen units of the giver": {},
    };
    const costs: [string, number][] = [];
    for (const [name, { lot = 1n, lockUp = 0, ...rules }] of Object.entries(rows)) {
      const token = await w.openClass({ lot, lockUp, rules: rulesWord(rules) });
      await w.desk.issue(token, w.a, 50n, id("issue"));
      await w.desk.issue(token, w.b, 50n, id("issue"));
      await token.connect(asDesk).setVenue(w.a, true);
      await token.connect(asDesk).setConsent(w.a, w.b, most, until);
      if (name.startsWith("frozen")) await token.connect(asDesk).setFrozenTokens(w.a, 1n);
      await token.connect(w.a).transfer(w.b, 5n);
      costs.push([name, await gasOf(token.connect(w.a).transfer(w.b, 5n))]);
    }
    // All of a holding leaves with a block: compared with the same without the rule.
    const whole = async (rules: Rules) => {
      const token = await w.openClass({ rules: rulesWord(rules) });
      await w.desk.issue(token, w.a, 50n, id("issue"));
      await w.desk.issue(token, w.b, 50n, id("issue"));
      return await gasOf(token.connect(w.a).transfer(w.b, 50n));
    };
    const plain = costs[0]![1];
    costs.push(["one block", plain + (await whole({ blockOnly: true })) - (await whole({}))]);
    const extras = costs.map(([name, gas]) => [name, gas - plain] as const);
    const cells = extras.map(([name, extra]) => [name, extra.toLocaleString("en-US")]);
    const columns = [
      { heading: "a transfer of a class with" },
      { heading: "gas more", align: "right" },
    ] as const;
    console.log(table(cells, { columns }));
    // Instrumented code costs more.
    if (process.env.KESSAI_COVERAGE === "1") return;
    for (const [name, extra] of extras) expect(extra, name).to.be.lessThan(25_000);
  });
});
