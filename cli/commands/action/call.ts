import { BondLifecycle__factory, formatDate } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { classOf, dateOf, documentOf } from "../../inputs.ts";

/** Announces an early redemption that the terms allow, or takes it back before its notice begins. */
export const actionCall: WriteCommand = {
  kind: "write",
  path: "action call",
  about: {
    en: "announce an early redemption (繰上償還) that the terms allow, or with --cancel take it back",
    ja: "条件に基づく繰上償還の公告(--cancel で取消し)",
  },
  example:
    "action call --class SBI-ST-1 --date 2027-09-14 --document notice.pdf --signer env:REGISTRAR_KEY",
  options: [
    {
      flags: "--class <code>",
      about: { en: "the bond's class", ja: "銘柄コード" },
      required: true,
    },
    { flags: "--date <date>", about: { en: "when it is redeemed", ja: "償還日" } },
    { flags: "--document <file|hash>", about: { en: "the notice", ja: "公告" } },
    { flags: "--cancel", about: { en: "take it back", ja: "取消し" } },
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const to = desk.platform.bonds;
    const contract = BondLifecycle__factory.connect(to, desk.provider);
    if (given.options.cancel === true) {
      const about = { en: `take the call of ${code} back`, ja: `${code} の繰上償還を取消し` };
      return {
        title: about,
        calls: [{ to, contract, name: "cancelCall", args: [address], about }],
      };
    }
    const date = dateOf(given, "date");
    const document = await documentOf(given, "document");
    const day = formatDate(date, "en");
    const about = { en: `call ${code} for ${day}`, ja: `${code} を ${day} に繰上償還` };
    const args = [address, date, document];
    return { title: about, calls: [{ to, contract, name: "announceCall", args, about }] };
  },
};
