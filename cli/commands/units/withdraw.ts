import type { WriteCommand } from "../../command.ts";
import { actPlan, proposedActSchema } from "../../desk/acts.ts";
import { writtenWith } from "../../desk/written.ts";
import { codeOf } from "../../inputs.ts";
import { PROPOSED, REASON } from "./options.ts";

/** Stops a proposed act, as a registrar. */
export const unitsWithdraw: WriteCommand = {
  kind: "write",
  path: "units withdraw",
  about: {
    en: "stop a proposed act for good, as a registrar",
    ja: "起案された管理行為を取下げ(原簿管理人)",
  },
  example: "units withdraw --act act.json --reason MISTAKE-2 --signer env:REGISTRAR_KEY",
  options: [PROPOSED, REASON],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    const what = { en: "withdraw: {what}", ja: "取下げ: {what}" };
    return await actPlan(given, desk, "withdraw", what, [codeOf(given, "reason")]);
  },
};
