// Words that several kinds of file share.

/** How a class can be placed. */
export const PLACEMENT_WORDS = [
  "public-offering",
  "specified-investor-private",
  "qii-private",
  "small-number-private",
  "special-business",
] as const;

/** What a class can be by law. */
export const LEGAL_KIND_WORDS = [
  "tokenised-paragraph-1",
  "electronic-record-transfer-right",
  "excluded",
] as const;

/** The categories of investor that a class can admit. */
export const CATEGORY_WORDS = [
  "general",
  "specified",
  "qii",
  "special-business-eligible",
  "broker-dealer",
] as const;

/** Where limits by category stand, for rules that read them. */
export const MAX_PER_CATEGORY_FIELDS: readonly string[] = [
  "holders.maxPerCategory",
  ...CATEGORY_WORDS.map((word) => `holders.maxPerCategory.${word}`),
];
