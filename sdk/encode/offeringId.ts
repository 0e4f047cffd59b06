import { AbiCoder, keccak256 } from "ethers";

/** How units are allotted, in the order of `IOffering.Method`. */
export const OFFERING_METHODS = ["pro-rata", "by-file", "first-come"] as const;

export type OfferingMethod = (typeof OFFERING_METHODS)[number];

/** The terms of an offering, as `IOffering.Terms` has them. */
export interface OfferingTerms {
  readonly token: string;
  /** Yen for one unit. */
  readonly price: bigint;
  /** Units that are offered. */
  readonly most: bigint;
  /** Units of which fewer are a failure; 0 if any number will do. */
  readonly least: bigint;
  /** Units are subscribed and allotted in whole multiples of it. */
  readonly lot: bigint;
  /** First Unix second of subscription. */
  readonly opens: number;
  /** Last Unix second of subscription. */
  readonly closes: number;
  /** Last Unix second to issue. */
  readonly issueBy: number;
  /** Place in {@link OFFERING_METHODS}. */
  readonly method: number;
  /** The wallet that is paid. */
  readonly proceedsTo: string;
  /** Units that one investor subscribes at most in all his wallets; 0 for no limit. */
  readonly mostPerInvestor: bigint;
  /** The list of those who were asked, 32 bytes as hex; zero for none. */
  readonly list: string;
  /** Persons on it with whom the offering may open and be subscribed. */
  readonly mostAsked: number;
  /** Hash of the prospectus or of the notice to buyers, 32 bytes as hex. */
  readonly document: string;
  /** Tells two equal ones apart. */
  readonly number: bigint;
}

const TERMS =
  "tuple(address token,uint64 price,uint64 most,uint64 least,uint64 lot,uint48 opens,uint48 closes," +
  "uint48 issueBy,uint8 method,address proceedsTo,uint64 mostPerInvestor,bytes32 list," +
  "uint32 mostAsked,bytes32 document,uint256 number)";

/** The id of an offering, on which its registrar lends the issue power: 32 bytes as hex. */
export function offeringId(terms: OfferingTerms): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode([TERMS], [terms]));
}
