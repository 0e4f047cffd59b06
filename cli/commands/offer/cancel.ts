import { Offering__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { offeringIn } from "../../desk/termsIn.ts";
import { codeOf } from "../../inputs.ts";
import { TERMS } from "./options.ts";

/** Fails an offering of which nothing is issued. */
export const offerCancel: WriteCommand = {
  kind: "write",
  path: "offer cancel",
  about: {
    en: "call an offering off of which nothing is issued (registrar); offer refund frees the yen",
    ja: "未発行の募集を中止(原簿管理人)、代金は offer refund で返還",
  },
  example: "offer cancel offer.json --reason MARKET-2027-04 --signer env:REGISTRAR_KEY",
  arguments: [TERMS],
  options: [
    {
      flags: "--reason <code>",
      about: { en: "a code of up to 31 bytes", ja: "理由コード" },
      required: true,
    },
  ],
  async plan(given, desk) {
    const { classCode, terms } = await offeringIn(given, desk);
    const to = desk.platform.offering;
    const contract = Offering__factory.connect(to, desk.provider);
    const about = { en: `call the offering of ${classCode} off`, ja: `${classCode} の募集を中止` };
    const args = [terms, codeOf(given, "reason")];
    return { title: about, calls: [{ to, contract, name: "cancel", args, about }] };
  },
};
