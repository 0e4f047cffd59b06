import type { WriteCommand } from "../../command.ts";
import { walkedSchema, walkPlan } from "../../desk/offerWalk.ts";
import { writtenWith } from "../../desk/written.ts";
import { MOST, TERMS } from "./options.ts";

/** Issues what was subscribed and allotted. */
export const offerIssue: WriteCommand = {
  kind: "write",
  path: "offer issue",
  about: {
    en: "issue the entries against their payment, in chunks (anyone, after the close)",
    ja: "申込みを払込みと引換えに発行(締切後、誰でも実行可)",
  },
  example: "offer issue offer.json --signer env:ANY_KEY",
  arguments: [TERMS],
  options: [MOST],
  result: writtenWith(walkedSchema),
  plan: (given, desk) => walkPlan(given, desk, "issue"),
};
