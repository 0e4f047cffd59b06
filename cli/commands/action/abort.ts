import { BondLifecycle__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { classOf } from "../../inputs.ts";

/** Takes a redemption back of which nobody is paid. */
export const actionAbort: WriteCommand = {
  kind: "write",
  path: "action abort",
  about: {
    en: "take a bond's redemption back of which nobody is paid (registrar; the payer after a day)",
    ja: "未払いの償還を取消し(原簿管理人、支払者は1日経過後)",
  },
  example: "action abort --class SBI-ST-1 --signer env:REGISTRAR_KEY",
  options: [
    {
      flags: "--class <code>",
      about: { en: "the bond's class", ja: "銘柄コード" },
      required: true,
    },
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const to = desk.platform.bonds;
    const contract = BondLifecycle__factory.connect(to, desk.provider);
    const about = { en: `take the redemption of ${code} back`, ja: `${code} の償還を取消し` };
    return { title: about, calls: [{ to, contract, name: "abort", args: [address], about }] };
  },
};
