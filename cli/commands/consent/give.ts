import type { WriteCommand } from "../../command.ts";
import { consentPlan, ID } from "../../desk/consents.ts";

/** Consents to what a holder applied for. */
export const consentGive: WriteCommand = {
  kind: "write",
  path: "consent give",
  about: {
    en: "consent to a transfer that its holder applied for (譲渡承認, registrar)",
    ja: "請求された譲渡を承認(原簿管理人)",
  },
  example:
    "consent give 0x8f0c7f1b6f1e7e6f9a2f4f5f7b1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192 --signer env:REGISTRAR_KEY",
  arguments: [ID],
  async plan(given, desk) {
    return await consentPlan(given, desk, "giveConsent", { en: "consent to", ja: "承認" });
  },
};
