import { policyWord } from "../encode/policyWord.ts";
import { rulesWord } from "../encode/rulesWord.ts";
import type { ClassFile, ClassType, LegalKind } from "../files/parseClassFile.ts";
import type { PlatformIssuer } from "../files/parsePlatformFile.ts";

/** By the numbers that `contracts/types/ClassTerms.sol` gives them. */
export const CLASS_TYPES: Readonly<Record<ClassType, number>> = {
  bond: 0,
  share: 1,
  "beneficial-interest": 2,
  "trust-interest": 3,
  "collective-investment-interest": 4,
};

export const LEGAL_KINDS: Readonly<Record<LegalKind, number>> = {
  "tokenised-paragraph-1": 0,
  "electronic-record-transfer-right": 1,
  excluded: 2,
};

/** The most investors that a class word can limit; itself it means no limit. */
export const NO_MAX = 2 ** 24 - 1;

/** No date. */
const NO_LOCK_UP = 0;

/** A class names an issuer that the platform file does not have. */
export class IssuerUnknown extends Error {
  override readonly name = "IssuerUnknown";
  readonly issuer: string;

  constructor(issuer: string, known: readonly string[]) {
    super(
      `The platform file has no issuer ${issuer}, which the class file names; it has ` +
        `${known.join(", ")}. Correct \`issuer\` in the class file, or register the issuer first.`,
    );
    this.issuer = issuer;
  }
}

/**
 * A class file as the terms that the factory takes.
 *
 * @throws IssuerUnknown if the platform file does not name the class's issuer
 */
export function classTerms(
  platformFile: { readonly issuers: readonly PlatformIssuer[] },
  classFile: ClassFile,
) {
  const issuer = platformFile.issuers.find(({ id }) => id === classFile.issuer);
  if (issuer === undefined) {
    throw new IssuerUnknown(
      classFile.issuer,
      platformFile.issuers.map(({ id }) => id),
    );
  }
  const { categories, residences, max, maxPerCategory, maxUnits } = classFile.holders;
  const { lot, lockUp, closesAfter, consent, venueOnly, blockOnly } = classFile.transfer;
  return {
    name: classFile.name.en,
    symbol: classFile.symbol,
    classType: CLASS_TYPES[classFile.type],
    legalKind: LEGAL_KINDS[classFile.legalKind],
    registrarRole: BigInt(issuer.registrarRole),
    cap: classFile.supply.cap,
    lot,
    maxInvestors: max ?? NO_MAX,
    lockUp: lockUp ?? NO_LOCK_UP,
    policy: policyWord(
      categories,
      residences === "any" ? [] : residences.map(({ numeric }) => numeric),
    ),
    rules: rulesWord({
      ...{ maxPerCategory, maxUnits, venueOnly, blockOnly },
      maturity: closesAfter,
      consent: consent !== undefined,
    }),
  };
}
