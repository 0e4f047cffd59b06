import type { JstDate } from "../format/JstDate.ts";
import type { Text } from "../text/texts.ts";
import { checkFile } from "./checkFile.ts";
import type { FileRefused } from "./FileRefused.ts";
import type { Residence } from "./residences.ts";
import { classSchema } from "./schemas/classSchema.ts";

/** The kinds of right that a class can be. */
export type ClassType =
  | "bond"
  | "share"
  | "beneficial-interest"
  | "trust-interest"
  | "collective-investment-interest";

/** What a class is under the Financial Instruments and Exchange Act (see docs/glossary.md). */
export type LegalKind = "tokenised-paragraph-1" | "electronic-record-transfer-right" | "excluded";

/** The categories of investor that a class may admit. */
export type InvestorCategory =
  | "general"
  | "specified"
  | "qii"
  | "special-business-eligible"
  | "broker-dealer";

/** What one unit stands for. */
export interface ClassUnit {
  /** Yen of face value. */
  readonly face: bigint;
  readonly currency: "JPY";
}

/** When a bond pays. */
export interface BondTerms {
  /** Interest a year as a share of the face, as written: `0.0035` is 0.35 %. */
  readonly rate: string;
  /** The day of issue. */
  readonly issued: JstDate;
  /** The days of interest, ascending, after the issue and not after the due date. */
  readonly interest: readonly JstDate[];
  /** The day of redemption. */
  readonly due: JstDate;
}

interface AnyClassFile {
  readonly apiVersion: 1;
  readonly kind: "TokenClass";
  /** The code by which desks and later files name the class. */
  readonly code: string;
  readonly legalKind: LegalKind;
  readonly name: Text;
  /** 1 to 11 of A-Z and 0-9. */
  readonly symbol: string;
  /** The issuer's id in the platform file; whether it is there is for whoever has both files. */
  readonly issuer: string;
  readonly supply: {
    /** Units that may ever be out at once, 1 to 2^64 - 1. */
    readonly cap: bigint;
  };
  readonly holders: {
    readonly categories: readonly InvestorCategory[];
    readonly residences: "any" | readonly Residence[];
    /** Holders at most, 1 to 16,777,214; without it there is no limit. */
    readonly max?: number;
  };
  readonly transfer: {
    /** Units move in whole multiples of this; the cap is one. */
    readonly lot: bigint;
  };
  readonly settlement: {
    /** The platform's yen, or the cash token's address with checksum. */
    readonly cash: string;
  };
}

/** The terms of a bond class. */
export interface BondClassFile extends AnyClassFile {
  readonly type: "bond";
  readonly unit: ClassUnit;
  readonly bond: BondTerms;
}

/** The terms of a class that is no bond. */
export interface OtherClassFile extends AnyClassFile {
  readonly type: Exclude<ClassType, "bond">;
  readonly unit?: ClassUnit;
  readonly bond?: never;
}

/** One security with its own terms. */
export type ClassFile = BondClassFile | OtherClassFile;

export type ParseClassFileErrors = FileRefused;

/**
 * The class that a YAML text describes.
 *
 * @param text the file's text
 * @param fileName how findings name the file
 * @throws FileRefused with every fault at its line and column
 */
export function parseClassFile(text: string, fileName: string): ClassFile {
  // The schema's rules tie `unit` and `bond` to the type; its own type cannot say so.
  return checkFile(text, fileName, "TokenClass", classSchema) as ClassFile;
}
