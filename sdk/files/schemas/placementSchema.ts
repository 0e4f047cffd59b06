import {
  apiVersion,
  count,
  day,
  list,
  map,
  name,
  note,
  whole,
  windowMonths,
  word,
} from "./fields.ts";
import { maxPerCategory } from "./maxPerCategory.ts";
import { CATEGORY_WORDS, LEGAL_KIND_WORDS, PLACEMENT_WORDS } from "./words.ts";

/** The form of a placement's file. */
export const placementSchema = map("a placement", {
  apiVersion: apiVersion(),
  kind: word("what the file describes", ["Placement"]),
  placement: word("the word by which class files name it", PLACEMENT_WORDS),
  name: name("the placement's name"),
  legalKinds: list(
    "what a class that is placed so can be by law",
    word("a legal kind", LEGAL_KIND_WORDS),
    { what: "a legal kind", least: 1 },
  ),
  holders: map("who may hold", {
    categories: list("categories that may hold", word("a category of investor", CATEGORY_WORDS), {
      what: "a category",
      least: 1,
    }),
    maxPerCategory: maxPerCategory("investors of a category that may hold at most").exactOptional(),
  }),
  transfer: map("how units move", {
    consent: word("who must consent to each transfer", ["issuer"]).exactOptional(),
    blockOnlyFromLots: whole(
      "from so many lots on, a holder must move all of its units or none",
      2n,
      2n ** 64n - 1n,
    ).exactOptional(),
  }),
  solicitation: map("how many persons may be asked", {
    most: count("persons asked at most, also those who did not buy", 1, 16_777_214),
    windowMonths: windowMonths(),
  }).exactOptional(),
  notes: list("what no rule says", note("a note"), { what: "a note", least: 0 }),
  sources: list(
    "where the rules come from",
    map("a source", {
      name: name("what was read"),
      where: note("the article, or the site that was read"),
      asOf: day("the day of the text that was read, where it is known"),
      says: note("what it says"),
      confidence: word("how sure it is that the rule is so", [
        "high",
        "medium",
        "low",
        "unconfirmed",
      ]),
    }),
    { what: "a source", least: 1 },
  ),
});
