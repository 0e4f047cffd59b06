import { RegistrarDesk__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { classOf, documentOf } from "../../inputs.ts";
import { CLASS_OPTION } from "./options.ts";

/** Ends a class for good: nothing moves by a holder's key any more. */
export const classClose: WriteCommand = {
  kind: "write",
  path: "class close",
  about: {
    en: "end a class for good (rule changer, after its delay)",
    ja: "銘柄の終了(規則変更担当、予告期間の後。取消し不可)",
  },
  example: "class close --class SBI-ST-1 --document resolution.pdf --signer env:RULE_KEY",
  options: [
    CLASS_OPTION,
    {
      flags: "--document <file|hash>",
      about: { en: "why, of which the hash goes on chain", ja: "根拠書類(ハッシュのみ記録)" },
      required: true,
    },
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const document = await documentOf(given, "document");
    const contract = RegistrarDesk__factory.connect(desk.platform.desk, desk.provider);
    const about = { en: `end ${code} for good`, ja: `${code} を終了(取消し不可)` };
    return {
      title: about,
      calls: [
        {
          ...{ to: desk.platform.desk, contract, about },
          name: "close",
          args: [address, document],
        },
      ],
    };
  },
};
