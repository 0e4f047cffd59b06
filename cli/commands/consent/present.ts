import { getAddress } from "ethers";
import {
  ConsentFileRefused,
  parseConsentFile,
  RegistrarDesk__factory,
  readText,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { consentSaid } from "../../desk/consents.ts";
import { pathOf } from "../../inputs.ts";

/** Presents a signed consent, so that the units may move. */
export const consentPresent: WriteCommand = {
  kind: "write",
  path: "consent present",
  about: {
    en: "present a consent that a registrar signed, so that the units may move (anyone)",
    ja: "署名済みの譲渡承認を提示(誰でも可)",
  },
  example: "consent present consent.json --signer env:HOLDER_KEY",
  arguments: [{ name: "file", about: { en: "by consent sign", ja: "署名済みの承認ファイル" } }],
  async plan(given, desk) {
    const path = pathOf(given, "file");
    const file = parseConsentFile(await readText(path), path);
    const { platform, chainId, provider } = desk;
    if (file.chainId !== chainId || file.desk !== getAddress(platform.desk)) {
      throw new ConsentFileRefused(path, "it is for another chain or platform");
    }
    const said = consentSaid(file.consent, desk);
    const about = { en: `present the consent to ${said.en}`, ja: `譲渡承認を提示: ${said.ja}` };
    const to = platform.desk;
    const contract = RegistrarDesk__factory.connect(to, provider);
    const args = [file.consent, file.signer, file.signature];
    return { title: about, calls: [{ to, contract, name: "presentConsent", args, about }] };
  },
};
