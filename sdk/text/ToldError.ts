import { filled } from "./filled.ts";
import type { Lang, Text } from "./texts.ts";

/** What a place of a message is filled with: the same in both languages, or by language. */
export type ToldValues = Readonly<Record<string, string | number | bigint | Text>>;

/**
 * An error that people meet: its message says in English and in Japanese what is wrong and what to do next. `message`
 * is the English one.
 */
export class ToldError extends Error {
  /** With its places filled. */
  readonly text: Text;

  /** @param text a text alone is said as it stands in both languages */
  constructor(text: Text | string, values: ToldValues = {}) {
    const said = typeof text === "string" ? { en: text, ja: text } : filledIn(text, values);
    super(said.en);
    this.text = said;
  }

  /** The message in a language. */
  in(lang: Lang): string {
    return this.text[lang];
  }
}

function filledIn(text: Text, values: ToldValues): Text {
  return filled(text, (lang) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        ...[name, typeof value === "object" ? value[lang] : value],
      ]),
    ),
  );
}
