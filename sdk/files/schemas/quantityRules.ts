import type { ClassFields } from "./classForm.ts";
import { MAX_UNITS } from "./fields.ts";
import type { Rule } from "./withRules.ts";

/** What units, lots and yen must be to each other. */
export const quantityRules: readonly Rule<ClassFields>[] = [
  {
    needs: ["type", "unit"],
    *broken({ type, unit }) {
      const [own, other] =
        type === "bond" ? (["face", "issuePrice"] as const) : (["issuePrice", "face"] as const);
      if (unit[other] !== undefined) {
        const expected = `the key ${own} and not ${other}, since the type is ${type}`;
        yield { path: ["unit", other], expected };
      } else if (unit[own] === undefined) {
        const what = own === "face" ? "yen of face value of" : "yen of issue price for";
        yield { path: ["unit", own], expected: `${what} one unit, since the type is ${type}` };
      }
    },
  },
  ...(["face", "issuePrice"] as const).map(
    (key): Rule<ClassFields> => ({
      needs: [`unit.${key}`, "supply.cap"],
      *broken({ unit: { [key]: yen }, supply: { cap } }) {
        if (yen === undefined || yen * cap <= MAX_UNITS) return;
        const expected = `at most ${MAX_UNITS / cap} yen, so that ${key} × supply.cap fits the 64 bits of an amount of yen`;
        yield { path: ["unit", key], expected };
      },
    }),
  ),
  {
    needs: ["supply.cap", "transfer.lot"],
    *broken({ supply: { cap }, transfer: { lot } }) {
      if (cap % lot === 0n) return;
      yield { path: ["supply", "cap"], expected: `a multiple of transfer.lot, which is ${lot}` };
    },
  },
  {
    needs: ["holders.maxUnits", "transfer.lot"],
    *broken({ holders: { maxUnits }, transfer: { lot } }) {
      if (maxUnits === undefined || maxUnits % lot === 0n) return;
      const expected = `a multiple of transfer.lot, which is ${lot}`;
      yield { path: ["holders", "maxUnits"], expected };
    },
  },
];
