import { type Lang, type SayErrors, type SayValues, say, type Text } from "./texts.ts";

export type FilledErrors = SayErrors;

/**
 * A text with its places filled, in both languages.
 *
 * @param values the same for both, or by language where one is written in another way
 * @throws TextValueMissing if a place has no value
 */
export function filled(text: Text, values: SayValues | ((lang: Lang) => SayValues) = {}): Text {
  const valuesIn = typeof values === "function" ? values : () => values;
  return { en: say(text, "en", valuesIn("en")), ja: say(text, "ja", valuesIn("ja")) };
}
