import type { WriteCommand } from "../../command.ts";
import { actPlan, proposedActSchema } from "../../desk/acts.ts";
import { writtenWith } from "../../desk/written.ts";
import { codeOf } from "../../inputs.ts";
import { PROPOSED, REASON } from "./options.ts";

/** Stops a proposed act, as a pass guardian. */
export const unitsVeto: WriteCommand = {
  kind: "write",
  path: "units veto",
  about: {
    en: "stop a proposed act for good, as a pass guardian",
    ja: "起案された管理行為を拒否(パス監視者)",
  },
  example: "units veto --act act.json --reason MISTAKE-2 --signer env:GUARDIAN_KEY",
  options: [PROPOSED, REASON],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    const what = { en: "veto: {what}", ja: "拒否: {what}" };
    return await actPlan(given, desk, "veto", what, [codeOf(given, "reason")]);
  },
};
