import { getAddress, sha256, toUtf8Bytes } from "ethers";
import { z } from "zod";
import { isShowable } from "./cells.ts";
import { digestOf, rulesOf, VERBS, type Verb, type VerbMessage } from "./verbs.ts";

/** The form of the files that officers hand on. */
export const FORMAT = 1;

/** A row of the file that a request was prepared from. */
export interface RequestRow {
  readonly reference: string;
  readonly wallet: string;
  /** Of that file, from 1. */
  readonly line: number;
}

/** One thing to be signed. */
export interface RequestItem {
  /** One for each wallet of the message, in its order. */
  readonly rows: readonly RequestRow[];
  /** What is signed, by the verb; dates are days since 1970-01-01, times Unix seconds. */
  readonly message: VerbMessage;
  /** Its EIP-712 hash. */
  readonly digest: string;
}

/** What officers are asked to sign: a file that travels by hand. */
export interface OfficersRequest {
  readonly chainId: bigint;
  /** Where KycPass is, with checksum. */
  readonly pass: string;
  readonly verb: Verb;
  /** Last Unix second at which it may be relayed. */
  readonly deadline: number;
  readonly items: readonly RequestItem[];
}

/** A file of the officers' is not as this program writes it, or was changed. */
export class RequestRefused extends Error {
  override readonly name = "RequestRefused";

  constructor(fileName: string, why: string, advice: string) {
    super(`${fileName}: ${why}. ${advice} Nothing was signed or sent.`);
  }
}

const address = z.string().refine(isChecksummed, "an address with its checksum");

const reference = z.string().refine(isShowable, "1 to 64 characters that print");

const requestSchema = z.strictObject({
  kind: z.literal("KessaiOfficersRequest"),
  format: z.literal(FORMAT),
  chainId: z.int().positive(),
  pass: address,
  verb: z.enum(Object.keys(VERBS) as [Verb, ...Verb[]]),
  deadline: z.int().positive(),
  items: z
    .array(
      z.strictObject({
        rows: z.array(z.strictObject({ reference, wallet: address, line: z.int().positive() })),
        message: z.looseObject({}),
        digest: z.string().regex(/^0x[0-9a-f]{64}$/),
      }),
    )
    .min(1),
});

/** A request as its file has it: the same request is the same bytes. */
export function formatRequest(request: OfficersRequest): string {
  return `${JSON.stringify(plainRequest(request), null, 1)}\n`;
}

/** What a file holds of a request, keys in their order. */
export function plainRequest({ chainId, pass, verb, deadline, items }: OfficersRequest) {
  const kind = "KessaiOfficersRequest";
  return { kind, format: FORMAT, chainId: Number(chainId), pass, verb, deadline, items };
}

/** SHA-256 of a request's file, 64 hexadecimal digits. Officers compare it aloud. */
export function hashRequest(request: OfficersRequest): string {
  return sha256(toUtf8Bytes(formatRequest(request))).slice(2);
}

export type ParseRequestErrors = RequestRefused;

/**
 * A request from its file's text. What is signed is derived anew and must be what the file says.
 *
 * @param fileName how the error names the file
 * @throws RequestRefused if it has another format or kind, or was changed since it was prepared
 */
export function parseRequest(text: string, fileName: string): OfficersRequest {
  const request = checkRequest(parseJson(text, fileName), fileName);
  if (formatRequest(request) !== text) {
    throw new RequestRefused(fileName, "it was written anew by something else", TAKE_ANEW);
  }
  return request;
}

export const TAKE_ANEW = "Take the file anew from whoever prepared it, or prepare it again.";

/** @throws RequestRefused */
export function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestRefused(fileName, "it is no JSON, or only a part of it", TAKE_ANEW);
  }
}

/** @throws RequestRefused */
export function checkRequest(json: unknown, fileName: string): OfficersRequest {
  const plain = checkForm(requestSchema, json, fileName);
  const { pass, verb, deadline } = plain;
  const [chainId, rules] = [BigInt(plain.chainId), rulesOf(verb)];
  const items = plain.items.map((item, index): RequestItem => {
    const where = `item ${index + 1} of ${plain.items.length} (${item.rows[0]?.reference ?? "no row"})`;
    const parsed = rules.schema.safeParse(item.message);
    if (!parsed.success) {
      throw new RequestRefused(
        fileName,
        `${where} is no ${verb}: ${firstFault(parsed.error)}`,
        TAKE_ANEW,
      );
    }
    const message = parsed.data;
    const changed = (what: string) =>
      new RequestRefused(fileName, `${where} was changed: ${what}`, TAKE_ANEW);
    const wallets = rules.wallets(message);
    if (
      wallets.length !== item.rows.length ||
      wallets.some((each, at) => each !== item.rows[at]?.wallet)
    ) {
      throw changed("its rows are not the wallets of what is signed");
    }
    if (deadlineOf(message) !== deadline) throw changed("its deadline is not the request's");
    let digest: string;
    try {
      digest = digestOf(rules.typedData(chainId, pass, message));
    } catch {
      throw changed("what is to be signed cannot be encoded");
    }
    if (digest !== item.digest) throw changed("its digest is that of something else");
    return { rows: item.rows, message, digest };
  });
  return { chainId, pass, verb, deadline, items };
}

/**
 * A file's content by its form.
 *
 * @throws RequestRefused naming the format if that is another
 */
export function checkForm<T>(schema: z.ZodType<T>, json: unknown, fileName: string): T {
  const format = (json as { format?: unknown } | null)?.format;
  if (typeof format === "number" && format !== FORMAT) {
    throw new RequestRefused(
      fileName,
      `it has format ${format}, and this program knows format ${FORMAT}`,
      "Use the version of Kessai that wrote it, or prepare it again with this one.",
    );
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw new RequestRefused(
    fileName,
    `it is not as \`npm run officers\` writes it (${firstFault(result.error)})`,
    TAKE_ANEW,
  );
}

function firstFault({ issues }: z.ZodError): string {
  const [issue] = issues;
  return issue === undefined ? "unknown" : `${issue.path.join(".") || "file"}: ${issue.message}`;
}

function deadlineOf(message: VerbMessage): number {
  return "grant" in message ? message.grant.deadline : message.deadline;
}

function isChecksummed(text: string): boolean {
  try {
    return getAddress(text) === text;
  } catch {
    return false;
  }
}
