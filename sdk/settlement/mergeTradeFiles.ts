import { getAddress } from "ethers";
import { filled } from "../text/filled.ts";
import type { Lang, Text } from "../text/texts.ts";
import { checkTradeFile } from "./checkTradeFile.ts";
import { compareTrades, type VersionTexts } from "./compareTrades.ts";
import type { Side, TradeFile } from "./tradeFile.ts";

const COPIES: VersionTexts = [
  { en: "the first copy", ja: "1つ目のファイル" },
  { en: "the second copy", ja: "2つ目のファイル" },
];

/** A field in which two copies of a trade's file differ. */
export interface CopyDifference {
  /** Such as `chainId`, `trade.units` or `signatures.seller`. */
  readonly field: string;
  readonly text: Text;
}

/** Two files are not copies of one trade. Carries every field that differs. */
export class TradeFilesDiffer extends Error {
  override readonly name = "TradeFilesDiffer";
  readonly differences: readonly CopyDifference[];

  constructor(differences: readonly CopyDifference[]) {
    super(told(differences, "en"));
    this.differences = differences;
  }

  /** The message in a language. */
  in(lang: Lang): string {
    return told(this.differences, lang);
  }
}

export type MergeTradeFilesErrors = TradeFilesDiffer;

/**
 * Two copies of one trade's file as one, with the signatures of both. Of two different signatures of one
 * party the one that is known to be good is taken.
 *
 * @throws TradeFilesDiffer naming each field that differs
 */
export function mergeTradeFiles(first: TradeFile, second: TradeFile): TradeFile {
  const differences: CopyDifference[] = [];
  const compare = (field: string, a: string, b: string) => {
    if (a !== b) differences.push({ field, text: differs(field, a, b) });
  };
  compare("chainId", String(first.chainId), String(second.chainId));
  compare("dvp", getAddress(first.dvp), getAddress(second.dvp));
  for (const { field, text, hints } of compareTrades(first.trade, second.trade, COPIES)) {
    const whole = [text, ...hints];
    const joined = {
      en: whole.map(({ en }) => en).join(" "),
      ja: whole.map(({ ja }) => ja).join(""),
    };
    differences.push({ field: `trade.${field}`, text: joined });
  }
  // Of different trades nobody asks whose signature is good.
  if (differences.length > 0) throw new TradeFilesDiffer(differences);

  const signatures: { seller?: string; buyer?: string } = {};
  for (const side of ["seller", "buyer"] as const) {
    const signature = signatureOf(side, first, second);
    if (signature === "unclear") {
      differences.push({ field: `signatures.${side}`, text: TEXTS[side] });
    } else if (signature !== undefined) signatures[side] = signature;
  }
  if (differences.length > 0) throw new TradeFilesDiffer(differences);
  return { ...first, signatures };
}

function signatureOf(side: Side, first: TradeFile, second: TradeFile): string | undefined {
  const [a, b] = [first.signatures[side], second.signatures[side]];
  if (a === undefined || b === undefined || a.toLowerCase() === b.toLowerCase()) return a ?? b;
  const isGood = (file: TradeFile) => checkTradeFile(file)[side].state === "good";
  if (isGood(first)) return a;
  return isGood(second) ? b : "unclear";
}

function differs(field: string, a: string, b: string): Text {
  return filled(TEXTS.differs, (lang) => ({
    ...{ field, a, b, first: COPIES[0][lang], second: COPIES[1][lang] },
  }));
}

function told(differences: readonly CopyDifference[], lang: Lang): string {
  return [...differences.map(({ text }) => text[lang]), TEXTS.advice[lang]].join("\n");
}

const TEXTS = {
  differs: {
    en: "{field}: {first} says {a}, {second} says {b}.",
    ja: "{field}：{first}は {a}、{second}は {b} です。",
  },
  seller: {
    en: "The seller's signature is not the same in both copies, and neither is known to be good.",
    ja: "売方の署名が2つのファイルで異なり、いずれも有効と確認できません。",
  },
  buyer: {
    en: "The buyer's signature is not the same in both copies, and neither is known to be good.",
    ja: "買方の署名が2つのファイルで異なり、いずれも有効と確認できません。",
  },
  advice: {
    en: "The files are not copies of one trade; nothing was put together. Agree on one, and let both sign that.",
    ja: "2つのファイルは同一の約定ではないため、統合していません。内容を合わせ、双方が同じファイルに署名してください。",
  },
} satisfies Record<string, Text>;
