import type { WriteCommand } from "../../command.ts";
import { officersCommand } from "../../desk/officers.ts";

/** Attests passes anew. */
export const kycAttest: WriteCommand = officersCommand("reattest", {
  path: "kyc attest",
  about: {
    en: "prepare that officers attest passes anew, each by itself",
    ja: "パスの再証明を準備(担当者ごと)",
  },
  example: "kyc attest --table examples/officers/reattest.csv",
});
