import type { JstDate } from "../format/JstDate.ts";
import { parseJstDate } from "../format/parseJstDate.ts";
import type { Text } from "../text/texts.ts";

/** What holders are paid; a kind's number is its place, for good: contracts have the same. */
export const PAYMENT_KINDS = [
  "principal",
  "bond-interest",
  "dividend",
  "trust-distribution",
  "fund-distribution",
  "fraction-cash",
] as const;

export type PaymentKind = (typeof PAYMENT_KINDS)[number];

export const PAYMENT_KIND_TEXTS: Readonly<Record<PaymentKind, Text>> = {
  principal: { en: "principal", ja: "元本" },
  "bond-interest": { en: "bond interest", ja: "社債利息" },
  dividend: { en: "dividend", ja: "配当" },
  "trust-distribution": { en: "trust distribution", ja: "信託の収益分配" },
  "fund-distribution": { en: "fund distribution", ja: "ファンドの利益分配" },
  "fraction-cash": { en: "cash for fractions", ja: "端数代金" },
};

/** What the tax class of a pass means, by its number; 6 to 15 mean nothing yet. */
export const TAX_CLASSES: readonly Text[] = [
  { en: "individual resident", ja: "居住者（個人）" },
  { en: "domestic corporation", ja: "内国法人" },
  {
    en: "exempt from withholding (financial institutions, Special Taxation Measures Act)",
    ja: "源泉徴収不適用（租税特別措置法の金融機関等）",
  },
  { en: "non-resident individual", ja: "非居住者（個人）" },
  { en: "foreign corporation", ja: "外国法人" },
  { en: "individual major shareholder", ja: "大口株主等（個人）" },
];

/** Two taxes withheld, each in parts per 100,000 of the gross: 15,315 is 15.315 %. */
export interface TaxRates {
  /** Income tax with the surtaxes on it. */
  readonly national: bigint;
  /** Local inhabitants' tax (住民税). */
  readonly local: bigint;
}

/** Rates of a payment to an investor, from a day to a day. */
export interface TaxRateRow extends TaxRates {
  readonly kind: PaymentKind;
  /** Whether the class is listed, of trusts also publicly offered. */
  readonly listed: boolean;
  /** Of the pass, 0 to 15. */
  readonly taxClass: number;
  /** First and last day of payment. */
  readonly from: JstDate;
  readonly until: JstDate;
  readonly source: Text;
  /** Whether a text was read that says so; if not, have it confirmed before it is used. */
  readonly verified: boolean;
}

export const RATE_SCALE = 100_000n;

/** Since then corporations' interest bears no local tax, so that issuers split by holder. */
const FROM = parseJstDate("2016-01-01");

/**
 * The last day for which rates are known. The surtax on income tax of 2.1 % ends with it by the law
 * read. The tax reform outline for fiscal 2026 makes it two, of 1.1 % until 2047 and 1 % with no end
 * yet, in sum the same, from 2027; that it was enacted was not seen.
 */
const UNTIL = parseJstDate("2037-12-31");

const NOTHING: TaxRates = { national: 0n, local: 0n };
/** 15 % and 2.1 % of it. */
const FIFTEEN: TaxRates = { national: 15_315n, local: 0n };
const FIFTEEN_AND_LOCAL: TaxRates = { national: 15_315n, local: 5_000n };
/** 20 % and 2.1 % of it. */
const TWENTY: TaxRates = { national: 20_420n, local: 0n };

const [PERSON, FIRM, EXEMPT, ABROAD, FIRM_ABROAD, MAJOR] = [0, 1, 2, 3, 4, 5] as const;
const EVERYBODY = [PERSON, FIRM, EXEMPT, ABROAD, FIRM_ABROAD, MAJOR];
const [LISTED, UNLISTED] = [[true], [false]];
const EITHER = [false, true];

type Verdict = "read" | "not read";

/** Sources: the law, and where its rates were read. */
const SOURCES = {
  principal: {
    en: "No article on withholding was found for principal; gains on redemption of discount bonds are another matter (Special Taxation Measures Act 41-12-2)",
    ja: "元本の源泉徴収の条文は見当たらない（割引債の償還差益は別。租税特別措置法41条の12の2）",
  },
  fraction: {
    en: "Cash for fractions of shares is the price of a transfer (Companies Act 234, 235): the investor declares it",
    ja: "株式の端数代金は譲渡の対価（会社法234条、235条）。申告による",
  },
  interest: {
    en: "Income Tax Act 181, 182; Local Tax Act 71-6, 71-28; NTA Tax Answer No. 1310 (kinzai.jp, rakuten-bank.co.jp)",
    ja: "所得税法181条、182条、地方税法71条の6、71条の28、国税庁タックスアンサーNo.1310（kinzai.jp、rakuten-bank.co.jp）",
  },
  interestOfFirms: {
    en: "Income Tax Act 174, 175, 212(3); no local tax since 2016 (rakuten-bank.co.jp 2015-10-28, yutaka-tax.com 512)",
    ja: "所得税法174条、175条、212条3項。2016年以後は地方税なし（rakuten-bank.co.jp 2015-10-28、yutaka-tax.com 512）",
  },
  interestExempt: {
    en: "Special Taxation Measures Act 8(1): the text read (zeiken.co.jp, 2022-09-02) exempts interest of bonds in a book-entry transfer register; that it covers bonds kept outside of one was not found",
    ja: "租税特別措置法8条1項。確認した条文（zeiken.co.jp、2022-09-02）は振替口座簿に記載された公社債の利子が対象。振替債でない社債に及ぶかは未確認",
  },
  abroad: {
    en: "Income Tax Act 161, 212(1), 213(1), Special Taxation Measures Act 9-3 (riichi.co.jp, attax.co.jp); a tax treaty may lower it",
    ja: "所得税法161条、212条1項、213条1項、租税特別措置法9条の3（riichi.co.jp、attax.co.jp）。租税条約による軽減あり",
  },
  listedDividend: {
    en: "Special Taxation Measures Act 9-3; Local Tax Act 71-28; NTA Tax Answer No. 1330 (taxjudge.com, faq.mizuho-sc.com)",
    ja: "租税特別措置法9条の3、地方税法71条の28、国税庁タックスアンサーNo.1330（taxjudge.com、faq.mizuho-sc.com）",
  },
  listedDividendOfFirms: {
    en: "Special Taxation Measures Act 9-3, Income Tax Act 212(3); wholly owned and large holdings are exempt by Income Tax Act 177",
    ja: "租税特別措置法9条の3、所得税法212条3項。完全子法人株式等・関連法人株式等は所得税法177条により不適用",
  },
  majorShareholder: {
    en: "Income Tax Act 182, outside Special Taxation Measures Act 9-3 (major shareholders); NTA Tax Answer No. 1330 (askai.glarity.app)",
    ja: "所得税法182条（大口株主等は租税特別措置法9条の3の対象外）、国税庁タックスアンサーNo.1330（askai.glarity.app）",
  },
  unlistedDividend: {
    en: "Income Tax Act 181, 182; NTA Tax Answer No. 1330 (lighthouse66.com)",
    ja: "所得税法181条、182条、国税庁タックスアンサーNo.1330（lighthouse66.com）",
  },
  unlistedDividendOfFirms: {
    en: "Income Tax Act 212(3), 213(2); wholly owned and large holdings are exempt by Income Tax Act 177",
    ja: "所得税法212条3項、213条2項。完全子法人株式等・関連法人株式等は所得税法177条により不適用",
  },
  trust: {
    en: "Special Taxation Measures Act 8-4, 9-3: interests of a specified certificate-issuing trust, listed or publicly offered, as listed shares; others as unlisted ones (Income Tax Act 24, 182). Not for trusts that are looked through or taxed as corporations",
    ja: "租税特別措置法8条の4、9条の3（特定受益証券発行信託。上場・公募は上場株式等と同じ、他は非上場と同じ。所得税法24条、182条）。パススルー信託・法人課税信託は対象外",
  },
  fund: {
    en: "Income Tax Act 210, 211, of silent partnerships (iuris.jp); a partnership at will is looked through",
    ja: "所得税法210条、211条（匿名組合。iuris.jp）。任意組合等は構成員課税",
  },
  fundOfFirms: {
    en: "Income Tax Act 174, 175, 212(3), of silent partnerships; a partnership at will is looked through",
    ja: "所得税法174条、175条、212条3項（匿名組合）。任意組合等は構成員課税",
  },
  fundAbroad: {
    en: "Income Tax Act 161, 212(1), 213(1), of silent partnerships (riichi.co.jp)",
    ja: "所得税法161条、212条1項、213条1項（匿名組合。riichi.co.jp）",
  },
} as const satisfies Readonly<Record<string, Text>>;

/** One line for all the rows that one source says. */
type Line = readonly [
  kind: PaymentKind,
  listed: readonly boolean[],
  taxClasses: readonly number[],
  rates: TaxRates,
  source: keyof typeof SOURCES,
  verdict: Verdict,
];

const LINES: readonly Line[] = [
  ["principal", EITHER, EVERYBODY, NOTHING, "principal", "not read"],
  ["bond-interest", EITHER, [PERSON], FIFTEEN_AND_LOCAL, "interest", "read"],
  ["bond-interest", EITHER, [FIRM], FIFTEEN, "interestOfFirms", "read"],
  ["bond-interest", EITHER, [EXEMPT], NOTHING, "interestExempt", "not read"],
  ["bond-interest", EITHER, [ABROAD, FIRM_ABROAD], FIFTEEN, "abroad", "read"],
  ["bond-interest", EITHER, [MAJOR], FIFTEEN_AND_LOCAL, "interest", "not read"],
  ["dividend", LISTED, [PERSON], FIFTEEN_AND_LOCAL, "listedDividend", "read"],
  ["dividend", LISTED, [FIRM, EXEMPT], FIFTEEN, "listedDividendOfFirms", "not read"],
  ["dividend", LISTED, [ABROAD, FIRM_ABROAD], FIFTEEN, "abroad", "read"],
  ["dividend", LISTED, [MAJOR], TWENTY, "majorShareholder", "read"],
  ["dividend", UNLISTED, [PERSON], TWENTY, "unlistedDividend", "read"],
  ["dividend", UNLISTED, [FIRM, EXEMPT], TWENTY, "unlistedDividendOfFirms", "not read"],
  ["dividend", UNLISTED, [ABROAD, FIRM_ABROAD], TWENTY, "abroad", "read"],
  ["dividend", UNLISTED, [MAJOR], TWENTY, "unlistedDividend", "not read"],
  ["trust-distribution", LISTED, [PERSON, MAJOR], FIFTEEN_AND_LOCAL, "trust", "not read"],
  ["trust-distribution", LISTED, [FIRM, EXEMPT, ABROAD, FIRM_ABROAD], FIFTEEN, "trust", "not read"],
  ["trust-distribution", UNLISTED, EVERYBODY, TWENTY, "trust", "not read"],
  ["fund-distribution", EITHER, [PERSON], TWENTY, "fund", "read"],
  ["fund-distribution", EITHER, [MAJOR], TWENTY, "fund", "not read"],
  ["fund-distribution", EITHER, [FIRM, EXEMPT], TWENTY, "fundOfFirms", "not read"],
  ["fund-distribution", EITHER, [ABROAD, FIRM_ABROAD], TWENTY, "fundAbroad", "read"],
  ["fraction-cash", EITHER, EVERYBODY, NOTHING, "fraction", "not read"],
];

/** What is withheld from which payment to whom, and by what law; no advice. */
export const TAX_RATES: readonly TaxRateRow[] = LINES.flatMap(
  ([kind, listings, taxClasses, rates, source, verdict]) =>
    listings.flatMap((listed) =>
      taxClasses.map((taxClass) => ({
        ...{ kind, listed, taxClass, from: FROM, until: UNTIL, ...rates },
        ...{ source: SOURCES[source], verified: verdict === "read" },
      })),
    ),
);
