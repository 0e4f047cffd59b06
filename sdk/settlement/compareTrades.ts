import { decodeBytes32String, getAddress, ZeroHash } from "ethers";
import type { Trade } from "../encode/tradeTypedData.ts";
import { formatDuration } from "../format/formatDuration.ts";
import { formatTime } from "../format/formatTime.ts";
import { JST_OFFSET_SECONDS } from "../format/JstDate.ts";
import { filled } from "../text/filled.ts";
import type { Lang, Text } from "../text/texts.ts";

/** A field in which two versions of a trade differ. */
export interface Mismatch {
  readonly field: keyof Trade;
  /** What the field is called, and what each version says. */
  readonly text: Text;
  /** What may be behind it. */
  readonly hints: readonly Text[];
}

/** What the two versions are called. */
export type VersionTexts = readonly [first: Text, second: Text];

type Pair = readonly [first: Trade, second: Trade];

interface FieldRules {
  readonly name: Text;
  /** How its value is compared: equal forms are equal values. */
  form(trade: Trade): string | bigint | number | boolean;
  show(trade: Trade): Text;
  hints?(pair: Pair): Text[];
}

/** So few wrong digits of an address are a slip of the hand; another address has about 37. */
const MOST_SLIPS = 4;

/** Every field in which two versions of a trade differ, in the order of the trade. */
export function compareTrades(first: Trade, second: Trade, versions: VersionTexts): Mismatch[] {
  const fields = Object.keys(FIELDS) as (keyof Trade)[];
  return fields.flatMap((field): Mismatch[] => {
    const rules = FIELDS[field];
    if (rules.form(first) === rules.form(second)) return [];
    const [a, b] = [rules.show(first), rules.show(second)];
    const text = filled(TEXTS.differs, (lang) => ({
      ...{ field: rules.name[lang], first: versions[0][lang], second: versions[1][lang] },
      ...{ a: a[lang], b: b[lang] },
    }));
    return [{ field, text, hints: rules.hints?.([first, second]) ?? [] }];
  });
}

type FieldOf<T> = { [K in keyof Trade]: Trade[K] extends T ? K : never }[keyof Trade];

function address(field: FieldOf<string>, other: FieldOf<string>, name: Text): FieldRules {
  const form = (trade: Trade) => addressForm(trade[field]);
  return {
    name,
    form,
    show: (trade) => plain(form(trade)),
    hints([first, second]) {
      const isSwapped =
        form(first) === addressForm(second[other]) && form(second) === addressForm(first[other]);
      if (isSwapped) {
        const pair = FIELDS[other].name;
        return [filled(TEXTS.swapped, (lang) => ({ field: name[lang], other: pair[lang] }))];
      }
      const count = digitsApart(form(first), form(second));
      return count <= MOST_SLIPS ? [filled(TEXTS.slip, { count })] : [];
    },
  };
}

function quantity(field: FieldOf<bigint>, name: Text): FieldRules {
  return {
    name,
    form: (trade) => trade[field],
    show: (trade) => plain(trade[field].toLocaleString("en-US")),
    hints([first, second]) {
      const [least, most] = sorted(first[field], second[field]);
      const difference = (most - least).toLocaleString("en-US");
      const apart = filled(TEXTS.apart, { difference });
      const times = least > 0n && most % least === 0n ? String(most / least) : "";
      return /^10+$/.test(times) ? [apart, filled(TEXTS.tenfold, { times })] : [apart];
    },
  };
}

function nonce(field: FieldOf<bigint>, name: Text): FieldRules {
  return {
    name,
    form: (trade) => trade[field],
    show: (trade) => plain(String(trade[field])),
    hints: () => [TEXTS.nonce],
  };
}

function moment(field: FieldOf<number>, name: Text): FieldRules {
  return {
    name,
    form: (trade) => trade[field],
    show: (trade) => timeText(trade[field]),
    hints([first, second]) {
      const seconds = Math.abs(first[field] - second[field]);
      const duration = (lang: Lang) => ({ duration: formatDuration(seconds, lang) });
      const apart = filled(TEXTS.timeApart, duration);
      return seconds === JST_OFFSET_SECONDS ? [apart, TEXTS.universalTime] : [apart];
    },
  };
}

/** In the order of the trade. */
const FIELDS: Readonly<Record<keyof Trade, FieldRules>> = {
  seller: address("seller", "buyer", { en: "seller", ja: "売方" }),
  buyer: address("buyer", "seller", { en: "buyer", ja: "買方" }),
  security: address("security", "cash", { en: "class", ja: "銘柄" }),
  units: quantity("units", { en: "units", ja: "数量" }),
  cash: address("cash", "security", { en: "cash token", ja: "資金トークン" }),
  amount: quantity("amount", { en: "amount", ja: "受渡金額" }),
  settleFrom: moment("settleFrom", { en: "first settlement time", ja: "決済開始時刻" }),
  settleBy: moment("settleBy", { en: "last settlement time", ja: "決済期限" }),
  sellerNonce: nonce("sellerNonce", { en: "the seller's number", ja: "売方の番号" }),
  buyerNonce: nonce("buyerNonce", { en: "the buyer's number", ja: "買方の番号" }),
  termsEpoch: {
    name: { en: "terms epoch", ja: "条件の版" },
    form: (trade) => trade.termsEpoch,
    show: (trade) => plain(String(trade.termsEpoch)),
    hints: ([first, second]) => [
      filled(TEXTS.oldTerms, { old: Math.min(first.termsEpoch, second.termsEpoch) }),
    ],
  },
  cycle: {
    name: { en: "netting cycle", ja: "ネッティングの回" },
    form: (trade) => trade.cycle.toLowerCase(),
    show: ({ cycle }) => (cycle === ZeroHash ? TEXTS.gross : plain(cycle.toLowerCase())),
    hints: (pair) => (pair.some(({ cycle }) => cycle === ZeroHash) ? [TEXTS.grossOrNet] : []),
  },
  partialAllowed: {
    name: { en: "settlement in parts", ja: "分割決済" },
    form: (trade) => trade.partialAllowed,
    show: ({ partialAllowed }) => (partialAllowed ? TEXTS.allowed : TEXTS.notAllowed),
    hints: () => [TEXTS.partial],
  },
  commonReference: {
    name: { en: "common reference", ja: "共通参照番号" },
    form: (trade) => trade.commonReference.toLowerCase(),
    show: (trade) => {
      const reference = referenceOf(trade);
      return reference === "" ? TEXTS.nothing : plain(reference);
    },
    hints([first, second]) {
      const [a, b] = [referenceOf(first), referenceOf(second)];
      if (a === "" || b === "") return [TEXTS.oneReference];
      return loose(a) === loose(b) ? [TEXTS.sameButForm] : [];
    },
  },
};

function addressForm(text: string): string {
  try {
    return getAddress(text);
  } catch {
    return text;
  }
}

function digitsApart(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x.length !== y.length) return Number.POSITIVE_INFINITY;
  return [...x].filter((digit, index) => digit !== y[index]).length;
}

function sorted(a: bigint, b: bigint): [least: bigint, most: bigint] {
  return a < b ? [a, b] : [b, a];
}

function timeText(unixSeconds: number): Text {
  if (unixSeconds === 0) return TEXTS.atOnce;
  try {
    return { en: formatTime(unixSeconds, "en"), ja: formatTime(unixSeconds, "ja") };
  } catch {
    // Beyond the dates that the suite tells.
    return plain(String(unixSeconds));
  }
}

/** A common reference as it was written; as hex if it was no text, and nothing if there is none. */
function referenceOf({ commonReference }: Trade): string {
  try {
    return decodeBytes32String(commonReference);
  } catch {
    return commonReference.toLowerCase();
  }
}

function loose(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_-]/g, "");
}

function plain(text: string): Text {
  return { en: text, ja: text };
}

const TEXTS = {
  differs: {
    en: "{field}: {first} says {a}, {second} says {b}.",
    ja: "{field}：{first}は {a}、{second}は {b} です。",
  },
  swapped: {
    en: "One version has {field} and {other} the wrong way round.",
    ja: "一方で{field}と{other}が入れ替わっています。",
  },
  slip: {
    en: "Only {count} of 40 digits differ: probably mistyped.",
    ja: "40桁中 {count} 桁のみ異なります。入力誤りの可能性があります。",
  },
  apart: { en: "They differ by {difference}.", ja: "差は {difference} です。" },
  tenfold: {
    en: "One is {times} times the other: count units and the smallest unit of the cash token, not lots, face or thousands.",
    ja: "一方が他方の {times} 倍です。売買単位・額面・千円単位ではなく、口数と資金トークンの最小単位で入力してください。",
  },
  timeApart: { en: "They differ by {duration}.", ja: "差は{duration}です。" },
  universalTime: {
    en: "That is the 9 hours between Japan's time and UTC: one version took the one for the other.",
    ja: "日本時間とUTCの時差（9時間）と一致します。一方が時刻帯を取り違えています。",
  },
  nonce: {
    en: "Both must use the numbers of one copy of the trade: take over the other's file.",
    ja: "双方が同じ約定ファイルの番号を使う必要があります。相手方のファイルを取り込んでください。",
  },
  oldTerms: {
    en: "The terms of the class changed after epoch {old}: who said that one must look at them and enter the trade anew.",
    ja: "銘柄の条件は {old} 版の後に変更されています。{old} 版を指定した側は条件を確認のうえ再入力してください。",
  },
  grossOrNet: {
    en: "One version is to settle gross, the other in a netting cycle.",
    ja: "一方はグロス決済、他方はネッティングの指図です。",
  },
  partial: {
    en: "In parts it settles only if both allow it.",
    ja: "分割決済には双方の同意が必要です。",
  },
  oneReference: {
    en: "Only one version has one: enter the same, or none in both.",
    ja: "一方にのみ記載があります。双方同一とするか、いずれも空欄としてください。",
  },
  sameButForm: {
    en: "They differ only in spaces, hyphens, width or capitals.",
    ja: "空白・ハイフン・全角半角・大文字小文字のみの相違です。",
  },
  atOnce: { en: "at once", ja: "即時" },
  gross: { en: "gross", ja: "グロス" },
  allowed: { en: "allowed", ja: "可" },
  notAllowed: { en: "not allowed", ja: "不可" },
  nothing: { en: "nothing", ja: "記載なし" },
} satisfies Record<string, Text>;
