import type { WriteCommand } from "../../command.ts";
import { consentPlan, ID } from "../../desk/consents.ts";

/** Takes an application back. */
export const consentWithdraw: WriteCommand = {
  kind: "write",
  path: "consent withdraw",
  about: { en: "take an application back (the holder)", ja: "譲渡承認請求を取下げ(保有者)" },
  example:
    "consent withdraw 0x8f0c7f1b6f1e7e6f9a2f4f5f7b1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192 --signer env:HOLDER_KEY",
  arguments: [ID],
  async plan(given, desk) {
    return await consentPlan(given, desk, "withdrawApplication", {
      en: "take back the application for",
      ja: "請求を取下げ",
    });
  },
};
