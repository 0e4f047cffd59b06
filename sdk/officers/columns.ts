import type { Text } from "../text/texts.ts";
import type { Verb } from "./verbs.ts";

/** The columns that officers' files may have, by what is in them. */
export type Column =
  | "reference"
  | "wallet"
  | "older"
  | "successor"
  | "residence"
  | "taxClass"
  | "specifiedUntil"
  | "qiiUntil"
  | "specialBusinessUntil"
  | "brokerDealerUntil"
  | "expiry"
  | "screenedUntil"
  | "classes"
  | "reason";

/** What stands in the header, in either language. */
export const HEADINGS: Readonly<Record<Column, Text>> = {
  reference: { en: "reference", ja: "整理番号" },
  wallet: { en: "wallet", ja: "ウォレット" },
  older: { en: "older wallet", ja: "既存ウォレット" },
  successor: { en: "successor", ja: "承継先ウォレット" },
  residence: { en: "residence", ja: "居住地" },
  taxClass: { en: "tax class", ja: "税区分" },
  specifiedUntil: { en: "specified until", ja: "特定投資家の期限" },
  qiiUntil: { en: "QII until", ja: "適格機関投資家の期限" },
  specialBusinessUntil: {
    en: "special-business-eligible until",
    ja: "特例業務対象投資家の期限",
  },
  brokerDealerUntil: { en: "broker-dealer until", ja: "証券会社の期限" },
  expiry: { en: "expiry", ja: "有効期限" },
  screenedUntil: { en: "screened until", ja: "審査期限" },
  classes: { en: "classes", ja: "銘柄" },
  reason: { en: "reason", ja: "理由" },
};

export const CATEGORY_COLUMNS = [
  "specifiedUntil",
  "qiiUntil",
  "specialBusinessUntil",
  "brokerDealerUntil",
] as const;

const MAY_BE_EMPTY: readonly Column[] = [...CATEGORY_COLUMNS, "classes"];

const GRANTED: readonly Column[] = [
  "reference",
  "wallet",
  "residence",
  "taxClass",
  ...CATEGORY_COLUMNS,
  "expiry",
  "screenedUntil",
  "classes",
];

/** The columns of each verb's file. */
export const COLUMNS: Readonly<Record<Verb, readonly Column[]>> = {
  grant: GRANTED,
  link: [...GRANTED, "older"],
  renew: ["reference", "wallet", "expiry", "screenedUntil"],
  reclassify: ["reference", "wallet", "residence", "taxClass", ...CATEGORY_COLUMNS],
  suspend: ["reference", "wallet", "reason"],
  reinstate: ["reference", "wallet", "reason"],
  reattest: ["reference", "wallet"],
  recover: ["reference", "wallet", "successor", "reason"],
  revoke: ["reference", "wallet", "reason"],
};

/**
 * Whether a file may leave a column out and a field of it empty. Lists of wallets need not name their rows:
 * each is then known by its line.
 */
export function mayBeEmpty(column: Column, verb: Verb): boolean {
  if (column === "reference") return verb !== "grant" && verb !== "link";
  return MAY_BE_EMPTY.includes(column);
}
