import type { ActVerb } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { proposedActSchema, proposePlan } from "../../desk/acts.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, amountOf, maybe } from "../../inputs.ts";
import { ACT, CLASS, DOCUMENT, REASON, TAKEN, UNITS, WALLET } from "./options.ts";
import { takenOf } from "./takenOf.ts";

const GROUNDS = ["forced-transfer", "court-order", "pledge-execution"] as const;

/** Proposes a move against the holder's will. */
export const unitsForce: WriteCommand = {
  kind: "write",
  path: "units force",
  about: {
    en: "propose that units move without their holder's key (forced transfer, court order, execution of a pledge)",
    ja: "強制移転・裁判所の命令による移転・質権実行を起案",
  },
  example:
    "units force --class SBI-ST-1 --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --to " +
    "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --units 10 --reason COURT-2027-11 --document order.pdf " +
    "--act act.json --signer env:REGISTRAR_KEY",
  options: [
    CLASS,
    WALLET,
    { flags: "--to <address>", about: { en: "who gets them", ja: "受取人" }, required: true },
    UNITS,
    {
      flags: "--ground <ground>",
      about: { en: "forced-transfer if not said", ja: "根拠(既定は forced-transfer)" },
      choices: GROUNDS,
    },
    TAKEN,
    REASON,
    DOCUMENT,
    ...ACT,
  ],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    return await proposePlan(given, desk, {
      verb: (maybe(given, "ground") ?? "forced-transfer") as ActVerb,
      ...{ wallet: addressOf(given, "wallet"), to: addressOf(given, "to") },
      ...{ units: amountOf(given, "units"), holds: takenOf(given) },
    });
  },
};
