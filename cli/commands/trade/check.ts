import { z } from "zod";
import {
  checkTradeFile,
  compareInstructions,
  explainSettlement,
  mergeTradeFiles,
  readTradeFile,
  TRADE_PHASES,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { tradeIn } from "../../desk/tradeIn.ts";
import { EXIT } from "../../exit.ts";
import { maybe, pathOf } from "../../inputs.ts";

const finding = z.strictObject({
  state: z.enum(["good", "missing", "wrong", "contract"]),
  text: z.string(),
});

/** Whether a trade would settle now, and why not. */
export const tradeCheck: ReadCommand = {
  kind: "read",
  path: "trade check",
  about: {
    en: "signatures, differences to another copy, and whether it would settle now (exit 2 if not)",
    ja: "署名・相手方との相違・現時点の決済可否を確認",
  },
  example: "trade check trade.json theirs.json",
  arguments: [
    { name: "file", about: { en: "the trade (the seller's copy)", ja: "約定ファイル(売方)" } },
    {
      name: "other",
      about: { en: "the other party's copy (the buyer's)", ja: "相手方のファイル(買方)" },
      required: false,
    },
  ],
  result: z.strictObject({
    id: z.string(),
    phase: z.enum(TRADE_PHASES),
    differences: z.array(z.strictObject({ field: z.string(), text: z.string() })),
    ...{ seller: finding, buyer: finding },
    settles: z.boolean(),
    reasons: z.array(z.string()),
  }),
  async run(given, desk) {
    const { lang } = given;
    const own = await tradeIn(given, desk);
    const other =
      maybe(given, "other") === undefined ? undefined : await readTradeFile(pathOf(given, "other"));
    const differences = other === undefined ? [] : compareInstructions(own.trade, other.trade);
    const file = other === undefined || differences.length > 0 ? own : mergeTradeFiles(own, other);
    const { seller, buyer } = checkTradeFile(file);
    const from = desk.deployment.platform.contracts.dvp?.block;
    const explained = await explainSettlement(desk.provider, desk.platform, file, from);
    const { standing, reasons } = explained;
    const isSettled = standing.phase === "settled";
    const settles = reasons.length === 0 && differences.length === 0;
    const said = ({ state, text }: typeof seller) => ({ state, text: text[lang] });
    const yes = lang === "ja" ? "今すぐ決済できます。" : "It would settle now.";
    const isSigned = standing.phase === "unknown";
    return {
      value: {
        ...{ id: standing.id, phase: standing.phase, settles },
        differences: differences.map(({ field, text }) => ({ field, text: text[lang] })),
        ...{ seller: said(seller), buyer: said(buyer) },
        reasons: reasons.map((reason) => reason[lang]),
      },
      lines: [
        standing.id,
        ...differences.flatMap(({ text, hints }) => [
          `✗ ${text[lang]}`,
          ...hints.map((hint) => `  ${hint[lang]}`),
        ]),
        ...(isSigned
          ? [seller, buyer].filter(({ state }) => state === "good").map(({ text }) => text[lang])
          : []),
        ...reasons.map((reason) => `${isSettled ? "" : "✗ "}${reason[lang]}`),
        ...(settles ? [yes] : []),
      ],
      exit: settles || isSettled ? EXIT.done : EXIT.no,
    };
  },
};
