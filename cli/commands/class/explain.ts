import { z } from "zod";
import { explainTransfer, say } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { EXIT } from "../../exit.ts";
import { addressOf, amountOf, classOf, maybe } from "../../inputs.ts";

const TEXTS = {
  goes: {
    en: "{units} units of {code} can move from {from} to {to} now.",
    ja: "{code} {units} 口は {from} から {to} へ移転できます。",
  },
  refused: {
    en: "{units} units of {code} cannot move from {from} to {to} now:",
    ja: "{code} {units} 口は {from} から {to} へ移転できません:",
  },
} as const;

/** Why a transfer would be refused now. */
export const classExplain: ReadCommand = {
  kind: "read",
  path: "class explain",
  about: {
    en: "why a transfer would be refused now, every rule named (exit 2 if it would)",
    ja: "移転の可否とその理由(不可なら終了コード 2)",
  },
  example:
    "class explain SBI-ST-1 --from 0x90F79bf6EB2c4f870365E785982E1f101E93b906 " +
    "--to 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --units 10",
  arguments: [
    { name: "class", about: { en: "its code or address", ja: "銘柄コードまたはアドレス" } },
  ],
  options: [
    { flags: "--from <address>", about: { en: "who gives", ja: "移転元" }, required: true },
    { flags: "--to <address>", about: { en: "who takes", ja: "移転先" }, required: true },
    { flags: "--units <number>", about: { en: "how many", ja: "数量" }, required: true },
    {
      flags: "--spender <address>",
      about: { en: "who would send it, if not the giver", ja: "送信者(移転元以外の場合)" },
    },
  ],
  result: z.strictObject({
    ...{ class: z.string(), from: z.string(), to: z.string(), units: z.string() },
    goes: z.boolean(),
    refusals: z.array(
      z.strictObject({ code: z.number(), rule: z.string(), error: z.string(), reason: z.string() }),
    ),
  }),
  async run(given, { provider, platform, ...desk }) {
    const { code, address } = classOf(given, { provider, platform, ...desk });
    const [from, to] = [addressOf(given, "from"), addressOf(given, "to")];
    const units = amountOf(given, "units");
    const spender = maybe(given, "spender") === undefined ? from : addressOf(given, "spender");
    const transfer = { token: address, spender, from, to, units };
    const found = await explainTransfer(provider, platform, transfer);
    const { lang } = given;
    const refusals = found.map(({ code: number, rule, reason }) => {
      return { code: number, rule, error: reason.code, reason: reason.in(lang) };
    });
    const goes = refusals.length === 0;
    const value = { class: code, from, to, units: String(units), goes, refusals };
    const head = say(goes ? TEXTS.goes : TEXTS.refused, lang, { units, code, from, to });
    const listed = refusals.map(
      ({ code: number, rule, reason }) => `  ${number} ${rule}: ${reason}`,
    );
    return { value, lines: [head, ...listed], exit: goes ? EXIT.done : EXIT.no };
  },
};
