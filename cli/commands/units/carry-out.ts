import { ACT_TEXTS, formatTime, say } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { actPlan, knownAct, nowOf, proposedActSchema, waitSaid } from "../../desk/acts.ts";
import { type Written, writtenWith } from "../../desk/written.ts";
import { EXIT } from "../../exit.ts";
import { PROPOSED } from "./options.ts";

const WAITS = {
  en: "{what} waits until {time}. Run the same command again then.",
  ja: "{what} は {time} まで待機中です。その後に同じコマンドを再度実行してください。",
};

/** Carries out an act whose delay is over, without a second key. */
export const unitsCarryOut: WriteCommand = {
  kind: "write",
  path: "units carry-out",
  about: {
    en: "carry out an act that nobody stopped in its delay (exit 3 while it waits)",
    ja: "待機期間を経過した管理行為を実行(待機中は終了コード 3)",
  },
  example: "units carry-out --act act.json --signer env:REGISTRAR_KEY",
  options: [PROPOSED],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    const { lang } = given;
    const { act, state } = await knownAct(given, desk);
    if (state.readyAt > (await nowOf(desk))) {
      const time = formatTime(state.readyAt, lang);
      const title = say(WAITS, lang, { what: ACT_TEXTS[act.verb][lang], time });
      const value: Written = { status: "waits", title, calls: [], result: state };
      return { value, lines: [title, ...waitSaid(state, lang)], exit: EXIT.waits };
    }
    return await actPlan(given, desk, "carryOut", {
      en: "carry out: {what}",
      ja: "実行: {what}",
    });
  },
};
