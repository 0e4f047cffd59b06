import type { WriteCommand } from "../../command.ts";
import { proposedActSchema, proposePlan } from "../../desk/acts.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, amountOf } from "../../inputs.ts";
import { ACT, CLASS, DOCUMENT, REASON, TAKEN, UNITS, WALLET } from "./options.ts";
import { takenOf } from "./takenOf.ts";

/** Proposes a cancellation. */
export const unitsCancel: WriteCommand = {
  kind: "write",
  path: "units cancel",
  about: {
    en: "propose that units end without repayment, such as lost ones or mistakes",
    ja: "消却・抹消を起案(償還によらない消滅)",
  },
  example:
    "units cancel --class SBI-ST-1 --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 " +
    "--units 10 --reason CANCEL-1 --document order.pdf --act act.json --signer env:REGISTRAR_KEY",
  options: [CLASS, WALLET, UNITS, TAKEN, REASON, DOCUMENT, ...ACT],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    return await proposePlan(given, desk, {
      ...{ verb: "cancellation", wallet: addressOf(given, "wallet") },
      units: amountOf(given, "units"),
      holds: takenOf(given),
    });
  },
};
