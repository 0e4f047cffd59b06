import { z } from "zod";
import { checkForm, FORMAT, parseJson, type RequestRefused } from "./request.ts";
import { VERBS, type Verb } from "./verbs.ts";

/** What one officer hands back: a signature for each item of a request. */
export interface OfficerSignatures {
  readonly chainId: bigint;
  readonly pass: string;
  readonly verb: Verb;
  /** SHA-256 of the request's file. */
  readonly request: string;
  /** The officer's address. */
  readonly officer: string;
  /** 65 bytes each as hex, in the order of the request's items. */
  readonly signatures: readonly string[];
}

const signaturesSchema = z.strictObject({
  kind: z.literal("KessaiOfficerSignatures"),
  format: z.literal(FORMAT),
  chainId: z.int().positive(),
  pass: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  verb: z.enum(Object.keys(VERBS) as [Verb, ...Verb[]]),
  request: z.string().regex(/^[0-9a-f]{64}$/),
  officer: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  signatures: z.array(z.string().regex(/^0x[0-9a-f]{130}$/)),
});

/** An officer's signatures as their file has them. */
export function formatSignatures({ chainId, ...rest }: OfficerSignatures): string {
  const kind = "KessaiOfficerSignatures";
  const plain = { kind, format: FORMAT, chainId: Number(chainId), ...rest };
  return `${JSON.stringify(plain, null, 1)}\n`;
}

export type ParseSignaturesErrors = RequestRefused;

/**
 * An officer's signatures from their file's text. Whether they are good is for `collectSignatures` to say.
 *
 * @throws RequestRefused if it is no such file, or of another format
 */
export function parseSignatures(text: string, fileName: string): OfficerSignatures {
  const plain = checkForm(signaturesSchema, parseJson(text, fileName), fileName);
  const { chainId, pass, verb, request, officer, signatures } = plain;
  return { chainId: BigInt(chainId), pass, verb, request, officer, signatures };
}
