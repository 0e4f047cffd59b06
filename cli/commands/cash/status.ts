import { z } from "zod";
import { ExternalCash__factory, formatTime, formatYen, tradeId } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { TRADE } from "../../desk/tradeCall.ts";
import { tradeIn } from "../../desk/tradeIn.ts";
import { EXIT } from "../../exit.ts";

const amount = z.string().regex(/^\d+$/);
const PHASES = ["none", "reserved", "instructed", "paid", "delivered", "released"] as const;

/** Where a trade stands that is paid elsewhere. */
export const cashStatus: ReadCommand = {
  kind: "read",
  path: "cash status",
  about: {
    en: "where a trade stands that is paid on another system (exit 3 while it waits, 2 if released)",
    ja: "他システムで資金決済する約定の進捗",
  },
  example: "cash status trade.json",
  arguments: [TRADE],
  result: z.strictObject({
    ...{ id: z.string(), phase: z.enum(PHASES), units: amount, amount, longStop: z.number() },
    hashLock: z.string(),
  }),
  async run(given, desk) {
    const { trade } = await tradeIn(given, desk);
    const id = tradeId(trade);
    const contract = ExternalCash__factory.connect(desk.platform.externalCash, desk.provider);
    const payment = await contract.paymentOf(id);
    const phase = PHASES[Number(payment.phase)] ?? "none";
    const { units, hashLock } = payment;
    const longStop = Number(payment.longStop);
    const { lang } = given;
    const shown = formatYen(payment.amount);
    const until = longStop === 0 ? "–" : formatTime(longStop, lang);
    return {
      value: { id, phase, units, amount: payment.amount, longStop, hashLock },
      lines: [
        lang === "ja"
          ? `${id}: ${phase}、${units} 口 / ${shown}、長期停止 ${until}`
          : `${id}: ${phase}, ${units} units for ${shown}, long stop ${until}`,
      ],
      exit: phase === "delivered" ? EXIT.done : phase === "released" ? EXIT.no : EXIT.waits,
    };
  },
};
