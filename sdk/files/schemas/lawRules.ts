import type { ClassFields } from "./classForm.ts";
import type { Rule } from "./withRules.ts";

type Type = ClassFields["type"];
type LegalKind = ClassFields["legalKind"];
type Category = ClassFields["holders"]["categories"][number];

/**
 * Bonds, shares and interests in a certificate-issuing trust are securities of paragraph 1 of the
 * Act's article 2; the others are rights of its paragraph 2. A plain trust interest could be of the
 * excluded kind too, but the one placement of that kind that could be checked, special business, is
 * for collective-investment interests alone (article 63 names items 5 and 6 of paragraph 2): until a
 * source shows another, a file that says so is refused.
 */
const LEGAL_KINDS: Readonly<Record<Type, readonly LegalKind[]>> = {
  bond: ["tokenised-paragraph-1"],
  share: ["tokenised-paragraph-1"],
  "beneficial-interest": ["tokenised-paragraph-1"],
  "trust-interest": ["electronic-record-transfer-right"],
  "collective-investment-interest": ["electronic-record-transfer-right", "excluded"],
};

/** From this many persons on, a solicitation is public; a class in fewer lots cannot have so many holders. */
const PUBLIC_FROM = 50n;

/** What the law ties together: type, legal kind, placement, who may hold, how units move. */
export const lawRules: readonly Rule<ClassFields>[] = [
  {
    needs: ["type", "legalKind"],
    *broken({ type, legalKind }) {
      const kinds = LEGAL_KINDS[type];
      if (kinds.includes(legalKind)) return;
      yield { path: ["legalKind"], expected: `${either(kinds)}, since the type is ${type}` };
    },
  },
  {
    needs: ["legalKind", "placement"],
    *broken({ legalKind, placement }) {
      const isExcluded = legalKind === "excluded";
      if (isExcluded === (placement === "special-business")) return;
      const expected = isExcluded
        ? "special-business, since the legal kind is excluded"
        : `another placement than special-business, since the legal kind is ${legalKind} and not excluded`;
      yield { path: ["placement"], expected };
    },
  },
  {
    needs: ["legalKind", "placement", "holders.categories"],
    *broken({ legalKind, placement, holders: { categories } }) {
      const { allowed, since } = admitted(legalKind, placement);
      for (const [index, category] of categories.entries()) {
        if (!isCategory(category) || allowed.includes(category)) continue;
        const expected = `${either(allowed)}, since ${since}`;
        yield { path: ["holders", "categories", index], expected };
      }
    },
  },
  {
    needs: ["legalKind", "transfer.consent"],
    *broken({ legalKind, transfer: { consent } }) {
      if (legalKind !== "excluded" || consent === "issuer") return;
      yield { path: ["transfer", "consent"], expected: "issuer, since the legal kind is excluded" };
    },
  },
  {
    needs: ["placement", "supply.cap", "transfer.lot", "transfer.blockOnly"],
    *broken({ placement, supply: { cap }, transfer: { lot, blockOnly } }) {
      if (placement !== "small-number-private" || blockOnly === true) return;
      if (cap / lot < PUBLIC_FROM) return;
      const expected = `true, or fewer than ${PUBLIC_FROM} lots in supply.cap (there are ${cap / lot}), since the placement is small-number-private`;
      yield { path: ["transfer", "blockOnly"], expected };
    },
  },
];

const CATEGORIES: readonly Category[] = [
  "general",
  "specified",
  "qii",
  "special-business-eligible",
  "broker-dealer",
];

/** Whether an entry of the list could be read; if not, it has a finding of its own. */
function isCategory(category: Category): boolean {
  return CATEGORIES.includes(category);
}

/** Whom law and placement let hold a class. */
function admitted(
  legalKind: LegalKind,
  placement: ClassFields["placement"],
): { allowed: readonly Category[]; since: string } {
  if (legalKind === "excluded") {
    const allowed: Category[] = ["qii", "special-business-eligible"];
    return { allowed, since: "the legal kind is excluded" };
  }
  const since = `the placement is ${placement}`;
  if (placement === "qii-private") return { allowed: ["qii"], since };
  if (placement === "specified-investor-private") return { allowed: ["specified", "qii"], since };
  if (placement === "special-business") {
    return { allowed: ["qii", "special-business-eligible"], since };
  }
  return { allowed: CATEGORIES, since };
}

function either(words: readonly string[]): string {
  return words.join(" or ");
}
