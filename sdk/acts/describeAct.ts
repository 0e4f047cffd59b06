import { ZeroAddress, ZeroHash } from "ethers";
import { readable } from "../officers/describeItem.ts";
import { type Lang, say, type Text } from "../text/texts.ts";
import { ACT_TEXTS, type Act } from "./Act.ts";

const TEXTS = {
  class: { en: "class: {code}", ja: "銘柄: {code}" },
  wallet: { en: "wallet: {wallet}", ja: "ウォレット: {wallet}" },
  to: { en: "to: {to}", ja: "受取人: {to}" },
  units: { en: "units: {units}", ja: "数量: {units}" },
  hold: { en: "of hold {id}: {units}", ja: "拘束 {id} から: {units}" },
  wholeHold: { en: "hold: {id}", ja: "拘束: {id}" },
  reason: { en: "reason: {reason}", ja: "理由: {reason}" },
  document: { en: "document: {document}", ja: "文書: {document}" },
} satisfies Record<string, Text>;

/**
 * What an act would do, in words, a line each, told from the act alone.
 *
 * @param code what the class is called
 */
export function describeAct(act: Act, code: string, lang: Lang): string[] {
  const { verb, wallet, to, units, holds, reason, document } = act;
  return [
    ACT_TEXTS[verb][lang],
    say(TEXTS.class, lang, { code }),
    ...(wallet === ZeroAddress ? [] : [say(TEXTS.wallet, lang, { wallet })]),
    ...(to === ZeroAddress ? [] : [say(TEXTS.to, lang, { to })]),
    ...(units === 0n ? [] : [say(TEXTS.units, lang, { units })]),
    ...holds.map((part) =>
      part.units === 0n
        ? say(TEXTS.wholeHold, lang, { id: part.id })
        : say(TEXTS.hold, lang, { id: part.id, units: part.units }),
    ),
    say(TEXTS.reason, lang, { reason: readable(reason) }),
    ...(document === ZeroHash ? [] : [say(TEXTS.document, lang, { document })]),
  ];
}
