import type { WriteCommand } from "../../command.ts";
import { consentPlan, ID, REASON } from "../../desk/consents.ts";
import { codeOf } from "../../inputs.ts";

/** Rejects an application. */
export const consentReject: WriteCommand = {
  kind: "write",
  path: "consent reject",
  about: {
    en: "reject an application for consent (registrar)",
    ja: "譲渡承認請求を不承認(原簿管理人)",
  },
  example:
    "consent reject 0x8f0c7f1b6f1e7e6f9a2f4f5f7b1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192 --reason DECLINED --signer env:REGISTRAR_KEY",
  arguments: [ID],
  options: [REASON],
  async plan(given, desk) {
    return await consentPlan(given, desk, "rejectConsent", { en: "reject", ja: "不承認" }, [
      codeOf(given, "reason"),
    ]);
  },
};
