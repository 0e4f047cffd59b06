import { z } from "zod";
import { consentId } from "../encode/consentId.ts";
import { type Consent, consentTypedData } from "../encode/consentTypedData.ts";
import { signTypedData } from "../encode/signTypedData.ts";
import type { TypedDataSigner } from "../encode/TypedData.ts";
import { signatureText, signedAddress } from "../files/schemas/signedFields.ts";
import { ToldError } from "../text/ToldError.ts";

/** A consent that a registrar signed, to be presented by whoever needs it. */
export interface ConsentFile {
  readonly chainId: bigint;
  /** The platform's RegistrarDesk. */
  readonly desk: string;
  readonly consent: Consent;
  readonly signer: string;
  readonly signature: string;
}

/** A file has no signed consent as this program writes it, or was changed. */
export class ConsentFileRefused extends ToldError {
  override readonly name = "ConsentFileRefused";

  constructor(path: string, why: string) {
    super(
      {
        en: "{path} is not used: {why}. Have it signed anew by `kessai consent sign`.",
        ja: "{path} は使いません: {why}。`kessai consent sign` で署名し直してください。",
      },
      { path, why },
    );
  }
}

const whole = z
  .string()
  .regex(/^\d{1,78}$/, "digits as text")
  .transform((text) => BigInt(text));

const schema = z.strictObject({
  ...{
    kind: z.literal("kessai-consent"),
    format: z.literal(1),
    chainId: whole,
    desk: signedAddress,
  },
  id: z.string(),
  consent: z.strictObject({
    ...{ token: signedAddress, from: signedAddress, to: signedAddress, units: whole },
    ...{ until: z.int().positive(), number: whole },
  }),
  signer: signedAddress,
  signature: signatureText,
});

/** Signs a consent. Works offline. */
export async function signConsentFile(
  signer: TypedDataSigner & { getAddress(): Promise<string> },
  file: Omit<ConsentFile, "signer" | "signature">,
): Promise<ConsentFile> {
  const data = consentTypedData(file.chainId, file.desk, file.consent);
  const signature = await signTypedData(signer, data);
  return { ...file, signer: await signer.getAddress(), signature };
}

/** A signed consent as its file has it: the same one is the same bytes. */
export function formatConsentFile({ chainId, desk, consent, signer, signature }: ConsentFile) {
  const { token, from, to, units, until, number } = consent;
  const plain = {
    ...{ kind: "kessai-consent", format: 1, chainId: String(chainId), desk },
    id: consentId(consent),
    consent: { token, from, to, units: String(units), until, number: String(number) },
    ...{ signer, signature },
  };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}

export type ParseConsentFileErrors = ConsentFileRefused;

/**
 * The signed consent in a file's text.
 *
 * @param path how the error names the file
 * @throws ConsentFileRefused if it has another form, or its consent is not the one that its id was made from
 */
export function parseConsentFile(text: string, path: string): ConsentFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ConsentFileRefused(path, "it is no JSON");
  }
  const { data, error } = schema.safeParse(json);
  if (data === undefined) {
    const [issue] = error.issues;
    throw new ConsentFileRefused(path, `it holds no consent (${issue?.path.join(".")})`);
  }
  const { kind, format, id, ...file } = data;
  if (consentId(file.consent) !== id) throw new ConsentFileRefused(path, "somebody changed it");
  return file;
}
