import { Distribution__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { distributionIn } from "../../desk/termsIn.ts";

/** Takes back a payment of which nobody is paid. */
export const actionWithdraw: WriteCommand = {
  kind: "write",
  path: "action withdraw",
  about: {
    en: "take back an announced payment of which nobody is paid (paying agent); the payer gets all back",
    ja: "誰にも支払われていない告知を撤回(支払代理人)、資金は支払者へ返還",
  },
  example: "action withdraw dividend.terms.json --signer env:PAYING_AGENT_KEY",
  arguments: [{ name: "file", about: { en: "terms by action plan", ja: "条件ファイル" } }],
  async plan(given, desk) {
    const { classCode, terms } = await distributionIn(given, desk, "file");
    const to = desk.platform.distribution;
    const contract = Distribution__factory.connect(to, desk.provider);
    const about = {
      en: `withdraw the payment to the holders of ${classCode}`,
      ja: `${classCode} の保有者への支払を撤回`,
    };
    return { title: about, calls: [{ to, contract, name: "withdraw", args: [terms], about }] };
  },
};
