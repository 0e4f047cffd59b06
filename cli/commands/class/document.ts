import { RegistrarDesk__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { classOf, codeOf, documentOf, textOf } from "../../inputs.ts";
import { CLASS_OPTION } from "./options.ts";

/** Names a document of a class, or a new version of it (ERC-1643). */
export const classDocument: WriteCommand = {
  kind: "write",
  path: "class document",
  about: {
    en: "name a document of a class by its hash, or a new version, or with --remove take it off (registrar)",
    ja: "銘柄の書類をハッシュで登録・更新、--remove で削除(原簿管理人)",
  },
  example:
    "class document --class SBI-ST-1 --name PROSPECTUS --document prospectus.pdf --uri https://example.com/p.pdf " +
    "--signer env:REGISTRAR_KEY",
  options: [
    CLASS_OPTION,
    { flags: "--name <code>", about: { en: "of the document", ja: "書類名" }, required: true },
    { flags: "--document <file|hash>", about: { en: "its content", ja: "書類" } },
    { flags: "--uri <address>", about: { en: "where it can be read", ja: "掲載先" } },
    { flags: "--remove", about: { en: "take it off", ja: "削除" } },
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const [name, said] = [codeOf(given, "name"), textOf(given, "name")];
    const to = desk.platform.desk;
    const contract = RegistrarDesk__factory.connect(to, desk.provider);
    if (given.options.remove === true) {
      const about = { en: `take ${said} off ${code}`, ja: `${code} の書類 ${said} を削除` };
      const args = [address, name];
      return { title: about, calls: [{ to, contract, name: "removeDocument", args, about }] };
    }
    const about = { en: `name ${said} of ${code}`, ja: `${code} の書類 ${said} を登録` };
    const uri = given.options.uri === undefined ? "" : textOf(given, "uri");
    const args = [address, name, uri, await documentOf(given, "document")];
    return { title: about, calls: [{ to, contract, name: "setDocument", args, about }] };
  },
};
