import type { InvestorCategory } from "../files/parseClassFile.ts";
import type { Text } from "./texts.ts";

/** The categories of investor as desks say them. */
export const CATEGORY_TEXTS: Readonly<Record<InvestorCategory, Text>> = {
  general: { en: "general investors", ja: "一般投資家" },
  specified: { en: "specified investors", ja: "特定投資家" },
  qii: { en: "QIIs", ja: "適格機関投資家" },
  "special-business-eligible": {
    en: "special-business-eligible investors",
    ja: "特例業務対象投資家",
  },
  "broker-dealer": { en: "broker-dealers", ja: "証券会社" },
};
