import { z } from "zod";
import { type Ballot, ballotTypedData } from "../encode/ballotTypedData.ts";
import { type ProxyAppointment, proxyTypedData } from "../encode/proxyTypedData.ts";
import { signTypedData } from "../encode/signTypedData.ts";
import type { TypedDataSigner } from "../encode/TypedData.ts";
import { signatureText, signedAddress } from "../files/schemas/signedFields.ts";
import { TermsFileRefused } from "./termsFile.ts";

interface SignedOf<Kind extends string, Message> {
  readonly kind: Kind;
  readonly chainId: bigint;
  /** Where Meeting is. */
  readonly contract: string;
  readonly message: Message;
  /** 65 bytes as hex, or whatever a contract wallet takes. */
  readonly signature: string;
}

/** What a holder or a proxy signed for a meeting, which anyone may send. */
export type BallotFile =
  | SignedOf<"Ballot", Ballot>
  | SignedOf<"ProxyAppointment", ProxyAppointment>;

const hash = z.string().regex(/^0x[0-9a-f]{64}$/, "0x and 64 digits of lower case");
const whole = z
  .string()
  .regex(/^\d{1,39}$/, "digits as text")
  .transform((text) => BigInt(text));
const number = z.int().nonnegative().max(0xffff_ffff);
const head = {
  apiVersion: z.literal(1),
  chainId: z
    .int()
    .positive()
    .transform((id) => BigInt(id)),
  contract: signedAddress,
  signature: signatureText,
};

const schema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...head,
    kind: z.literal("Ballot"),
    message: z.strictObject({
      ...{ meeting: hash, holder: signedAddress, appointment: number, number },
      parts: z.array(z.strictObject({ choices: whole, units: whole })).min(1),
    }),
  }),
  z.strictObject({
    ...head,
    kind: z.literal("ProxyAppointment"),
    message: z.strictObject({ meeting: hash, holder: signedAddress, proxy: signedAddress, number }),
  }),
]);

/** A ballot or an appointment, signed. Works offline. */
export async function signBallotFile(
  signer: TypedDataSigner,
  file:
    | Omit<Extract<BallotFile, { kind: "Ballot" }>, "signature">
    | Omit<Extract<BallotFile, { kind: "ProxyAppointment" }>, "signature">,
): Promise<BallotFile> {
  const { chainId, contract } = file;
  if (file.kind === "Ballot") {
    const data = ballotTypedData(chainId, contract, file.message);
    return { ...file, signature: await signTypedData(signer, data) };
  }
  const data = proxyTypedData(chainId, contract, file.message);
  return { ...file, signature: await signTypedData(signer, data) };
}

/** A signed ballot as its file has it: the same one is the same bytes. */
export function formatBallotFile({ kind, chainId, contract, message, signature }: BallotFile) {
  const plain = { apiVersion: 1, kind, chainId: Number(chainId), contract, message, signature };
  const asText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  return `${JSON.stringify(plain, asText, 2)}\n`;
}

export type ParseBallotFileErrors = TermsFileRefused;

/**
 * The signed ballot or appointment in a file's text.
 *
 * @param path how the error names the file
 * @throws TermsFileRefused if it has another form
 */
export function parseBallotFile(text: string, path: string): BallotFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new TermsFileRefused(
      path,
      "it is no JSON. Have it signed anew by `kessai meeting sign`.",
    );
  }
  const { data, error } = schema.safeParse(json);
  if (data === undefined) {
    const [issue] = error.issues;
    const why = `it holds no signed ballot (${issue?.path.join(".")}: ${issue?.message}).`;
    throw new TermsFileRefused(path, `${why} Have it signed anew by \`kessai meeting sign\`.`);
  }
  const { apiVersion, ...file } = data;
  return file as BallotFile;
}
