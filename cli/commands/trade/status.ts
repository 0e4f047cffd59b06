import { z } from "zod";
import { formatYen, readTradeStanding, TRADE_PHASES } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { tradeIn } from "../../desk/tradeIn.ts";
import { EXIT } from "../../exit.ts";
import { amountSchema as amount } from "../../json.ts";

const side = z.strictObject({
  ...{ instructed: z.boolean(), held: z.boolean(), cancels: z.boolean(), numberUsed: z.boolean() },
});

/** Where a trade stands on its chain. */
export const tradeStatus: ReadCommand = {
  kind: "read",
  path: "trade status",
  about: {
    en: "where a trade stands (exit 3 while it waits, 2 if it ended)",
    ja: "約定の進捗(指図・照合・決済)",
  },
  example: "trade status trade.json",
  arguments: [{ name: "file", about: { en: "the trade", ja: "約定ファイル" } }],
  result: z.strictObject({
    id: z.string(),
    phase: z.enum(TRADE_PHASES),
    ...{ units: amount, amount, seller: side, buyer: side },
    ...{ signOffAsked: z.boolean(), signedOff: z.boolean() },
  }),
  async run(given, desk) {
    const { trade } = await tradeIn(given, desk);
    const from = desk.deployment.platform.contracts.dvp?.block;
    const standing = await readTradeStanding(desk.provider, desk.platform, trade, from);
    const { id, phase, units } = standing;
    const left = formatYen(standing.amount);
    return {
      value: standing,
      lines: [
        given.lang === "ja"
          ? `${id}: ${phase}、残り ${units} 口 / ${left}`
          : `${id}: ${phase}, ${units} units and ${left} left`,
      ],
      exit: phase === "settled" ? EXIT.done : phase === "ended" ? EXIT.no : EXIT.waits,
    };
  },
};
