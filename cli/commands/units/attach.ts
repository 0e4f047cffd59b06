import { RegistrarDesk__factory, say } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { encumbered, encumberedSchema } from "../../desk/encumbered.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, amountOf, classOf, codeOf, documentOf } from "../../inputs.ts";
import { CLASS, DOCUMENT, REASON, UNITS, WALLET } from "./options.ts";

const ABOUT = {
  en: "attach {units} units of {wallet} in {code} for {who}",
  ja: "{code} {wallet} の {units} 口に {who} の差押えを登録",
};

/** Registers an attachment. */
export const unitsAttach: WriteCommand = {
  kind: "write",
  path: "units attach",
  about: {
    en: "register an attachment (差押え) of units, which stay their owner's",
    ja: "差押えを登録(数量は所有者の口座に残る)",
  },
  example:
    "units attach --class SBI-ST-1 --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --units 10 --creditor " +
    "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --reason COURT-2028-1 --document deed.pdf --signer env:REGISTRAR_KEY",
  options: [
    CLASS,
    WALLET,
    UNITS,
    {
      flags: "--creditor <address>",
      about: { en: "who enforces", ja: "差押債権者" },
      required: true,
    },
    REASON,
    DOCUMENT,
  ],
  result: writtenWith(encumberedSchema),
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const [wallet, who] = [addressOf(given, "wallet"), addressOf(given, "creditor")];
    const units = amountOf(given, "units");
    const [reason, document] = [codeOf(given, "reason"), await documentOf(given, "document")];
    const contract = RegistrarDesk__factory.connect(desk.platform.desk, desk.provider);
    const values = { units, wallet, code, who };
    const about = { en: say(ABOUT, "en", values), ja: say(ABOUT, "ja", values) };
    const args = [address, wallet, units, who, reason, document];
    return {
      title: about,
      calls: [{ to: desk.platform.desk, contract, name: "attachUnits", args, about }],
      after: (hashes) => encumbered(desk, address, hashes, given.lang),
    };
  },
};
