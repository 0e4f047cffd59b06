import { Offering__factory, offeringId, RegistrarDesk__factory } from "../../../sdk/index.ts";
import type { Call, WriteCommand } from "../../command.ts";
import { offeringIn } from "../../desk/termsIn.ts";
import { TERMS } from "./options.ts";

/** Opens an offering, and lets it issue the class on exactly these terms. */
export const offerOpen: WriteCommand = {
  kind: "write",
  path: "offer open",
  about: {
    en: "open an offering (募集), and lend it the power to issue on its terms (registrar)",
    ja: "募集を開始し、条件に限り発行権限を貸与(原簿管理人)",
  },
  example: "offer open offer.json --signer env:REGISTRAR_KEY",
  arguments: [TERMS],
  async plan(given, desk) {
    const { classCode, terms } = await offeringIn(given, desk);
    const { platform, provider } = desk;
    const id = offeringId(terms);
    const registrarDesk = RegistrarDesk__factory.connect(platform.desk, provider);
    const contract = Offering__factory.connect(platform.offering, provider);
    const title = { en: `open the offering of ${classCode}`, ja: `${classCode} の募集を開始` };
    const lend: Call = {
      ...{ to: platform.desk, contract: registrarDesk, name: "lendIssue" },
      args: [terms.token, platform.offering, id],
      about: {
        en: `let the offering ${id} issue ${classCode}`,
        ja: `募集 ${id} に ${classCode} の発行権限を貸与`,
      },
    };
    const lent = await registrarDesk.loanOf(terms.token, platform.offering);
    return {
      title,
      calls: [
        ...(lent === id ? [] : [lend]),
        { to: platform.offering, contract, name: "open", args: [terms], about: title },
      ],
    };
  },
};
