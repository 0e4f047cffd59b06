import { formatDate } from "../../format/formatDate.ts";
import type { JstDate } from "../../format/JstDate.ts";
import {
  apiVersion,
  cash,
  code,
  count,
  date,
  list,
  MAX_UNITS,
  map,
  name,
  rate,
  residencesField,
  symbol,
  whole,
  word,
} from "./fields.ts";
import { withRules } from "./withRules.ts";

const form = map("a class", {
  apiVersion: apiVersion(),
  kind: word("what the file describes", ["TokenClass"]),
  code: code("the class's code"),
  type: word("the kind of right", [
    "bond",
    "share",
    "beneficial-interest",
    "trust-interest",
    "collective-investment-interest",
  ]),
  legalKind: word("what the class is by law", [
    "tokenised-paragraph-1",
    "electronic-record-transfer-right",
    "excluded",
  ]),
  name: name("the class's name"),
  symbol: symbol("the class's symbol"),
  issuer: code("the issuer's id in the platform file"),
  unit: map("what one unit stands for", {
    face: whole("yen of face value of one unit", 1n, MAX_UNITS),
    currency: word("the currency of the face", ["JPY"]),
  }).exactOptional(),
  supply: map("how much there may be", {
    cap: whole("units that may be out at once", 1n, MAX_UNITS),
  }),
  holders: map("who may hold", {
    categories: list(
      "categories of investor that may hold",
      word("a category of investor", [
        "general",
        "specified",
        "qii",
        "special-business-eligible",
        "broker-dealer",
      ]),
      { what: "a category", least: 1 },
    ),
    residences: residencesField("countries in which a holder may live, by ISO 3166-1 alpha-2"),
    max: count("holders at most; leave the key out for no limit", 1, 16_777_214).exactOptional(),
  }),
  transfer: map("how units move", {
    lot: whole("units move in multiples of this", 1n, MAX_UNITS),
  }),
  settlement: map("what units are paid with", {
    cash: cash("what units are paid with"),
  }),
  bond: map("when a bond pays", {
    rate: rate("interest a year as a share of the face"),
    issued: date("the day of issue"),
    interest: list("days of interest, ascending", date("a day of interest"), {
      what: "a day",
      least: 0,
    }),
    due: date("the day of redemption"),
  }).exactOptional(),
});

const day = (value: JstDate): string => formatDate(value, "en");

/** The form of a class file and the rules between its fields. */
export const classSchema = withRules(form, [
  {
    needs: ["type", "bond"],
    *broken({ type, bond }) {
      if (type === "bond" && bond === undefined) {
        const expected = "a map with rate, issued, interest, due, since the type is bond";
        yield { path: ["bond"], expected };
      }
      if (type !== "bond" && bond !== undefined) {
        yield { path: ["bond"], expected: `no terms of a bond, since the type is ${type}` };
      }
    },
  },
  {
    needs: ["type", "unit"],
    *broken({ type, unit }) {
      if (type === "bond" && unit === undefined) {
        yield { path: ["unit"], expected: "a map with face, currency, since the type is bond" };
      }
    },
  },
  {
    needs: ["legalKind", "holders.categories"],
    *broken({ legalKind, holders: { categories } }) {
      if (legalKind !== "excluded") return;
      for (const [index, category] of categories.entries()) {
        if (!["general", "specified", "broker-dealer"].includes(category)) continue;
        const expected = "qii or special-business-eligible, since the legal kind is excluded";
        yield { path: ["holders", "categories", index], expected };
      }
    },
  },
  {
    needs: ["supply.cap", "transfer.lot"],
    *broken({ supply: { cap }, transfer: { lot } }) {
      if (cap % lot !== 0n) {
        yield { path: ["supply", "cap"], expected: `a multiple of transfer.lot, which is ${lot}` };
      }
    },
  },
  {
    needs: ["unit.face", "supply.cap"],
    *broken({ unit, supply: { cap } }) {
      if (unit !== undefined && unit.face * cap > MAX_UNITS) {
        const expected = `at most ${MAX_UNITS / cap} yen, so that face × supply.cap fits the 64 bits of an amount of yen`;
        yield { path: ["unit", "face"], expected };
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
      if (bond !== undefined && bond.interest.length === 0 && /[1-9]/.test(bond.rate)) {
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
]);

/** Whether an entry of a list could be read as a day; if not, it has a finding of its own. */
function isDay(entry: JstDate | undefined): entry is JstDate {
  return typeof entry === "number";
}
