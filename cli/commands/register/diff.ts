import { z } from "zod";
import { type Register, table } from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { registerIn } from "../../desk/registerOf.ts";
import { EXIT } from "../../exit.ts";
import { pathOf } from "../../inputs.ts";

/** What changed between two registers. */
export const registerDiff: LocalCommand = {
  kind: "local",
  path: "register diff",
  about: {
    en: "name every holder whose units differ between two written registers (exit 2 if any)",
    ja: "二つの原簿の差異を保有者ごとに表示",
  },
  example: "register diff books/march.register.json books/june.register.json",
  arguments: [
    { name: "before", about: { en: "the earlier one", ja: "前" } },
    { name: "after", about: { en: "the later one", ja: "後" } },
  ],
  result: z.strictObject({
    before: z.number(),
    after: z.number(),
    changes: z.array(
      z.strictObject({
        holder: z.string(),
        before: z.string(),
        after: z.string(),
        change: z.string(),
      }),
    ),
  }),
  async run(given) {
    const [before, after] = [
      await registerIn(pathOf(given, "before")),
      await registerIn(pathOf(given, "after")),
    ];
    if (before.token !== after.token) {
      throw new ArgumentRefused(`They are of two classes: ${before.token} and ${after.token}.`);
    }
    const [then, now] = [unitsOf(before), unitsOf(after)];
    const changes = [...new Set([...then.keys(), ...now.keys()])]
      .map((holder) => ({ holder, before: then.get(holder) ?? 0n, after: now.get(holder) ?? 0n }))
      .filter((each) => each.before !== each.after)
      .map((each) => ({ ...each, change: each.after - each.before }));
    const columns = ["holder", "before", "after", "change"].map((heading, index) => ({
      ...{ heading, align: index === 0 ? ("left" as const) : ("right" as const) },
    }));
    return {
      value: { before: before.block, after: after.block, changes },
      lines:
        changes.length === 0
          ? [given.lang === "ja" ? "差異はありません。" : "No holder's units differ."]
          : table(
              changes.map((each) => [
                each.holder,
                String(each.before),
                String(each.after),
                String(each.change),
              ]),
              { columns },
            ).split("\n"),
      exit: changes.length === 0 ? EXIT.done : EXIT.no,
    };
  },
};

function unitsOf({ investors }: Register): Map<string, bigint> {
  return new Map(
    investors.map(({ investor, wallets, units }) => [
      String(investor ?? wallets[0]?.wallet),
      units,
    ]),
  );
}
