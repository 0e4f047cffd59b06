import type { ClassFields } from "./classForm.ts";
import { day } from "./days.ts";
import type { Rule } from "./withRules.ts";
import { CATEGORY_WORDS, MAX_PER_CATEGORY_FIELDS } from "./words.ts";

/** What limits of holders and the dates of transfers must be to each other. */
export const holderRules: readonly Rule<ClassFields>[] = [
  {
    needs: ["holders.categories", ...MAX_PER_CATEGORY_FIELDS],
    *broken({ holders: { categories, maxPerCategory } }) {
      if (maxPerCategory === undefined) return;
      for (const word of CATEGORY_WORDS) {
        if (maxPerCategory[word] === undefined || categories.includes(word)) continue;
        const expected = "no such key, since holders.categories does not name the category";
        yield { path: ["holders", "maxPerCategory", word], expected };
      }
    },
  },
  {
    needs: ["transfer.lockUp", "transfer.closesAfter"],
    *broken({ transfer: { lockUp, closesAfter } }) {
      if (lockUp === undefined || closesAfter === undefined || closesAfter > lockUp) return;
      const expected = `a day after transfer.lockUp, ${day(lockUp)}`;
      yield { path: ["transfer", "closesAfter"], expected };
    },
  },
];
