import { formatYen, Split__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { payIn } from "../../desk/payIn.ts";
import { senderOf } from "../../desk/senderOf.ts";
import { splitIn } from "../../desk/termsIn.ts";

/** Begins a split or consolidation; `action run --split` brings it to its end. */
export const actionSplit: WriteCommand = {
  kind: "write",
  path: "action split",
  about: {
    en: "begin a split or consolidation that two registrar keys approved",
    ja: "承認済みの分割・併合を開始",
  },
  example: "action split split.terms.json --signer env:ISSUER_KEY",
  arguments: [{ name: "file", about: { en: "terms by action plan", ja: "条件ファイル" } }],
  options: [
    {
      flags: "--abort",
      about: { en: "take it back, before anybody is paid or scaled", ja: "開始を取り消す" },
    },
  ],
  async plan(given, desk) {
    const { classCode, terms } = await splitIn(given, desk, "file");
    const { platform, provider } = desk;
    const contract = Split__factory.connect(platform.split, provider);
    const to = platform.split;
    if (given.options.abort === true) {
      const about = {
        en: `take the split of ${classCode} back`,
        ja: `${classCode} の分割・併合を取消し`,
      };
      return { title: about, calls: [{ to, contract, name: "abort", args: [terms], about }] };
    }
    const { calls, notes } = await payIn(desk, await senderOf(given, desk), terms.funding);
    const [from, into] = [terms.denominator, terms.numerator];
    const paid = terms.funding === 0n ? undefined : formatYen(terms.funding);
    const about = {
      en: `begin the split of ${classCode}, ${from} into ${into}${paid === undefined ? "" : `, with ${paid} for fractions`}`,
      ja: `${classCode} の ${from} 口を ${into} 口とする分割・併合を開始${paid === undefined ? "" : `(端数代金 ${paid})`}`,
    };
    return {
      ...{ title: about, notes },
      calls: [...calls, { to, contract, name: "begin", args: [terms], about }],
    };
  },
};
