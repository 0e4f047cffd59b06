import { getAddress, isAddress } from "ethers";
import { parse } from "yaml";
import { z } from "zod";
import type { JstDate } from "../format/JstDate.ts";
import { parseJstDate } from "../format/parseJstDate.ts";
import { PER_YEN_SCALE } from "./perYen.ts";
import { PAYMENT_KINDS, type PaymentKind } from "./taxRates.ts";
import { TermsFileRefused } from "./termsFile.ts";

interface AnyActionPlan {
  /** The class's code. */
  readonly class: string;
  readonly listed: boolean;
  /** Who gets the taxes, to pay them over. */
  readonly taxTo: string;
  /** SHA-256 of the resolution. */
  readonly document: string;
  /** Tells two equal ones apart. */
  readonly number: bigint;
}

/** A dividend or distribution that somebody decided on. */
export interface DistributionPlan extends AnyActionPlan {
  readonly kind: "DistributionPlan";
  readonly payment: Exclude<PaymentKind, "fraction-cash">;
  readonly recordDate: JstDate;
  readonly pays: JstDate;
  /** Yen of a unit, times 10^13. */
  readonly perUnit: bigint;
  /** Last Unix second of claims; as long as the law asks if not said. */
  readonly owedUntil?: number;
  readonly noticeDate?: JstDate;
  readonly isInArticles?: boolean;
}

/** A split (分割) or consolidation (併合) that somebody decided on. */
export interface SplitPlan extends AnyActionPlan {
  readonly kind: "SplitPlan";
  /** So many units become `into`. */
  readonly from: number;
  readonly into: number;
  /** Yen of a new unit, times 10^13; 0 where nothing is left over. */
  readonly cashPerUnit: bigint;
  readonly funding: bigint;
  readonly effective: JstDate;
}

export type ActionPlan = DistributionPlan | SplitPlan;

const refined = <T>(what: string, read: (text: string) => T) =>
  z.string().transform((text, context) => {
    try {
      return read(text.normalize("NFKC").trim());
    } catch {
      context.addIssue({ code: "custom", message: `expected ${what}, found ${text}` });
      return z.NEVER;
    }
  });

const must = (holds: boolean) => {
  if (!holds) throw new Error();
};

const date = refined("a date such as 2027-03-31", (text) =>
  parseJstDate(text.replaceAll("/", "-")),
);
const address = refined("an address", (text) => {
  must(isAddress(text));
  return getAddress(text);
});
const hash = refined("a SHA-256, 0x and 64 digits", (text) => {
  must(/^(0x)?[0-9a-fA-F]{64}$/.test(text));
  return `0x${text.replace(/^0x/, "").toLowerCase()}`;
});
const isSo = refined("true or false", (text) => {
  must(text === "true" || text === "false");
  return text === "true";
});
const whole = refined("a whole number", (text) => {
  must(/^(\d+|\d{1,3}(,\d{3})+)$/.test(text));
  return BigInt(text.replaceAll(",", ""));
});
const count = whole.transform((value) => Number(value));
/** Yen with up to 13 decimals. */
const yen13 = refined("yen, with up to 13 decimals", (text) => {
  const found = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,13}))?$/.exec(text);
  must(found !== null);
  const [, units = "0", decimals = ""] = found ?? [];
  return BigInt(units.replaceAll(",", "")) * PER_YEN_SCALE + BigInt(decimals.padEnd(13, "0"));
});
const PAID = PAYMENT_KINDS.filter((kind) => kind !== "fraction-cash");

const common = {
  apiVersion: z.literal("1", "expected 1"),
  class: z.string().min(1),
  listed: isSo.default(false),
  taxTo: address,
  document: hash,
  number: whole.default(1n),
};

const schema = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      ...common,
      kind: z.literal("DistributionPlan"),
      payment: z.enum(PAID as [DistributionPlan["payment"], ...DistributionPlan["payment"][]]),
      ...{ recordDate: date, pays: date, perUnit: yen13 },
      ...{
        owedUntil: count.optional(),
        noticeDate: date.optional(),
        isInArticles: isSo.optional(),
      },
    }),
    z.strictObject({
      ...common,
      kind: z.literal("SplitPlan"),
      ...{ from: count, into: count, effective: date },
      ...{ cashPerUnit: yen13.default(0n), funding: whole.default(0n) },
    }),
  ],
  "expected kind: DistributionPlan or SplitPlan",
);

export type ParseActionPlanErrors = TermsFileRefused;

/**
 * What a YAML or JSON file says is to be paid or split. Digits may be full-width.
 *
 * @param path how the error names the file
 * @throws TermsFileRefused with every fault
 */
export function parseActionPlan(text: string, path: string): ActionPlan {
  let plain: unknown;
  try {
    // Every value as it was written: an address is no number.
    plain = parse(text.replace(/^\uFEFF/, ""), { schema: "failsafe" });
  } catch (error) {
    const [line] = (error as Error).message.split("\n");
    throw new TermsFileRefused(path, `it is no YAML (${line}). Correct it and try again.`);
  }
  const { data, error } = schema.safeParse(plain);
  if (data === undefined) {
    const faults = error.issues.map(({ path: at, message }) => `\n  ${at.join(".")}: ${message}`);
    throw new TermsFileRefused(path, `${faults.join("")}\nCorrect this and try again.`);
  }
  const { apiVersion, ...plan } = data;
  const given = Object.entries(plan).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as ActionPlan;
}
