import { z } from "zod";
import type { WriteCommand } from "../../command.ts";
import { guardedSchema, guardianPlan } from "../../desk/guardianPlan.ts";
import {
  isForOfficers,
  officersAnswer,
  officersOptions,
  officersSchema,
} from "../../desk/officers.ts";
import { writtenWith } from "../../desk/written.ts";

/** Suspends passes: one at once by a pass guardian, or those of a list by one officer. */
export const kycSuspend: WriteCommand = {
  kind: "write",
  path: "kyc suspend",
  about: {
    en: "suspend a pass at once as a pass guardian; with --table or --officer a list on one officer's signature",
    ja: "パスを停止(パス監視者は直ちに、一覧はKYC担当者1名の署名)",
  },
  example:
    "kyc suspend --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --reason HIT-2027-4 --signer env:GUARDIAN_KEY",
  options: officersOptions("suspend"),
  result: z.union([officersSchema, writtenWith(guardedSchema)]),
  async plan(given, desk) {
    if (isForOfficers(given)) return await officersAnswer(given, desk, "suspend");
    return await guardianPlan(given, desk, "suspend", {
      en: "suspend the pass of {wallet}, reason {reason}",
      ja: "{wallet} のパスを停止、理由 {reason}",
    });
  },
};
