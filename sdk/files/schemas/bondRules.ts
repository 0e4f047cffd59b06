import type { JstDate } from "../../format/JstDate.ts";
import type { ClassFields } from "./classForm.ts";
import { day, isDay } from "./days.ts";
import type { Rule } from "./withRules.ts";

/** What the days of a bond must be to each other. */
export const bondRules: readonly Rule<ClassFields>[] = [
  {
    needs: ["type", "bond"],
    *broken({ type, bond }) {
      if (type === "bond" && bond === undefined) {
        const expected =
          "a map with rate, issued, interestFrom, interest, due, holiday, since the type is bond";
        yield { path: ["bond"], expected };
      }
      if (type !== "bond" && bond !== undefined) {
        yield { path: ["bond"], expected: `no terms of a bond, since the type is ${type}` };
      }
    },
  },
  {
    needs: ["bond.issued", "bond.due"],
    *broken({ bond }) {
      if (bond !== undefined && bond.due <= bond.issued) {
        yield { path: ["bond", "due"], expected: `a day after bond.issued, ${day(bond.issued)}` };
      }
    },
  },
  {
    needs: ["bond.interest", "bond.rate"],
    *broken({ bond }) {
      if (bond !== undefined && bond.interest.length === 0 && bearsInterest(bond)) {
        yield {
          path: ["bond", "interest"],
          expected: "at least one day of interest, since bond.rate is not zero",
        };
      }
    },
  },
  {
    needs: ["bond.issued", "bond.interest"],
    *broken({ bond }) {
      const first = bond?.interest[0];
      if (bond !== undefined && isDay(first) && first <= bond.issued) {
        const expected = `a day after bond.issued, ${day(bond.issued)}`;
        yield { path: ["bond", "interest", 0], expected };
      }
    },
  },
  {
    needs: ["bond.interest"],
    *broken({ bond }) {
      let before: JstDate | undefined;
      for (const [index, date] of (bond?.interest ?? []).entries()) {
        if (!isDay(date)) continue;
        if (before !== undefined && date < before) {
          const expected = `a day after the one before it, ${day(before)}`;
          yield { path: ["bond", "interest", index], expected };
        }
        before = date;
      }
    },
  },
  {
    needs: ["bond.interest", "bond.due"],
    *broken({ bond }) {
      for (const [index, date] of (bond?.interest ?? []).entries()) {
        if (bond !== undefined && isDay(date) && date > bond.due) {
          const expected = `a day not after bond.due, ${day(bond.due)}`;
          yield { path: ["bond", "interest", index], expected };
        }
      }
    },
  },
  {
    needs: ["bond.interest", "bond.due", "bond.rate"],
    *broken({ bond }) {
      const last = bond?.interest.at(-1);
      if (bond === undefined || last === undefined || !bearsInterest(bond)) return;
      // A day that cannot be read may be the due date; one after it has a finding of its own.
      if (bond.interest.some((date) => !isDay(date) || date >= bond.due)) return;
      const expected = `bond.due, ${day(bond.due)}, as the last day of interest, since bond.rate is not zero`;
      yield { path: ["bond", "interest", bond.interest.length - 1], expected };
    },
  },
];

function bearsInterest({ rate }: { readonly rate: string }): boolean {
  return /[1-9]/.test(rate);
}
