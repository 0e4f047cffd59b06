import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { meetingId } from "../encode/meetingId.ts";
import { OFFERING_METHODS, type OfferingTerms, offeringId } from "../encode/offeringId.ts";
import { formatDate } from "../format/formatDate.ts";
import { isJstDate } from "../format/JstDate.ts";
import { parseJstDate } from "../format/parseJstDate.ts";
import { ToldError } from "../text/ToldError.ts";
import type { Text } from "../text/texts.ts";
import type { DistributionTerms } from "./DistributionTerms.ts";
import { distributionId } from "./distributionId.ts";
import type { MeetingTerms } from "./MeetingTerms.ts";
import type { SplitTerms } from "./SplitTerms.ts";
import { splitId } from "./splitId.ts";
import type { VoteShare } from "./tallyOf.ts";
import { PAYMENT_KINDS } from "./taxRates.ts";

interface FileOf<Kind extends string, Terms> {
  readonly kind: Kind;
  readonly chainId: bigint;
  /** Where the contract is that the terms are for. */
  readonly contract: string;
  /** The class's code, for whoever reads it. */
  readonly classCode: string;
  readonly terms: Terms;
}

/** Terms of a payment to all holders, as a file hands them on. */
export type DistributionFile = FileOf<"DistributionTerms", DistributionTerms>;

/** Terms of a split or consolidation, as a file hands them on. */
export type SplitFile = FileOf<"SplitTerms", SplitTerms>;

/** Terms of an offering, as a file hands them on. */
export type OfferingFile = FileOf<"OfferingTerms", OfferingTerms>;

/** Terms of a meeting, as a file hands them on. */
export type MeetingFile = FileOf<"MeetingTerms", MeetingTerms>;

export type TermsFile = DistributionFile | SplitFile | OfferingFile | MeetingFile;

/** A file holds no terms, or others than were written. */
export class TermsFileRefused extends ToldError {
  override readonly name = "TermsFileRefused";

  constructor(path: string, why: Text | string) {
    super({ en: "{path} is not used: {why}", ja: "{path} は使いません: {why}" }, { path, why });
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

const time = z.int().positive();

const offeringSchema = z.strictObject({
  ...{ token: address, price: whole, most: whole, least: whole, lot: whole },
  ...{ opens: time, closes: time, issueBy: time },
  method: z.enum(OFFERING_METHODS),
  ...{ proceedsTo: address, mostPerInvestor: whole, list: hash, mostAsked: small },
  ...{ document: hash, number: whole },
});

const share = z
  .string()
  .regex(/^>?(0|[1-9]\d{0,9})\/[1-9]\d{0,9}$/, "a share such as 2/3, or >1/2 for more than it");

const meetingSchema = z.strictObject({
  ...{ token: address, recordDate: date, opens: time, closes: time },
  ...{ notice: hash, noticeOverride: hash },
  agenda: z
    .array(z.strictObject({ document: hash, quorum: share, approval: share, ofAll: share }))
    .min(1),
  ...{ excluded: z.array(address), splits: z.boolean(), proxiesHold: z.boolean(), number: whole },
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
  z.strictObject({ ...head, kind: z.literal("OfferingTerms"), terms: offeringSchema }),
  z.strictObject({ ...head, kind: z.literal("MeetingTerms"), terms: meetingSchema }),
]);

/** Which of the desk's commands writes such terms. */
const WRITTEN_BY = "`kessai action plan` (`offer plan`, `meeting plan`)";

/** The id of what a file's terms are of, as the chain knows it. */
export function termsFileId(file: TermsFile): string {
  switch (file.kind) {
    case "DistributionTerms":
      return distributionId(file.chainId, file.contract, file.terms);
    case "SplitTerms":
      return splitId(file.terms);
    case "OfferingTerms":
      return offeringId(file.terms);
    case "MeetingTerms":
      return meetingId(file.terms);
  }
}

/** Terms as their file has them: the same terms are the same bytes. */
export function formatTermsFile(file: TermsFile): string {
  const { kind, chainId, contract, classCode } = file;
  const plain = {
    ...{ apiVersion: 1, kind, chainId: Number(chainId), contract, classCode },
    id: termsFileId(file),
    terms: plainOf(file),
  };
  const asText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  return `${JSON.stringify(plain, asText, 2)}\n`;
}

function plainOf(file: TermsFile): object {
  switch (file.kind) {
    case "DistributionTerms":
      return distributionPlain(file.terms);
    case "SplitTerms":
      return splitPlain(file.terms);
    case "OfferingTerms":
      return offeringPlain(file.terms);
    case "MeetingTerms":
      return meetingPlain(file.terms);
  }
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
    throw new TermsFileRefused(path, {
      en: `it is no JSON. Have it written anew by ${WRITTEN_BY}.`,
      ja: `JSON ではありません。${WRITTEN_BY} で作り直してください。`,
    });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
    const why = `it holds no terms (${where}${issue?.message ?? "unknown"}).`;
    throw new TermsFileRefused(path, `${why} Have it written anew by ${WRITTEN_BY}.`);
  }
  const { data } = parsed;
  const common = {
    ...{ chainId: BigInt(data.chainId), contract: getAddress(data.contract) },
    classCode: data.classCode,
  };
  const file = fileOf(data, common);
  if (termsFileId(file) !== data.id) {
    throw new TermsFileRefused(path, {
      en: `its terms are not those that its id was made from: somebody changed it. Have it written anew by ${WRITTEN_BY}.`,
      ja: `条件が ID と一致しません(変更されています)。${WRITTEN_BY} で作り直してください。`,
    });
  }
  return file;
}

function fileOf(
  data: z.infer<typeof schema>,
  common: Pick<TermsFile, "chainId" | "contract" | "classCode">,
): TermsFile {
  switch (data.kind) {
    case "DistributionTerms":
      return { ...common, kind: data.kind, terms: distributionOf(data.terms) };
    case "SplitTerms":
      return { ...common, kind: data.kind, terms: splitOf(data.terms) };
    case "OfferingTerms":
      return { ...common, kind: data.kind, terms: offeringOf(data.terms) };
    case "MeetingTerms":
      return { ...common, kind: data.kind, terms: meetingOf(data.terms) };
  }
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

function offeringPlain({ method, ...terms }: OfferingTerms) {
  const { token, price, most, least, lot, opens, closes, issueBy, proceedsTo, ...rest } = terms;
  const { mostPerInvestor, list, mostAsked, document, number } = rest;
  return {
    ...{ token, price, most, least, lot, opens, closes, issueBy },
    ...{ method: OFFERING_METHODS[method], proceedsTo, mostPerInvestor, list, mostAsked },
    ...{ document, number },
  };
}

function offeringOf(plain: z.infer<typeof offeringSchema>): OfferingTerms {
  return {
    ...plain,
    ...{ token: getAddress(plain.token), proceedsTo: getAddress(plain.proceedsTo) },
    ...{ price: BigInt(plain.price), most: BigInt(plain.most), least: BigInt(plain.least) },
    ...{ lot: BigInt(plain.lot), mostPerInvestor: BigInt(plain.mostPerInvestor) },
    method: OFFERING_METHODS.indexOf(plain.method),
    number: BigInt(plain.number),
  };
}

const shown = ({ numerator, denominator, more }: VoteShare) =>
  `${more ? ">" : ""}${numerator}/${denominator}`;

function shareOf(text: string): VoteShare {
  const [numerator = "0", denominator = "1"] = text.replace(">", "").split("/");
  return {
    ...{ numerator: BigInt(numerator), denominator: BigInt(denominator) },
    more: text.startsWith(">"),
  };
}

function meetingPlain({ token, recordDate, opens, closes, ...rest }: MeetingTerms) {
  const { notice, noticeOverride, agenda, excluded, splits, proxiesHold, number } = rest;
  return {
    ...{ token, recordDate: formatDate(recordDate, "en"), opens, closes, notice, noticeOverride },
    agenda: agenda.map(({ document, quorum, approval, ofAll }) => {
      return { document, quorum: shown(quorum), approval: shown(approval), ofAll: shown(ofAll) };
    }),
    ...{ excluded, splits, proxiesHold, number },
  };
}

function meetingOf(plain: z.infer<typeof meetingSchema>): MeetingTerms {
  return {
    ...plain,
    ...{ token: getAddress(plain.token), recordDate: parseJstDate(plain.recordDate) },
    agenda: plain.agenda.map(({ document, quorum, approval, ofAll }) => {
      return {
        document,
        ...{ quorum: shareOf(quorum), approval: shareOf(approval), ofAll: shareOf(ofAll) },
      };
    }),
    excluded: plain.excluded.map((each) => getAddress(each)),
    number: BigInt(plain.number),
  };
}

function isDate(text: string): boolean {
  try {
    return isJstDate(parseJstDate(text));
  } catch {
    return false;
  }
}
