import type { PlacementFile } from "../parsePlacementFile.ts";
import { PLACEMENTS } from "../placements.ts";
import type { ClassFields } from "./classForm.ts";
import type { Rule } from "./withRules.ts";
import { CATEGORY_WORDS, MAX_PER_CATEGORY_FIELDS } from "./words.ts";

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

/**
 * What the law ties together: type, legal kind, placement, who may hold, how units move. What a
 * placement asks for is in its own file, see {@link PLACEMENTS}.
 */
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
      const { legalKinds } = PLACEMENTS[placement];
      if (legalKinds.includes(legalKind)) return;
      const [only, ...others] = fitting(legalKind);
      const expected =
        only !== undefined && others.length === 0
          ? `${only.placement}, since the legal kind is ${legalKind}`
          : `another placement than ${placement}, since the legal kind is ${legalKind} and not ${either(legalKinds)}`;
      yield { path: ["placement"], expected };
    },
  },
  {
    needs: ["legalKind", "placement", "holders.categories"],
    *broken({ legalKind, placement, holders: { categories } }) {
      const { ruling, since } = rulingOf(legalKind, placement);
      const allowed = ruling.holders.categories;
      for (const [index, category] of categories.entries()) {
        if (!isCategory(category) || allowed.includes(category)) continue;
        yield {
          path: ["holders", "categories", index],
          expected: `${either(allowed)}, since ${since}`,
        };
      }
    },
  },
  {
    needs: [
      ...["legalKind", "placement", "holders.categories", "holders.max"],
      ...MAX_PER_CATEGORY_FIELDS,
    ],
    *broken({ legalKind, placement, holders: { categories, max, maxPerCategory } }) {
      const { ruling, since } = rulingOf(legalKind, placement);
      for (const [word, most] of Object.entries(ruling.holders.maxPerCategory ?? {})) {
        const category = word as Category;
        if (!categories.includes(category)) continue;
        if (Math.min(max ?? Infinity, maxPerCategory?.[category] ?? Infinity) <= most) continue;
        yield {
          path: ["holders", "maxPerCategory", category],
          expected: `a whole number from 1 to ${most}, or such a holders.max, since ${since}`,
        };
      }
    },
  },
  {
    needs: ["legalKind", "placement", "transfer.consent"],
    *broken({ legalKind, placement, transfer: { consent } }) {
      const { ruling, since } = rulingOf(legalKind, placement);
      const needed = ruling.transfer.consent;
      if (needed === undefined || consent === needed) return;
      yield { path: ["transfer", "consent"], expected: `${needed}, since ${since}` };
    },
  },
  {
    needs: ["placement", "supply.cap", "transfer.lot", "transfer.blockOnly"],
    *broken({ placement, supply: { cap }, transfer: { lot, blockOnly } }) {
      const from = PLACEMENTS[placement].transfer.blockOnlyFromLots;
      if (from === undefined || blockOnly === true || cap / lot < from) return;
      const expected = `true, or fewer than ${from} lots in supply.cap (there are ${cap / lot}), since the placement is ${placement}`;
      yield { path: ["transfer", "blockOnly"], expected };
    },
  },
  {
    needs: ["placement", "solicitation"],
    *broken({ placement, solicitation }) {
      if (solicitation === undefined || PLACEMENTS[placement].solicitation !== undefined) return;
      const expected = `no such key, since the placement is ${placement}, which counts nobody who is asked`;
      yield { path: ["solicitation"], expected };
    },
  },
];

/** The placements of a legal kind. */
function fitting(legalKind: LegalKind): PlacementFile[] {
  return Object.values(PLACEMENTS).filter(({ legalKinds }) => legalKinds.includes(legalKind));
}

/** What rules a class, and why: the one placement that its legal kind has, or the one that it says. */
function rulingOf(legalKind: LegalKind, placement: ClassFields["placement"]) {
  const [only, ...others] = fitting(legalKind);
  return only !== undefined && others.length === 0
    ? { ruling: only, since: `the legal kind is ${legalKind}` }
    : { ruling: PLACEMENTS[placement], since: `the placement is ${placement}` };
}

/** Whether an entry of the list could be read; if not, it has a finding of its own. */
function isCategory(category: Category): boolean {
  return CATEGORY_WORDS.includes(category);
}

function either(words: readonly string[]): string {
  return words.join(" or ");
}
