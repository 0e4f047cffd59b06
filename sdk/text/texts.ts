/** A language that every text of the suite has. */
export type Lang = "en" | "ja";

/** One sentence in both languages. A value's place is written `{name}`. */
export interface Text {
  readonly en: string;
  readonly ja: string;
}

/** What the places of a text are filled with. Numbers are printed as they are: format them before. */
export type SayValues = Readonly<Record<string, string | number | bigint>>;

export type SayErrors = TextValueMissing;

/** A text has a place for which no value was given. */
export class TextValueMissing extends Error {
  override readonly name = "TextValueMissing";
  /** The place without a value. */
  readonly placeholder: string;

  constructor(placeholder: string, template: string) {
    super(
      `No value for {${placeholder}} in the text ${JSON.stringify(template)}: ` +
        `give \`${placeholder}\` among the values.`,
    );
    this.placeholder = placeholder;
  }
}

/**
 * A text in one language, with its places filled.
 *
 * @throws TextValueMissing if a place has no value; values without a place are left out.
 */
export function say(text: Text, lang: Lang, values: SayValues = {}): string {
  const template = text[lang];
  return template.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new TextValueMissing(name, template);
    return String(value);
  });
}
