import { ZeroAddress } from "ethers";
import { formatTime, IKycPass__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { proposedActSchema, proposePlan } from "../../desk/acts.ts";
import { SuccessorMissing } from "../../desk/faults.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf } from "../../inputs.ts";
import { ACT, CLASS, DOCUMENT, REASON, WALLET } from "./options.ts";

/** Proposes that all units of a lost wallet become its successor's. */
export const unitsRecover: WriteCommand = {
  kind: "write",
  path: "units recover",
  about: {
    en: "propose that a lost wallet's units become its successor's, whom its pass names",
    ja: "紛失ウォレットの数量を承継先へ移すことを起案",
  },
  example:
    "units recover --class SBI-ST-1 --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --reason LOST-3 " +
    "--document request.pdf --act act.json --signer env:REGISTRAR_KEY",
  options: [CLASS, WALLET, REASON, DOCUMENT, ...ACT],
  result: writtenWith(proposedActSchema),
  async plan(given, desk) {
    const wallet = addressOf(given, "wallet");
    const pass = IKycPass__factory.connect(desk.platform.pass, desk.provider);
    const to = await pass.successorOf(wallet);
    if (to === ZeroAddress) {
      const { successor, validFrom } = await pass.recoveryOf(wallet);
      if (successor === ZeroAddress) throw new SuccessorMissing(wallet);
      const at = Number(validFrom);
      const from = { en: formatTime(at, "en"), ja: formatTime(at, "ja") };
      throw new SuccessorMissing(wallet, { successor, from });
    }
    return await proposePlan(given, desk, { verb: "recovery", wallet, to });
  },
};
