import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { formatDate } from "../format/formatDate.ts";
import { isJstDate } from "../format/JstDate.ts";
import { parseJstDate } from "../format/parseJstDate.ts";
import type { DistributionTerms } from "./DistributionTerms.ts";
import { distributionId } from "./distributionId.ts";
import type { SplitTerms } from "./SplitTerms.ts";
import { splitId } from "./splitId.ts";
import { PAYMENT_KINDS } from "./taxRates.ts";

/** Terms of a payment to all holders, as a file hands them on. */
export interface DistributionFile {
  readonly kind: "DistributionTerms";
  readonly chainId: bigint;
  /** Where Distribution is. */
  readonly contract: string;
  /** The class's code, for whoever reads it. */
  readonly classCode: string;
  readonly terms: DistributionTerms;
}

/** Terms of a split or consolidation, as a file hands them on. */
export interface SplitFile {
  readonly kind: "SplitTerms";
  readonly chainId: bigint;
  /** Where Split is. */
  readonly contract: string;
  readonly classCode: string;
  readonly terms: SplitTerms;
}

export type TermsFile = DistributionFile | SplitFile;

/** A file holds no terms, or others than were written. */
export class TermsFileRefused extends Error {
  override readonly name = "TermsFileRefused";

  constructor(path: string, why: string) {
    super(`${path} is not used: ${why}`);
  }
}

const address = z.string().refine((text) => isAddress(text), "an address");
const hash = z.string().regex(/^0x[0-9a-f]{64}$/, "0x and 64 digits of lower case");
const whole = z.string().regex(/^(0|[1-9]\d*)$/, "digits as text");
const small = z.int().nonnegative().max(0xffff_ffff);
const date = z.string().refine((text) => isDate(text), "a date such as 2027-03-31");

const distributionSchema = z.strictObject({
  token: address,
  kind: z.enum(PAYMENT_KINDS),
  listed: z.boolean(),
  recordId: small.max(0xffff),
  perUnit: whole,
  numerator: small,
  denominator: small,
  funding: whole,
  date,
  taxTo: address,
  owedUntil: z.int().positive(),
  document: hash,
  number: whole,
});

const splitSchema = z.strictObject({
  token: address,
  numerator: small,
  denominator: small,
  cashPerUnit: whole,
  funding: whole,
  effective: date,
  listed: z.boolean(),
  taxTo: address,
  document: hash,
  number: whole,
});

const head = {
  apiVersion: z.literal(1),
  chainId: z.int().positive(),
  contract: address,
  classCode: z.string().min(1),
  id: hash,
};

const schema = z.discriminatedUnion("kind", [
  z.strictObject({ ...head, kind: z.literal("DistributionTerms"), terms: distributionSchema }),
  z.strictObject({ ...head, kind: z.literal("SplitTerms"), terms: splitSchema }),
]);

/** The id of what a file's terms are of, as the chain knows it. */
export function termsFileId(file: TermsFile): string {
  return file.kind === "SplitTerms"
    ? splitId(file.terms)
    : distributionId(file.chainId, file.contract, file.terms);
}

/** Terms as their file has them: the same terms are the same bytes. */
export function formatTermsFile(file: TermsFile): string {
  const { kind, chainId, contract, classCode } = file;
  const plain = {
    ...{ apiVersion: 1, kind, chainId: Number(chainId), contract, classCode },
    id: termsFileId(file),
    terms: file.kind === "SplitTerms" ? splitPlain(file.terms) : distributionPlain(file.terms),
  };
  const asText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  return `${JSON.stringify(plain, asText, 2)}\n`;
}

export type ParseTermsFileErrors = TermsFileRefused;

/**
 * The terms in a file's text, if they are those that its id was computed from.
 *
 * @param path how the error names the file
 * @throws TermsFileRefused
 */
export function parseTermsFile(text: string, path: string): TermsFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new TermsFileRefused(path, "it is no JSON. Have it written anew by `action plan`.");
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
    const why = `it holds no terms (${where}${issue?.message ?? "unknown"}).`;
    throw new TermsFileRefused(path, `${why} Have it written anew by \`action plan\`.`);
  }
  const { data } = parsed;
  const common = {
    ...{ chainId: BigInt(data.chainId), contract: getAddress(data.contract) },
    classCode: data.classCode,
  };
  const file: TermsFile =
    data.kind === "SplitTerms"
      ? { ...common, kind: data.kind, terms: splitOf(data.terms) }
      : { ...common, kind: data.kind, terms: distributionOf(data.terms) };
  if (termsFileId(file) !== data.id) {
    throw new TermsFileRefused(
      path,
      "its terms are not those that its id was made from: somebody changed it. Have it written anew by `action plan`.",
    );
  }
  return file;
}

function distributionPlain(terms: DistributionTerms) {
  const { token, kind, listed, recordId, perUnit, numerator, denominator, funding } = terms;
  return {
    ...{ token, kind: PAYMENT_KINDS[kind], listed, recordId, perUnit, numerator, denominator },
    ...{ funding, date: formatDate(terms.date, "en"), taxTo: terms.taxTo },
    ...{ owedUntil: terms.owedUntil, document: terms.document, number: terms.number },
  };
}

function distributionOf(plain: z.infer<typeof distributionSchema>): DistributionTerms {
  return {
    ...plain,
    ...{ token: getAddress(plain.token), taxTo: getAddress(plain.taxTo) },
    kind: PAYMENT_KINDS.indexOf(plain.kind),
    ...{ perUnit: BigInt(plain.perUnit), funding: BigInt(plain.funding) },
    ...{ date: parseJstDate(plain.date), number: BigInt(plain.number) },
  };
}

function splitPlain(terms: SplitTerms) {
  const { token, numerator, denominator, cashPerUnit, funding, effective, listed } = terms;
  return {
    ...{ token, numerator, denominator, cashPerUnit, funding },
    ...{ effective: formatDate(effective, "en"), listed, taxTo: terms.taxTo },
    ...{ document: terms.document, number: terms.number },
  };
}

function splitOf(plain: z.infer<typeof splitSchema>): SplitTerms {
  return {
    ...plain,
    ...{ token: getAddress(plain.token), taxTo: getAddress(plain.taxTo) },
    ...{ cashPerUnit: BigInt(plain.cashPerUnit), funding: BigInt(plain.funding) },
    ...{ effective: parseJstDate(plain.effective), number: BigInt(plain.number) },
  };
}

function isDate(text: string): boolean {
  try {
    return isJstDate(parseJstDate(text));
  } catch {
    return false;
  }
}
