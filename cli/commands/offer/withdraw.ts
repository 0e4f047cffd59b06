import { Offering__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { offeringIn } from "../../desk/termsIn.ts";
import { numberOf } from "../../inputs.ts";
import { TERMS } from "./options.ts";

/** Takes an entry back; its yen are free again. */
export const offerWithdraw: WriteCommand = {
  kind: "write",
  path: "offer withdraw",
  about: {
    en: "take a subscription back before the close, or of an offering that failed (its investor)",
    ja: "締切前または不成立の募集の申込みを取下げ(申込者)",
  },
  example: "offer withdraw offer.json --entry 3 --signer env:INVESTOR_KEY",
  arguments: [TERMS],
  options: [
    {
      flags: "--entry <number>",
      about: { en: "which, as offer status lists them", ja: "申込番号" },
      required: true,
    },
  ],
  async plan(given, desk) {
    const { classCode, terms } = await offeringIn(given, desk);
    const entry = numberOf(given, "entry");
    const to = desk.platform.offering;
    const contract = Offering__factory.connect(to, desk.provider);
    const about = {
      en: `take entry ${entry} of the offering of ${classCode} back`,
      ja: `${classCode} の募集の申込み ${entry} を取下げ`,
    };
    const args = [terms, entry];
    return { title: about, calls: [{ to, contract, name: "withdraw", args, about }] };
  },
};
