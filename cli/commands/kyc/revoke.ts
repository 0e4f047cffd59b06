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

/** Revokes passes for good: one at once by a pass guardian, or those of a table by quorum. */
export const kycRevoke: WriteCommand = {
  kind: "write",
  path: "kyc revoke",
  about: {
    en: "revoke a pass for good as a pass guardian; with --table or --officer by a quorum of officers",
    ja: "パスを取消し(パス監視者は直ちに、表は担当者の定足数)",
  },
  example:
    "kyc revoke --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --reason FRAUD-2 --signer env:GUARDIAN_KEY",
  options: officersOptions("revoke"),
  result: z.union([officersSchema, writtenWith(guardedSchema)]),
  async plan(given, desk) {
    if (isForOfficers(given)) return await officersAnswer(given, desk, "revoke");
    return await guardianPlan(given, desk, "revoke", {
      en: "revoke the pass of {wallet}, reason {reason}",
      ja: "{wallet} のパスを取消し、理由 {reason}",
    });
  },
};
