import type { OptionSpec } from "../../command.ts";

export const CLASS: OptionSpec = {
  flags: "--class <code>",
  about: { en: "the class", ja: "銘柄コード" },
  required: true,
};

/** As of when. */
export const MOMENT: readonly OptionSpec[] = [
  {
    flags: "--date <date>",
    about: { en: "as of the end of a day in Japan", ja: "日本時間のその日の終わり現在" },
  },
  { flags: "--block <number>", about: { en: "as of the end of a block", ja: "ブロック現在" } },
  {
    flags: "--index <file>",
    about: {
      en: "keep what was read, so that the next run is quicker",
      ja: "読み取った記録の保存先",
    },
  },
];

/** Of a book or an extract. */
export const DOCUMENT: readonly OptionSpec[] = [
  { flags: "--out <dir>", about: { en: "write it there", ja: "書き出し先" } },
  {
    flags: "--format <list>",
    about: { en: "of csv,json,pdf (csv,json)", ja: "csv,json,pdf から(csv,json)" },
  },
  {
    flags: "--font <file>",
    about: { en: "a full Japanese font, for a PDF", ja: "PDF 用の日本語フォント" },
  },
  {
    flags: "--file <class file>",
    about: { en: "the class's file, for what the book says of it", ja: "銘柄ファイル" },
  },
  {
    flags: "--book <kind>",
    about: { en: "the kind of book, where the terms ask for one", ja: "帳簿の種類" },
    choices: ["bond", "share", "beneficial-interest"],
  },
  {
    flags: "--names <file>",
    about: {
      en: "the encrypted file of names (KESSAI_NAMES_PASSWORD)",
      ja: "暗号化した氏名ファイル",
    },
  },
];

/** Who asked is kept. */
export const LOGGED: readonly OptionSpec[] = [
  { flags: "--by <name>", about: { en: "who asks, for the log", ja: "照会者" } },
  { flags: "--log <file>", about: { en: "the log (register.log.jsonl)", ja: "照会記録" } },
];
