import type { WriteCommand } from "../../command.ts";
import { officersCommand } from "../../desk/officers.ts";

/** Reinstates passes. */
export const kycReinstate: WriteCommand = officersCommand("reinstate", {
  path: "kyc reinstate",
  about: {
    en: "prepare the end of suspensions",
    ja: "停止の解除を準備",
  },
  example: "kyc reinstate --table examples/officers/reinstate.csv",
});
