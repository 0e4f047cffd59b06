import { Distribution__factory, PAYMENT_KIND_TEXTS, PAYMENT_KINDS } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { distributionIn } from "../../desk/termsIn.ts";

/** Announces a payment to all holders. Nothing is promised before it is funded. */
export const actionAnnounce: WriteCommand = {
  kind: "write",
  path: "action announce",
  about: {
    en: "announce a payment to all holders (paying agent)",
    ja: "保有者への支払を告知(支払代理人)",
  },
  example: "action announce dividend.terms.json --signer env:PAYING_AGENT_KEY",
  arguments: [{ name: "file", about: { en: "terms by action plan", ja: "条件ファイル" } }],
  async plan(given, desk) {
    const { classCode, terms } = await distributionIn(given, desk, "file");
    const to = desk.platform.distribution;
    const contract = Distribution__factory.connect(to, desk.provider);
    const kind = PAYMENT_KIND_TEXTS[PAYMENT_KINDS[terms.kind] ?? "dividend"];
    const about = {
      en: `announce a ${kind.en} of ${classCode}`,
      ja: `${classCode} の${kind.ja}を告知`,
    };
    return { title: about, calls: [{ to, contract, name: "announce", args: [terms], about }] };
  },
};
