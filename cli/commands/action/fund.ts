import { Distribution__factory, formatYen } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { payIn } from "../../desk/payIn.ts";
import { senderOf } from "../../desk/senderOf.ts";
import { distributionIn } from "../../desk/termsIn.ts";
import { addressOf, maybe } from "../../inputs.ts";

/** Pays a payment in, in full. */
export const actionFund: WriteCommand = {
  kind: "write",
  path: "action fund",
  about: {
    en: "pay an announced payment in, in full (payer)",
    ja: "告知済みの支払に資金を払込み(支払者)",
  },
  example: "action fund dividend.terms.json --signer env:PAYER_KEY",
  arguments: [{ name: "file", about: { en: "terms by action plan", ja: "条件ファイル" } }],
  options: [
    {
      flags: "--payer <address>",
      about: {
        en: "whose yen, without --signer (a Safe's address)",
        ja: "支払者(Safe など、--signer なしの場合)",
      },
    },
  ],
  async plan(given, desk) {
    const { classCode, terms } = await distributionIn(given, desk, "file");
    const sender = await senderOf(given, desk);
    const payer = maybe(given, "payer") === undefined ? sender : addressOf(given, "payer");
    if (payer === undefined) {
      throw new ArgumentRefused(
        "Whose yen? Name the key with --signer, or without one the payer with --payer.",
      );
    }
    if (sender !== undefined && sender !== payer) {
      throw new ArgumentRefused(
        `--payer is ${payer}, and the key that sends is ${sender}: only the payer itself pays in.`,
      );
    }
    const to = desk.platform.distribution;
    const contract = Distribution__factory.connect(to, desk.provider);
    const yen = await contract.fundingOf(terms);
    const { calls, notes } = await payIn(desk, payer, yen);
    const about = {
      en: `pay in ${formatYen(yen)} for the holders of ${classCode}`,
      ja: `${classCode} の保有者への支払資金 ${formatYen(yen)} を払込み`,
    };
    return {
      ...{ title: about, notes },
      calls: [...calls, { to, contract, name: "fund", args: [terms, payer], about }],
    };
  },
};
