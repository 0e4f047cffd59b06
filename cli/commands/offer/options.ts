import type { ArgumentSpec, OptionSpec } from "../../command.ts";

export const TERMS: ArgumentSpec = {
  name: "file",
  about: { en: "terms by offer plan", ja: "募集条件ファイル" },
};

export const MOST: OptionSpec = {
  flags: "--most <number>",
  about: { en: "entries of one transaction at most (40)", ja: "1取引の最大申込件数 (40)" },
};
