import { BondLifecycle__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { classOf } from "../../inputs.ts";

/** Marks that a payment was not paid in when its days of grace were over. */
export const actionDefault: WriteCommand = {
  kind: "write",
  path: "action default",
  about: {
    en: "mark that a bond's payment is not paid in and its days of grace are over (anyone)",
    ja: "猶予期間経過後の不払いを記録(誰でも実行可)",
  },
  example: "action default --class SBI-ST-1 --signer env:ANY_KEY",
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
    const about = { en: `mark ${code} as in default`, ja: `${code} の不払いを記録` };
    return { title: about, calls: [{ to, contract, name: "markDefault", args: [address], about }] };
  },
};
