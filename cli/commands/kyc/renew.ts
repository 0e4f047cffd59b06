import type { WriteCommand } from "../../command.ts";
import { officersCommand } from "../../desk/officers.ts";

/** Renews passes. */
export const kycRenew: WriteCommand = officersCommand("renew", {
  path: "kyc renew",
  about: {
    en: "prepare a longer or shorter expiry and screening",
    ja: "パスの更新を準備(有効期限と審査期限)",
  },
  example: "kyc renew --table examples/officers/renewals.csv",
});
