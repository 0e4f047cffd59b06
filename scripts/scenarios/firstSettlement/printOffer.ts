import { type ClassFile, formatTime } from "../../../sdk/index.ts";
import type { Chain } from "../chain.ts";
import type { Narrator } from "./narrator.ts";
import { TEXTS } from "./texts.ts";

/** What the class is, and where and when the story plays. */
export async function printOffer(
  chain: Chain,
  { lang, print, t, units, date }: Narrator,
  classFile: ClassFile,
): Promise<void> {
  const { chainId } = await chain.provider.getNetwork();
  print(t(TEXTS.title, { name: classFile.name[lang] }));
  print(t(TEXTS.chain, { chainId, time: formatTime(await chain.now(), lang) }));
  const terms = t(TEXTS.terms, { units: units(classFile.supply.cap) });
  if (classFile.bond === undefined) return print(terms);
  const { rate, issued, interest, due } = classFile.bond;
  const bond = t(TEXTS.bond, {
    rate: percent(rate),
    issued: date(issued),
    interest: interest.map(date).join(lang === "ja" ? "、" : ", "),
    due: date(due),
  });
  print(`${terms}${lang === "ja" ? "" : " "}${bond}`);
}

/** A rate a year such as 0.0035 as the percent that a desk says: 0.35. */
function percent(rate: string): string {
  return String(Number((Number(rate) * 100).toFixed(10)));
}
