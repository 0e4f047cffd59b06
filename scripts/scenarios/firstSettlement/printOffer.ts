import { type ClassFile, formatTime, formatYen } from "../../../sdk/index.ts";
import type { Chain } from "../chain.ts";
import type { Narrator } from "./narrator.ts";
import { rulesInWords } from "./rulesInWords.ts";
import { TEXTS } from "./texts.ts";

/** What the class is, and where and when the story plays. */
export async function printOffer(
  chain: Chain,
  narrator: Narrator,
  classFile: ClassFile,
): Promise<void> {
  const { lang, print, t, units, date } = narrator;
  const { chainId } = await chain.provider.getNetwork();
  print(t(TEXTS.title, { name: classFile.name[lang] }));
  print(t(TEXTS.chain, { chainId, time: formatTime(await chain.now(), lang) }));
  const gap = lang === "ja" ? "" : " ";
  print([t(TEXTS.terms, { units: units(classFile.supply.cap) }), price()].join(gap));
  const rules = rulesInWords(narrator, classFile);
  if (rules.length > 0) print(t(TEXTS.rules, { rules: rules.join(lang === "ja" ? "、" : "; ") }));
  if (classFile.assumed.length > 0) {
    print(t(TEXTS.assumed, { paths: classFile.assumed.join(lang === "ja" ? "、" : ", ") }));
  }

  function price(): string {
    if (classFile.bond === undefined) {
      const yen = formatYen(classFile.unit.issuePrice);
      return t(TEXTS.issuePrice, { yen, one: units(1n) });
    }
    const { rate, issued, interest, due } = classFile.bond;
    const days = interest.map(date).join(lang === "ja" ? "、" : ", ");
    return t(days === "" ? TEXTS.discountBond : TEXTS.bond, {
      ...{ rate: percent(rate), issued: date(issued), due: date(due) },
      ...(days === "" ? {} : { interest: days }),
    });
  }
}

/** A rate a year such as 0.0035 as the percent that a desk says: 0.35. */
function percent(rate: string): string {
  return String(Number((Number(rate) * 100).toFixed(10)));
}
