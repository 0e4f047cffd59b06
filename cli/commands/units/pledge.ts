import { RegistrarDesk__factory, say } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { encumbered, encumberedSchema } from "../../desk/encumbered.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, amountOf, classOf, codeOf, documentOf } from "../../inputs.ts";
import { CLASS, DOCUMENT, REASON, UNITS, WALLET } from "./options.ts";

const ABOUT = {
  en: "pledge {units} units of {wallet} in {code} to {who}",
  ja: "{code} {wallet} の {units} 口に {who} の質権を登録",
};

/** Registers a pledge. */
export const unitsPledge: WriteCommand = {
  kind: "write",
  path: "units pledge",
  about: {
    en: "register a pledge (質権) on units, which stay their owner's",
    ja: "質権を登録(数量は所有者の口座に残る)",
  },
  example:
    "units pledge --class SBI-ST-1 --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --units 10 --pledgee " +
    "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --reason PLEDGE-4 --document deed.pdf --signer env:REGISTRAR_KEY",
  options: [
    CLASS,
    WALLET,
    UNITS,
    {
      flags: "--pledgee <address>",
      about: { en: "whom they secure", ja: "質権者" },
      required: true,
    },
    REASON,
    DOCUMENT,
  ],
  result: writtenWith(encumberedSchema),
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const [wallet, who] = [addressOf(given, "wallet"), addressOf(given, "pledgee")];
    const units = amountOf(given, "units");
    const [reason, document] = [codeOf(given, "reason"), await documentOf(given, "document")];
    const contract = RegistrarDesk__factory.connect(desk.platform.desk, desk.provider);
    const values = { units, wallet, code, who };
    const about = { en: say(ABOUT, "en", values), ja: say(ABOUT, "ja", values) };
    const args = [address, wallet, units, who, reason, document];
    return {
      title: about,
      calls: [{ to: desk.platform.desk, contract, name: "pledgeUnits", args, about }],
      after: (hashes) => encumbered(desk, address, hashes, given.lang),
    };
  },
};
