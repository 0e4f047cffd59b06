import type { WriteCommand } from "../../command.ts";
import { officersCommand } from "../../desk/officers.ts";

/** Reclassifies passes. */
export const kycReclassify: WriteCommand = officersCommand("reclassify", {
  path: "kyc reclassify",
  about: {
    en: "prepare other categories, residence or tax class",
    ja: "区分・居住地・税区分の変更を準備",
  },
  example:
    "kyc reclassify --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --residence JP --tax-class 0 --specified-until 2028-03-31",
});
