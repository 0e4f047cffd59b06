import { Distribution__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { distributionIn } from "../../desk/termsIn.ts";

/** Gives the payer back what nobody claimed in time. */
export const actionReturn: WriteCommand = {
  kind: "write",
  path: "action return",
  about: {
    en: "give the payer back what nobody claimed in time (anyone)",
    ja: "期限内に請求されなかった未払分を支払者へ返戻(誰でも実行可)",
  },
  example: "action return dividend.terms.json --signer env:ANY_KEY",
  arguments: [{ name: "file", about: { en: "terms by action plan", ja: "条件ファイル" } }],
  async plan(given, desk) {
    const { classCode, terms } = await distributionIn(given, desk, "file");
    const to = desk.platform.distribution;
    const contract = Distribution__factory.connect(to, desk.provider);
    const about = {
      en: `return what nobody claimed of ${classCode}`,
      ja: `${classCode} の未請求分を返戻`,
    };
    const args = [terms];
    return { title: about, calls: [{ to, contract, name: "returnUnclaimed", args, about }] };
  },
};
