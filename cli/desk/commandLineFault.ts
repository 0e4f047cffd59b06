import type { CommanderError } from "commander";
import { type Lang, say, type Text } from "../../sdk/index.ts";

/** What the library that reads command lines finds wrong, by its code; it says so in English alone. */
const TEXTS: Readonly<Record<string, string>> = {
  "commander.unknownOption": "オプション {what} はありません。",
  "commander.unknownCommand": "コマンド {what} はありません。",
  "commander.missingArgument": "引数 {what} が必要です。",
  "commander.missingMandatoryOptionValue": "オプション {what} が必要です。",
  "commander.optionMissingArgument": "オプション {what} には値が必要です。",
  "commander.invalidArgument": "{what} の値が正しくありません。",
  "commander.excessArguments": "引数が多すぎます。",
};
const HELP: Text = {
  en: "{message} --help shows how a command is used, with an example.",
  ja: "{message}--help で使い方と例を表示します。",
};

/** What is wrong with the words of a command line, in a language. */
export function commandLineFault({ code, message }: CommanderError, lang: Lang): string {
  const plain = message.replace(/^error: /, "");
  const text = Object.hasOwn(TEXTS, code) ? TEXTS[code] : undefined;
  if (lang === "en" || text === undefined) {
    const message =
      lang === "en" ? `${plain.replace(/\.$/, "")}.` : `${plain.replace(/[.?]$/, "")}。`;
    return say(HELP, lang, { message });
  }
  const [, what = ""] = /'([^']*)'/.exec(plain) ?? [];
  const said = say({ en: text, ja: text }, lang, { what });
  // Which values an option takes, and what was perhaps meant.
  const more = /Allowed choices are (.*)\.$/.exec(plain)?.[1];
  const meant = /Did you mean (.*)\?/.exec(plain)?.[1];
  const hint =
    more !== undefined ? `選択肢: ${more}。` : meant !== undefined ? `候補: ${meant}。` : "";
  return say(HELP, lang, { message: `${said}${hint}` });
}
