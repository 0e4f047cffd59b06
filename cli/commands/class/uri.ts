import { RegistrarDesk__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { classOf, textOf } from "../../inputs.ts";
import { CLASS_OPTION } from "./options.ts";

/** Says where a class's metadata is (ERC-7572). */
export const classUri: WriteCommand = {
  kind: "write",
  path: "class uri",
  about: {
    en: "say where the class's metadata is, as class metadata writes it (registrar)",
    ja: "銘柄メタデータの掲載先を設定(原簿管理人)",
  },
  example:
    "class uri --class SBI-ST-1 --uri https://example.com/SBI-ST-1.metadata.json --signer env:REGISTRAR_KEY",
  options: [
    CLASS_OPTION,
    { flags: "--uri <address>", about: { en: "of the file", ja: "掲載先" }, required: true },
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const uri = textOf(given, "uri");
    const to = desk.platform.desk;
    const contract = RegistrarDesk__factory.connect(to, desk.provider);
    const about = {
      en: `metadata of ${code} at ${uri}`,
      ja: `${code} のメタデータの掲載先を ${uri} に設定`,
    };
    const args = [address, uri];
    return { title: about, calls: [{ to, contract, name: "setContractURI", args, about }] };
  },
};
