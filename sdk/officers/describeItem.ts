import { decodeBytes32String } from "ethers";
import type { Claims } from "../encode/passTypes.ts";
import { residences } from "../files/residences.ts";
import { formatDate } from "../format/formatDate.ts";
import type { JstDate } from "../format/JstDate.ts";
import { type Lang, say, type Text } from "../text/texts.ts";
import type { OfficersRequest, RequestItem } from "./request.ts";
import type { Verb, VerbMessage, VerbMessages } from "./verbs.ts";

/** What each verb does, as an officer reads it before signing. */
export const VERB_TEXTS: Readonly<Record<Verb, Text>> = {
  grant: { en: "grant a pass", ja: "パスの付与" },
  link: { en: "link a further wallet to its investor", ja: "ウォレットの追加" },
  renew: { en: "renew a pass", ja: "パスの更新" },
  reclassify: { en: "reclassify a pass", ja: "区分変更" },
  suspend: { en: "suspend passes", ja: "パスの停止" },
  reinstate: { en: "reinstate suspended passes", ja: "停止の解除" },
  reattest: { en: "attest passes anew", ja: "パスの再証明" },
  recover: { en: "replace a lost wallet", ja: "喪失ウォレットの復旧" },
  revoke: { en: "revoke a pass for good", ja: "パスの取消し" },
};

const TEXTS = {
  claims: {
    en: "residence {residence}, tax class {taxClass}, {categories}",
    ja: "居住地 {residence}、税区分 {taxClass}、{categories}",
  },
  dates: {
    en: "until {expiry}, screened until {screenedUntil}",
    ja: "有効期限 {expiry}、審査期限 {screenedUntil}",
  },
  classes: { en: "in classes {classes}", ja: "銘柄番号 {classes}" },
  noClass: { en: "in no class yet", ja: "銘柄の登録なし" },
  general: { en: "general investor", ja: "一般投資家" },
  older: {
    en: "further wallet of the investor of {older}",
    ja: "{older} の投資家の追加ウォレット",
  },
  reason: { en: "reason {reason}", ja: "理由 {reason}" },
  successor: { en: "replaced by {successor}", ja: "承継先 {successor}" },
} satisfies Record<string, Text>;

const CATEGORIES = {
  specifiedUntil: { en: "specified until {date}", ja: "特定投資家（{date} まで）" },
  qiiUntil: { en: "QII until {date}", ja: "適格機関投資家（{date} まで）" },
  specialBusinessUntil: {
    en: "special-business-eligible until {date}",
    ja: "特例業務対象投資家（{date} まで）",
  },
  brokerDealerUntil: { en: "broker-dealer until {date}", ja: "証券会社（{date} まで）" },
} satisfies Partial<Record<keyof Claims, Text>>;

/**
 * What an officer would sign, in words, a line for each wallet: told from what is signed, and from nothing
 * else in the file but the rows' references.
 */
export function describeItem(
  { verb }: Pick<OfficersRequest, "verb">,
  { rows, message }: RequestItem,
  lang: Lang,
): string[] {
  const told = tell(verb, message, lang);
  return rows.map(({ reference, wallet }) => `${reference}  ${wallet}  ${told}`.trimEnd());
}

function tell(verb: Verb, message: VerbMessage, lang: Lang): string {
  const reason = (code: string) => say(TEXTS.reason, lang, { reason: readable(code) });
  switch (verb) {
    case "grant":
      return granted(message as VerbMessages["grant"], lang);
    case "link": {
      const { older, grant } = message as VerbMessages["link"];
      return joined([say(TEXTS.older, lang, { older }), granted(grant, lang)], lang);
    }
    case "renew": {
      const { expiry, screenedUntil } = message as VerbMessages["renew"];
      return dates(expiry, screenedUntil, lang);
    }
    case "reclassify":
      return claimed((message as VerbMessages["reclassify"]).claims, lang);
    case "recover": {
      const { successor, reason: code } = message as VerbMessages["recover"];
      return joined([say(TEXTS.successor, lang, { successor }), reason(code)], lang);
    }
    case "reattest":
      return "";
    default:
      return reason((message as VerbMessages["suspend" | "reinstate" | "revoke"]).reason);
  }
}

function granted({ claims, classes }: VerbMessages["grant"], lang: Lang): string {
  const enrolled =
    classes.length === 0
      ? say(TEXTS.noClass, lang)
      : say(TEXTS.classes, lang, { classes: classes.join(", ") });
  const { expiry, screenedUntil } = claims;
  return joined([claimed(claims, lang), dates(expiry, screenedUntil, lang), enrolled], lang);
}

function claimed(claims: Claims, lang: Lang): string {
  const held = Object.entries(CATEGORIES).flatMap(([key, text]) => {
    const end = claims[key as keyof typeof CATEGORIES];
    return end === 0 ? [] : [say(text, lang, { date: formatDate(end, lang) })];
  });
  const [alpha2 = "?"] = [...residences].find(([, numeric]) => numeric === claims.residence) ?? [];
  return say(TEXTS.claims, lang, {
    residence: `${alpha2} (${claims.residence})`,
    taxClass: claims.taxClass,
    categories:
      held.length === 0 ? say(TEXTS.general, lang) : held.join(lang === "en" ? ", " : "、"),
  });
}

function dates(expiry: JstDate, screenedUntil: JstDate, lang: Lang): string {
  const [last, screened] = [formatDate(expiry, lang), formatDate(screenedUntil, lang)];
  return say(TEXTS.dates, lang, { expiry: last, screenedUntil: screened });
}

function joined(parts: readonly string[], lang: Lang): string {
  return parts.join(lang === "en" ? "; " : "、");
}

/** A reason code as it was written, or its bytes if it is no text. */
export function readable(reason: string): string {
  try {
    const text = decodeBytes32String(reason);
    return /^[\x21-\x7e]+$/.test(text) ? text : reason;
  } catch {
    return reason;
  }
}
