import { BondLifecycle__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { amountOf, classOf } from "../../inputs.ts";

/** Fixes a floating coupon's rate. */
export const actionFix: WriteCommand = {
  kind: "write",
  path: "action fix",
  about: {
    en: "fix the rate of a floating period from the reference rate before it (anyone)",
    ja: "変動利率の期間の利率を基準金利から確定(誰でも実行可)",
  },
  example: "action fix --class SBI-ST-1 --period 2 --signer env:ANY_KEY",
  options: [
    {
      flags: "--class <code>",
      about: { en: "the bond's class", ja: "銘柄コード" },
      required: true,
    },
    { flags: "--period <number>", about: { en: "from 1", ja: "期間(1から)" }, required: true },
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const period = amountOf(given, "period");
    const to = desk.platform.bonds;
    const contract = BondLifecycle__factory.connect(to, desk.provider);
    const about = {
      en: `fix the rate of period ${period} of ${code}`,
      ja: `${code} 第${period}期の利率を確定`,
    };
    const args = [address, period - 1n];
    return { title: about, calls: [{ to, contract, name: "fixRate", args, about }] };
  },
};
