import { z } from "zod";
import { consentId, RegistrarDesk__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { CONSENT_OPTIONS, consentOf, consentSaid } from "../../desk/consents.ts";
import { writtenWith } from "../../desk/written.ts";

/** Asks the issuer to consent to a transfer (譲渡承認請求). */
export const consentApply: WriteCommand = {
  kind: "write",
  path: "consent apply",
  about: {
    en: "ask the issuer to consent to a transfer (譲渡承認請求, the holder)",
    ja: "発行者に譲渡承認を請求(保有者)",
  },
  example:
    "consent apply --class SBI-ST-1 --from 0x90F79bf6EB2c4f870365E785982E1f101E93b906 " +
    "--to 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --units 10 --until 2027-04-30 --signer env:HOLDER_KEY",
  options: CONSENT_OPTIONS,
  result: writtenWith(z.strictObject({ id: z.string() })),
  async plan(given, desk) {
    const consent = await consentOf(given, desk);
    const id = consentId(consent);
    const said = consentSaid(consent, desk);
    const about = { en: `ask for consent: ${said.en}`, ja: `譲渡承認を請求: ${said.ja}` };
    const to = desk.platform.desk;
    const contract = RegistrarDesk__factory.connect(to, desk.provider);
    return {
      title: about,
      calls: [{ to, contract, name: "applyForConsent", args: [consent], about }],
      after: async () => ({ value: { id }, lines: [id] }),
    };
  },
};
