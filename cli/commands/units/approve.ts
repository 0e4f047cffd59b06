import type { WriteCommand } from "../../command.ts";
import { actPlan, proposedActSchema } from "../../desk/acts.ts";
import { writtenWith } from "../../desk/written.ts";
import { PROPOSED } from "./options.ts";

/** Approves an act that another key proposed, which carries it out (承認). */
export const unitsApprove: WriteCommand = {
  kind: "write",
  path: "units approve",
  about: {
    en: "approve an act that another registrar's key proposed, and so carry it out",
    ja: "別の原簿管理人が起案した管理行為を承認(直ちに実行)",
  },
  example: "units approve --act act.json --signer env:SECOND_REGISTRAR_KEY",
  options: [PROPOSED],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    return await actPlan(given, desk, "approve", {
      en: "approve and carry out: {what}",
      ja: "承認・実行: {what}",
    });
  },
};
