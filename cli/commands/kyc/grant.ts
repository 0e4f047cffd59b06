import type { WriteCommand } from "../../command.ts";
import { officersCommand } from "../../desk/officers.ts";

/** Grants passes. */
export const kycGrant: WriteCommand = officersCommand("grant", {
  path: "kyc grant",
  about: {
    en: "prepare the grant of passes, which a quorum of officers signs",
    ja: "パスの付与を準備(KYC担当者の定足数が署名)",
  },
  example: "kyc grant --table examples/officers/grants.csv",
});
