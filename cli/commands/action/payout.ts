import { Distribution__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { addressOf } from "../../inputs.ts";

/** Names which of an investor's wallets is paid. */
export const actionPayout: WriteCommand = {
  kind: "write",
  path: "action payout",
  about: {
    en: "name which of your wallets is paid (the wallet that would be paid now)",
    ja: "支払を受けるウォレットを指定(現在の受取ウォレットから)",
  },
  example:
    "action payout --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --signer env:INVESTOR_KEY",
  options: [
    {
      flags: "--wallet <address>",
      about: { en: "another wallet of the same investor", ja: "同じ投資家の別のウォレット" },
      required: true,
    },
  ],
  async plan(given, desk) {
    const wallet = addressOf(given, "wallet");
    const to = desk.platform.distribution;
    const contract = Distribution__factory.connect(to, desk.provider);
    const about = { en: `be paid at ${wallet}`, ja: `支払先を ${wallet} に変更` };
    return {
      title: about,
      calls: [{ to, contract, name: "namePayoutWallet", args: [wallet], about }],
    };
  },
};
