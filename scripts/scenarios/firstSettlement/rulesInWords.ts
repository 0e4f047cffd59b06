import {
  CATEGORY_TEXTS,
  type ClassFile,
  type InvestorCategory,
  solicitationOf,
} from "../../../sdk/index.ts";
import type { Narrator } from "./narrator.ts";
import { TEXTS } from "./texts.ts";

/** Each rule of a class on who may hold and how units move, in words; none for a class without. */
export function rulesInWords(
  { t, lang, units, date }: Pick<Narrator, "t" | "lang" | "units" | "date">,
  classFile: ClassFile,
): string[] {
  const { max, maxPerCategory = {}, maxUnits } = classFile.holders;
  const { lot, lockUp, closesAfter, consent, blockOnly, venueOnly } = classFile.transfer;
  const asked = solicitationOf(classFile);
  const words: string[] = [];
  if (max !== undefined) words.push(t(TEXTS.ruleMax, { count: number(max) }));
  for (const [category, most] of Object.entries(maxPerCategory)) {
    const who = CATEGORY_TEXTS[category as InvestorCategory][lang];
    words.push(t(TEXTS.ruleMaxOfCategory, { count: number(most), who }));
  }
  if (maxUnits !== undefined) words.push(t(TEXTS.ruleMaxUnits, { units: units(maxUnits) }));
  if (lot > 1n) words.push(t(TEXTS.ruleLot, { units: units(lot) }));
  if (lockUp !== undefined) words.push(t(TEXTS.ruleLockUp, { date: date(lockUp) }));
  if (closesAfter !== undefined) words.push(t(TEXTS.ruleCloses, { date: date(closesAfter) }));
  if (consent !== undefined) words.push(t(TEXTS.ruleConsent));
  if (blockOnly) words.push(t(TEXTS.ruleBlock));
  if (venueOnly) words.push(t(TEXTS.ruleVenue));
  if (asked !== undefined) {
    const { most, windowMonths: months } = asked;
    words.push(t(TEXTS.ruleAsked, { most: number(most), months }));
  }
  return words;
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}
