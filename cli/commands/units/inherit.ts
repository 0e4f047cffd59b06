import type { WriteCommand } from "../../command.ts";
import { proposedActSchema, proposePlan } from "../../desk/acts.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, amountOf } from "../../inputs.ts";
import { ACT, CLASS, DOCUMENT, REASON, TAKEN, UNITS, WALLET } from "./options.ts";
import { takenOf } from "./takenOf.ts";

/** Proposes a move to an heir. */
export const unitsInherit: WriteCommand = {
  kind: "write",
  path: "units inherit",
  about: {
    en: "propose that units go to an heir",
    ja: "相続による移転を起案",
  },
  example:
    "units inherit --class SBI-ST-1 --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --to " +
    "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --units 10 --reason INHERITANCE-7 --document order.pdf " +
    "--act act.json --signer env:REGISTRAR_KEY",
  options: [
    CLASS,
    WALLET,
    { flags: "--to <address>", about: { en: "who gets them", ja: "受取人" }, required: true },
    UNITS,
    TAKEN,
    REASON,
    DOCUMENT,
    ...ACT,
  ],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    return await proposePlan(given, desk, {
      ...{ verb: "inheritance", wallet: addressOf(given, "wallet") },
      to: addressOf(given, "to"),
      units: amountOf(given, "units"),
      holds: takenOf(given),
    });
  },
};
