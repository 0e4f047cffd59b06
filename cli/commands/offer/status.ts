import { z } from "zod";
import {
  ENTRY_HEADINGS,
  ENTRY_STATES,
  formatCsv,
  formatYen,
  OFFERING_PHASES,
  readOffering,
  table,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { offeringIn } from "../../desk/termsIn.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { EXIT } from "../../exit.ts";
import { maybe, pathOf } from "../../inputs.ts";
import { TERMS } from "./options.ts";

const amount = z.string().regex(/^\d+$/);
const OVER = { issued: EXIT.done, failed: EXIT.no, refunded: EXIT.no } as const;

/** Where an offering stands, entry by entry. */
export const offerStatus: ReadCommand = {
  kind: "read",
  path: "offer status",
  about: {
    en: "where an offering stands, entry by entry (exit 3 while it is under way, 2 if it failed)",
    ja: "募集の進捗と申込みの一覧(進行中は終了コード 3、不成立は 2)",
  },
  example: "offer status offer.json --out entries.csv",
  arguments: [TERMS],
  options: [
    {
      flags: "--out <file.csv>",
      about: {
        en: "write the entries to it: with other units it is an allotment for offer allot",
        ja: "申込一覧の書出し先(数量を直すと offer allot の割当表になる)",
      },
    },
  ],
  result: z.strictObject({
    id: z.string(),
    phase: z.enum(OFFERING_PHASES),
    ...{ subscribed: amount, issued: amount, paid: amount, done: z.number(), refused: z.number() },
    entries: z.array(
      z.strictObject({
        ...{ entry: z.number(), wallet: z.string(), state: z.enum(ENTRY_STATES) },
        ...{ subscribed: amount, units: amount },
      }),
    ),
    file: z.string().optional(),
  }),
  async run(given, desk) {
    const { classCode, terms } = await offeringIn(given, desk);
    const { lang } = given;
    const read = await readOffering(desk.provider, desk.platform, terms);
    const { phase, subscribed, issued, paid, entries } = read;
    const rows = entries.map(({ entry, wallet, state, ...units }) => [
      ...[String(entry), wallet, state, String(units.subscribed), String(units.units)],
    ]);
    const headings = Object.values(ENTRY_HEADINGS).map((text) => text[lang]);
    const out = maybe(given, "out") === undefined ? undefined : pathOf(given, "out");
    if (out !== undefined) await writeNew(out, formatCsv([headings, ...rows]));
    const shown = table(rows, {
      columns: headings.map((heading, index) => ({
        heading,
        align: index === 1 || index === 2 ? "left" : "right",
      })),
    });
    return {
      value: { ...read, ...(out === undefined ? {} : { file: out }) },
      lines: [
        lang === "ja"
          ? `${classCode}: ${phase}、申込み ${subscribed} 口 / 募集 ${terms.most} 口、発行 ${issued} 口、払込 ${formatYen(paid)}`
          : `${classCode}: ${phase}, ${subscribed} of ${terms.most} units subscribed, ${issued} issued for ${formatYen(paid)}`,
        ...(entries.length === 0 ? [] : shown.split("\n")),
        ...(out === undefined ? [] : [out]),
      ],
      exit: phase in OVER ? OVER[phase as keyof typeof OVER] : EXIT.waits,
    };
  },
};
