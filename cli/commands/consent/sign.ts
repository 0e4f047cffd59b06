import type { JsonRpcProvider } from "ethers";
import { z } from "zod";
import { consentId, formatConsentFile, signConsentFile } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { CONSENT_OPTIONS, consentOf, consentSaid } from "../../desk/consents.ts";
import { signerOf } from "../../desk/signerOf.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { maybe, pathOf } from "../../inputs.ts";

/** Signs a consent that its holder presents. */
export const consentSign: ReadCommand = {
  kind: "read",
  path: "consent sign",
  about: {
    en: "sign a consent beforehand, for its holder to present (registrar); sends nothing",
    ja: "譲渡承認に事前署名(保有者が提示、原簿管理人)。送信しない",
  },
  example:
    "consent sign --class SBI-ST-1 --from 0x90F79bf6EB2c4f870365E785982E1f101E93b906 " +
    "--to 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --units 10 --until 2027-04-30 " +
    "--file consent.json --signer env:REGISTRAR_KEY",
  options: [
    ...CONSENT_OPTIONS,
    {
      flags: "--signer <key>",
      about: { en: "env:NAME, keystore:FILE, hardhat:NAME", ja: "署名する鍵" },
      required: true,
    },
    { flags: "--file <file>", about: { en: "where to", ja: "書出し先" }, required: true },
  ],
  result: z.strictObject({ id: z.string(), signer: z.string(), file: z.string() }),
  async run(given, desk) {
    const consent = await consentOf(given, desk);
    const { chainId, provider, platform, terminal } = desk;
    const key = await signerOf(
      maybe(given, "signer"),
      provider as JsonRpcProvider,
      chainId,
      terminal,
    );
    const signed = await signConsentFile(key, { chainId, desk: platform.desk, consent });
    const file = pathOf(given, "file");
    await writeNew(file, formatConsentFile(signed));
    const id = consentId(consent);
    return {
      value: { id, signer: signed.signer, file },
      lines: [consentSaid(consent, desk)[given.lang], id, file],
    };
  },
};
