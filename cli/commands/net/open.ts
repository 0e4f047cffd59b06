import { z } from "zod";
import { cycleId, formatTime, NetSettlement__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { senderOf } from "../../desk/senderOf.ts";
import { writtenWith } from "../../desk/written.ts";
import { amountOf, timeOf } from "../../inputs.ts";

/** Opens a netting cycle, which trades then name. */
export const netOpen: WriteCommand = {
  kind: "write",
  path: "net open",
  about: {
    en: "open a netting cycle; trades name its id (settlement operator)",
    ja: "ネッティングの回を開始(決済運営者)",
  },
  example:
    "net open --number 7 --until 2027-04-01T17:00:00+09:00 --signer env:SETTLEMENT_OPERATOR_KEY",
  options: [
    {
      flags: "--number <number>",
      about: { en: "the opener's own, once", ja: "開始者の番号(一度限り)" },
      required: true,
    },
    {
      flags: "--until <time>",
      about: { en: "last time to settle it", ja: "決済期限" },
      required: true,
    },
  ],
  result: writtenWith(z.strictObject({ cycle: z.string() })),
  async plan(given, desk) {
    const [number, until] = [amountOf(given, "number"), timeOf(given, "until")];
    const to = desk.platform.net;
    const contract = NetSettlement__factory.connect(to, desk.provider);
    const about = {
      en: `open the netting cycle ${number} until ${formatTime(until, "en")}`,
      ja: `ネッティング第${number}回を開始(期限 ${formatTime(until, "ja")})`,
    };
    const sender = await senderOf(given, desk);
    const id = sender === undefined ? undefined : cycleId(sender, number);
    const calls = [{ to, contract, name: "open", args: [number, until], about }];
    return {
      ...{ title: about, calls },
      ...(id === undefined ? {} : { found: { value: { cycle: id }, lines: [id] } }),
    };
  },
};
