import type { WriteCommand } from "../../command.ts";
import { guardedSchema, guardianPlan } from "../../desk/guardianPlan.ts";
import { writtenWith } from "../../desk/written.ts";

/** Stops a new pass, or what waits for one, inside its window. */
export const kycVeto: WriteCommand = {
  kind: "write",
  path: "kyc veto",
  about: {
    en: "stop a new pass, a reclassification or a recovery inside its window, as a pass guardian",
    ja: "拒否期間中のパス・区分変更・復旧を拒否(パス監視者)",
  },
  example:
    "kyc veto --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --reason UNKNOWN-GRANT --signer env:GUARDIAN_KEY",
  options: [
    { flags: "--wallet <address>", about: { en: "whose", ja: "ウォレット" }, required: true },
    {
      flags: "--reason <code>",
      about: { en: "a code of up to 31 bytes", ja: "理由コード" },
      required: true,
    },
  ],
  result: writtenWith(guardedSchema),
  async plan(given, desk) {
    return await guardianPlan(given, desk, "veto", {
      en: "veto what waits for {wallet}, reason {reason}",
      ja: "{wallet} の待機中の内容を拒否、理由 {reason}",
    });
  },
};
