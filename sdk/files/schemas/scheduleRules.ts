import type { JstDate } from "../../format/JstDate.ts";
import type { ClassFields } from "./classForm.ts";
import { day, isDay } from "./days.ts";
import type { Rule } from "./withRules.ts";

type Kind = ClassFields["schedule"][number]["kind"];

const KINDS: Readonly<Record<ClassFields["type"], readonly Kind[]>> = {
  bond: ["interest", "redemption"],
  share: ["dividend", "meeting"],
  "beneficial-interest": ["distribution", "redemption"],
  "trust-interest": ["distribution", "redemption"],
  "collective-investment-interest": ["distribution", "redemption"],
};

/** All kinds that a schedule knows. */
const KNOWN = Object.values(KINDS).flat();

/** What the record dates of a class must be to its type and to each other; entries may be faulty. */
export const scheduleRules: readonly Rule<ClassFields>[] = [
  {
    needs: ["type", "schedule"],
    *broken({ type, schedule }) {
      for (const [index, { kind }] of entriesOf(schedule)) {
        if (!KNOWN.includes(kind) || KINDS[type].includes(kind)) continue;
        const expected = `${KINDS[type].join(" or ")}, since the type is ${type}`;
        yield { path: ["schedule", index, "kind"], expected };
      }
    },
  },
  {
    needs: ["schedule"],
    *broken({ schedule }) {
      let before: JstDate | undefined;
      for (const [index, { record, pays }] of entriesOf(schedule)) {
        if (isDay(record) && before !== undefined && record < before) {
          const expected = `a day not before the record date above it, ${day(before)}`;
          yield { path: ["schedule", index, "record"], expected };
        }
        if (isDay(record)) before = record;
        if (isDay(record) && isDay(pays) && pays < record) {
          const expected = `a day not before its record date, ${day(record)}`;
          yield { path: ["schedule", index, "pays"], expected };
        }
      }
    },
  },
  {
    needs: ["schedule", "bond.interest"],
    *broken({ schedule, bond }) {
      // A day that cannot be read may be the one that is paid on.
      if (bond === undefined || !bond.interest.every(isDay)) return;
      for (const [index, { kind, pays }] of entriesOf(schedule)) {
        if (kind !== "interest" || !isDay(pays) || bond.interest.includes(pays)) continue;
        yield { path: ["schedule", index, "pays"], expected: "one of the days of bond.interest" };
      }
    },
  },
  {
    needs: ["schedule", "bond.due"],
    *broken({ schedule, bond }) {
      if (bond === undefined) return;
      for (const [index, { kind, pays }] of entriesOf(schedule)) {
        if (kind !== "redemption" || !isDay(pays) || pays === bond.due) continue;
        yield { path: ["schedule", index, "pays"], expected: `bond.due, ${day(bond.due)}` };
      }
    },
  },
];

type Entry = ClassFields["schedule"][number];

/** The entries that are maps, with their places; the others have findings of their own. */
function entriesOf(schedule: readonly Entry[]): [number, Entry][] {
  return [...schedule.entries()].filter(([, entry]) => typeof entry === "object" && entry !== null);
}
