import type { WriteCommand } from "../../command.ts";
import { walkedSchema, walkPlan } from "../../desk/offerWalk.ts";
import { writtenWith } from "../../desk/written.ts";
import { MOST, TERMS } from "./options.ts";

/** Frees what was paid for nothing. */
export const offerRefund: WriteCommand = {
  kind: "write",
  path: "offer refund",
  about: {
    en: "free the yen of an offering that failed or is late, in chunks (anyone)",
    ja: "不成立または期限切れの募集の代金を返還(誰でも実行可)",
  },
  example: "offer refund offer.json --signer env:ANY_KEY",
  arguments: [TERMS],
  options: [MOST],
  result: writtenWith(walkedSchema),
  plan: (given, desk) => walkPlan(given, desk, "refund"),
};
