import type { WriteCommand } from "../../command.ts";
import { officersCommand } from "../../desk/officers.ts";

/** Links wallets. */
export const kycLink: WriteCommand = officersCommand("link", {
  path: "kyc link",
  about: {
    en: "prepare a pass for a further wallet of an investor",
    ja: "投資家の追加ウォレットへのパスを準備",
  },
  example:
    "kyc link --table links.csv --officer env:OFFICER_1 --officer env:OFFICER_2 --signer env:RELAYER_KEY",
});
