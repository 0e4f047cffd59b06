import { z } from "zod";
import {
  checkTradeFile,
  compareInstructions,
  mergeTradeFiles,
  readTradeFile,
  writeTradeFile,
} from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { EXIT } from "../../exit.ts";
import { maybe, pathOf } from "../../inputs.ts";

/** Holds the seller's copy of a trade against the buyer's, without a chain. */
export const tradeCompare: LocalCommand = {
  kind: "local",
  path: "trade compare",
  about: {
    en: "name what differs in the seller's and the buyer's file, or make one of both (exit 2 if they differ)",
    ja: "売方と買方の約定ファイルを項目ごとに照合・統合",
  },
  example: "trade compare seller.json buyer.json --merged trade.json",
  arguments: [
    { name: "seller", about: { en: "the seller's file", ja: "売方のファイル" } },
    { name: "buyer", about: { en: "the buyer's file", ja: "買方のファイル" } },
  ],
  options: [
    {
      flags: "--merged <file>",
      about: { en: "write both signatures to one file", ja: "署名を統合したファイル" },
    },
  ],
  result: z.strictObject({
    differences: z.array(
      z.strictObject({ field: z.string(), text: z.string(), hints: z.array(z.string()) }),
    ),
    isReady: z.boolean(),
    file: z.string().optional(),
  }),
  async run(given) {
    const { lang } = given;
    const ours = await readTradeFile(pathOf(given, "seller"));
    const theirs = await readTradeFile(pathOf(given, "buyer"));
    const differences = compareInstructions(ours.trade, theirs.trade);
    if (differences.length > 0) {
      return {
        value: {
          differences: differences.map(({ field, text, hints }) => ({
            ...{ field, text: text[lang], hints: hints.map((hint) => hint[lang]) },
          })),
          isReady: false,
        },
        lines: differences.flatMap(({ text, hints }) => [
          `✗ ${text[lang]}`,
          ...hints.map((hint) => `  ${hint[lang]}`),
        ]),
        exit: EXIT.no,
      };
    }
    const merged = mergeTradeFiles(ours, theirs);
    const { isReady, seller, buyer } = checkTradeFile(merged);
    const file = maybe(given, "merged") === undefined ? undefined : pathOf(given, "merged");
    if (file !== undefined) await writeTradeFile(file, merged);
    return {
      value: { differences: [], isReady, ...(file === undefined ? {} : { file }) },
      lines: [
        lang === "ja" ? "両ファイルは一致しています。" : "Both say the same.",
        ...[seller, buyer].map(({ text }) => text[lang]),
        ...(file === undefined ? [] : [file]),
      ],
    };
  },
};
