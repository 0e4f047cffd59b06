import type { JstDate } from "../format/JstDate.ts";
import type { Text } from "../text/texts.ts";
import { checkClassFile } from "./checkClassFile.ts";
import type { FileRefused } from "./FileRefused.ts";
import type { Residence } from "./residences.ts";

/** The kinds of right that a class can be. */
export type ClassType =
  | "bond"
  | "share"
  | "beneficial-interest"
  | "trust-interest"
  | "collective-investment-interest";

/** What a class is under the Financial Instruments and Exchange Act (see docs/glossary.md). */
export type LegalKind = "tokenised-paragraph-1" | "electronic-record-transfer-right" | "excluded";

/** To whom and how a class is placed (see docs/glossary.md). */
export type Placement =
  | "public-offering"
  | "specified-investor-private"
  | "qii-private"
  | "small-number-private"
  | "special-business";

/** The categories of investor that a class may admit. */
export type InvestorCategory =
  | "general"
  | "specified"
  | "qii"
  | "special-business-eligible"
  | "broker-dealer";

/** What one unit of a bond stands for. */
export interface BondUnit {
  /** Yen of face value; face × cap fits 64 bits. */
  readonly face: bigint;
  readonly issuePrice?: never;
  readonly currency: "JPY";
}

/** What one unit of another class stands for. */
export interface PricedUnit {
  readonly face?: never;
  /** Yen for which one unit is issued; price × cap fits 64 bits. */
  readonly issuePrice: bigint;
  readonly currency: "JPY";
}

/** When a bond pays. Days are nominal: only the payment moves to a business day. */
export interface BondTerms {
  /** Interest a year as a share of the face, as written: `0.0035` is 0.35 %. */
  readonly rate: string;
  /** The payment date, on which the bond is paid for and issued. */
  readonly issued: JstDate;
  /** The first day that bears interest. */
  readonly interestFrom: "payment-date" | "day-after-payment";
  /** The days of interest, ascending, after the issue; unless the rate is zero the last is `due`. */
  readonly interest: readonly JstDate[];
  /** The day of redemption. */
  readonly due: JstDate;
  /** To which business day a payment moves that is due on a holiday. */
  readonly holiday: "preceding" | "following" | "none";
}

/** A record date: who holds at its end is paid or may vote. */
export interface ScheduleEntry {
  readonly kind: "interest" | "redemption" | "dividend" | "distribution" | "meeting";
  /** The calendar date in Japan at whose end the holders are read. */
  readonly record: JstDate;
  /** The day on which they are paid, not before the record date. */
  readonly pays?: JstDate;
}

/** A document that buyers are given; it has a file or a url. */
export interface DisclosedDocument {
  readonly name: Text;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** A path below the class file's folder. */
  readonly file?: string;
  readonly url?: string;
}

/** What public sources say, or that they say nothing. */
export type PublicStatement = Text | "not-found";

/** What a public record of the market of security tokens shows of a class. */
export interface PublicRecord {
  readonly issuer: PublicStatement;
  readonly platform: PublicStatement;
  readonly securitiesFirms: readonly Text[] | "not-found";
  readonly venue: PublicStatement;
  readonly eligibility: PublicStatement;
  readonly custody: PublicStatement;
  readonly recordKeeping: PublicStatement;
  readonly cashLeg: PublicStatement;
  readonly dvpStatus: PublicStatement;
  readonly investorStatements: PublicStatement;
}

interface AnyClassFile {
  readonly apiVersion: 1;
  readonly kind: "TokenClass";
  /** The code by which desks and later files name the class. */
  readonly code: string;
  readonly legalKind: LegalKind;
  readonly placement: Placement;
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
    /** Holders of a category at most, each 1 to 16,777,214; without it there is no limit. */
    readonly maxPerCategory?: Readonly<Partial<Record<InvestorCategory, number>>>;
    /** Units that one investor may hold at most, a multiple of the lot; without it there is no limit. */
    readonly maxUnits?: bigint;
  };
  readonly transfer: {
    /** Units move in whole multiples of this; the cap is one. */
    readonly lot: bigint;
    /** Until the end of this day units do not move by a holder's key. */
    readonly lockUp?: JstDate;
    /** After the end of this day, later than the lock-up, they do not either: they are redeemed. */
    readonly closesAfter?: JstDate;
    /** Who consents to each transfer. */
    readonly consent?: "issuer";
    /** A holder moves all of its units or none. */
    readonly blockOnly?: true;
    /** Units move only through the settlement contracts of a venue. */
    readonly venueOnly?: true;
  };
  readonly solicitation?: {
    /** Months in which persons asked are counted together, in the place of the placement's own. */
    readonly windowMonths: number;
  };
  readonly settlement: {
    /** The platform's yen, or the cash token's address with checksum. */
    readonly cash: string;
  };
  /** Record dates, ascending. */
  readonly schedule: readonly ScheduleEntry[];
  /** At least one, no two with the same hash. */
  readonly disclosure: readonly DisclosedDocument[];
  readonly publicRecord: PublicRecord;
  /** Where the file marks a value as assumed, such as `bond.issued`, in its order. */
  readonly assumed: readonly string[];
}

/** The terms of a bond class. */
export interface BondClassFile extends AnyClassFile {
  readonly type: "bond";
  readonly unit: BondUnit;
  readonly bond: BondTerms;
}

/** The terms of a class that is no bond. */
export interface OtherClassFile extends AnyClassFile {
  readonly type: Exclude<ClassType, "bond">;
  readonly unit: PricedUnit;
  readonly bond?: never;
}

/** One security with its own terms. */
export type ClassFile = BondClassFile | OtherClassFile;

export type ParseClassFileErrors = FileRefused;

/**
 * The class that a YAML text describes. The documents that it names are not looked at; readClassFile
 * does that.
 *
 * @param text the file's text
 * @param fileName how findings name the file
 * @throws FileRefused with every fault at its line and column
 */
export function parseClassFile(text: string, fileName: string): ClassFile {
  return checkClassFile(text, fileName).file;
}
