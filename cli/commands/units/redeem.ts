import type { WriteCommand } from "../../command.ts";
import { proposedActSchema, proposePlan } from "../../desk/acts.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, amountOf } from "../../inputs.ts";
import { ACT, CLASS, DOCUMENT, REASON, TAKEN, UNITS, WALLET } from "./options.ts";
import { takenOf } from "./takenOf.ts";

/** Proposes a redemption. */
export const unitsRedeem: WriteCommand = {
  kind: "write",
  path: "units redeem",
  about: {
    en: "propose that units end, since they were repaid (償還)",
    ja: "償還による数量の消滅を起案",
  },
  example:
    "units redeem --class SBI-ST-1 --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 " +
    "--units 10 --reason REDEEM-2029 --document order.pdf --act act.json --signer env:REGISTRAR_KEY",
  options: [CLASS, WALLET, UNITS, TAKEN, REASON, DOCUMENT, ...ACT],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    return await proposePlan(given, desk, {
      ...{ verb: "redemption", wallet: addressOf(given, "wallet") },
      units: amountOf(given, "units"),
      holds: takenOf(given),
    });
  },
};
