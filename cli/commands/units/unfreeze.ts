import type { WriteCommand } from "../../command.ts";
import { proposedActSchema, proposePlan } from "../../desk/acts.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, amountOf, maybe } from "../../inputs.ts";
import { ACT, CLASS, DOCUMENT, REASON, WALLET } from "./options.ts";

/** Proposes the end of a freeze. */
export const unitsUnfreeze: WriteCommand = {
  kind: "write",
  path: "units unfreeze",
  about: {
    en: "propose the end of a freeze of units, or without --units of the whole wallet",
    ja: "凍結解除を起案(--units がなければ口座全体)",
  },
  example:
    "units unfreeze --class SBI-ST-1 --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --units 10 " +
    "--reason COURT-2027-12 --document order.pdf --act act.json --signer env:REGISTRAR_KEY",
  options: [
    CLASS,
    WALLET,
    { flags: "--units <number>", about: { en: "how many", ja: "数量" } },
    REASON,
    DOCUMENT,
    ...ACT,
  ],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    const wallet = addressOf(given, "wallet");
    return await proposePlan(
      given,
      desk,
      maybe(given, "units") === undefined
        ? { verb: "unfreeze-wallet", wallet }
        : { verb: "unfreeze-units", wallet, units: amountOf(given, "units") },
    );
  },
};
