import { ZeroHash } from "ethers";
import { OFFERING_METHODS, type OfferingMethod, type OfferingTerms } from "../encode/offeringId.ts";
import type { ClassFile } from "../files/parseClassFile.ts";
import { solicitationOf } from "../files/solicitationOf.ts";

/** What an offering says beside what the class file does. */
export interface OfferingOptions {
  /** First Unix second of subscription. */
  readonly opens: number;
  /** Last Unix second of subscription. */
  readonly closes: number;
  /** Last Unix second to issue. */
  readonly issueBy: number;
  readonly method: OfferingMethod;
  /** The wallet that is paid. */
  readonly proceedsTo: string;
  /** Yen for one unit; without it the class file's issue price, of a bond its face. */
  readonly price?: bigint;
  /** Units that are offered; without it all that the class may have. */
  readonly most?: bigint;
  /** Units of which fewer are a failure; without it any number will do. */
  readonly least?: bigint;
  /** A multiple of the class's lot; without it that lot. */
  readonly lot?: bigint;
  /** Units that one investor subscribes at most in all his wallets; without it the class's own limit, if any. */
  readonly mostPerInvestor?: bigint;
  /** The list of those who were asked, 32 bytes as hex. */
  readonly list?: string;
  /** Persons on that list at most; without it the limit of the class's placement. */
  readonly mostAsked?: number;
  /** Hash of the document that buyers are given; without it the class file's first. */
  readonly document?: string;
  /** Tells two equal ones apart. */
  readonly number?: bigint;
}

/** An offering and the list of those who were asked to buy do not go together. */
export class SolicitationListWanted extends Error {
  override readonly name = "SolicitationListWanted";
  readonly placement: string;

  constructor(placement: string, what: string) {
    super(
      `${what} Name \`list\`, and \`mostAsked\` where the placement ${placement} has no limit.`,
    );
    this.placement = placement;
  }
}

/**
 * The terms of an offering of a class: price, units, lot and limits from its file, unless the options say
 * otherwise.
 *
 * @param classFile the class's file
 * @param token the class's address
 * @throws SolicitationListWanted if the placement counts persons asked and no list is named, or one is named
 * without any limit
 */
export function offeringTerms(
  classFile: Pick<
    ClassFile,
    "unit" | "supply" | "transfer" | "holders" | "placement" | "solicitation" | "disclosure"
  >,
  token: string,
  options: OfferingOptions,
): OfferingTerms {
  const { unit, supply, transfer, holders, placement, disclosure } = classFile;
  const { opens, closes, issueBy, proceedsTo, method, list } = options;
  const limit = options.mostAsked ?? solicitationOf(classFile)?.most;
  if (list === undefined && limit !== undefined) {
    throw new SolicitationListWanted(placement, "No list says how many persons were asked to buy.");
  }
  if (list !== undefined && limit === undefined) {
    throw new SolicitationListWanted(placement, "Nothing says how many persons may be asked.");
  }
  return {
    ...{ token, opens, closes, issueBy, proceedsTo },
    price: options.price ?? (unit.issuePrice === undefined ? unit.face : unit.issuePrice),
    most: options.most ?? supply.cap,
    least: options.least ?? 0n,
    lot: options.lot ?? transfer.lot,
    method: OFFERING_METHODS.indexOf(method),
    mostPerInvestor: options.mostPerInvestor ?? holders.maxUnits ?? 0n,
    list: list ?? ZeroHash,
    mostAsked: limit ?? 0,
    document: options.document ?? `0x${disclosure[0]?.sha256 ?? ZeroHash.slice(2)}`,
    number: options.number ?? 1n,
  };
}
