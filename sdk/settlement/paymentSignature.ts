import { z } from "zod";
import { paymentDecisionTypedData } from "../encode/paymentDecisionTypedData.ts";
import { paymentOutcomeTypedData } from "../encode/paymentOutcomeTypedData.ts";
import { signTypedData } from "../encode/signTypedData.ts";
import type { TypedDataSigner } from "../encode/TypedData.ts";
import { signatureText, signedAddress } from "../files/schemas/signedFields.ts";
import { ToldError } from "../text/ToldError.ts";

/** What one of a quorum says of a payment on another system. */
export type PaymentWord =
  | {
      readonly kind: "outcome";
      /** The trade's id. */
      readonly trade: string;
      readonly paid: boolean;
      /** 32 bytes as hex. */
      readonly bankReference: string;
    }
  | {
      readonly kind: "decision";
      readonly trade: string;
      readonly deliver: boolean;
      readonly reason: string;
    };

/** The same with its signature, as a file hands it on. */
export interface PaymentSignature {
  readonly chainId: bigint;
  readonly externalCash: string;
  readonly word: PaymentWord;
  readonly signer: string;
  readonly signature: string;
}

/** A file has no signature of a payment, or one of something else. */
export class PaymentSignatureRefused extends ToldError {
  override readonly name = "PaymentSignatureRefused";

  constructor(path: string, why: string) {
    super(
      {
        en: "{path} is not used: {why}. Have it signed anew by `kessai cash sign`.",
        ja: "{path} は使いません: {why}。`kessai cash sign` で署名し直してください。",
      },
      { path, why },
    );
  }
}

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const schema = z.strictObject({
  ...{ kind: z.literal("kessai-payment"), format: z.literal(1) },
  chainId: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform((text) => BigInt(text)),
  externalCash: signedAddress,
  word: z.discriminatedUnion("kind", [
    z.strictObject({
      ...{ kind: z.literal("outcome"), trade: hash, paid: z.boolean(), bankReference: hash },
    }),
    z.strictObject({
      ...{ kind: z.literal("decision"), trade: hash, deliver: z.boolean(), reason: hash },
    }),
  ]),
  signer: signedAddress,
  signature: signatureText,
});

/** Signs what became of a payment, or what is decided of it. Works offline. */
export async function signPayment(
  signer: TypedDataSigner & { getAddress(): Promise<string> },
  { chainId, externalCash, word }: Omit<PaymentSignature, "signer" | "signature">,
): Promise<PaymentSignature> {
  const { kind, ...message } = word;
  const signature =
    kind === "outcome"
      ? await signTypedData(
          signer,
          paymentOutcomeTypedData(chainId, externalCash, message as never),
        )
      : await signTypedData(
          signer,
          paymentDecisionTypedData(chainId, externalCash, message as never),
        );
  return { chainId, externalCash, word, signer: await signer.getAddress(), signature };
}

/** A payment's signature as its file has it. */
export function formatPaymentSignature(signed: PaymentSignature): string {
  const { chainId, externalCash, word, signer, signature } = signed;
  const plain = {
    ...{ kind: "kessai-payment", format: 1, chainId: String(chainId), externalCash },
    ...{ word, signer, signature },
  };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}

export type ParsePaymentSignatureErrors = PaymentSignatureRefused;

/**
 * The signature in a file's text.
 *
 * @param path how the error names the file
 * @throws PaymentSignatureRefused if it has another form
 */
export function parsePaymentSignature(text: string, path: string): PaymentSignature {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PaymentSignatureRefused(path, "it is no JSON");
  }
  const { data, error } = schema.safeParse(json);
  if (data === undefined) {
    const [issue] = error.issues;
    throw new PaymentSignatureRefused(path, `it holds none (${issue?.path.join(".")})`);
  }
  const { kind, format, ...signed } = data;
  return signed;
}
