import { type Language, type MaskedSource, maskSource } from "./maskSource.ts";

/** One import: what it names, and the line of that name. */
export interface Import {
  /** Undefined when the name is computed, so that nobody can tell what is reached. */
  readonly specifier: string | undefined;
  readonly line: number;
}

const OPENERS: Record<Language, readonly RegExp[]> = {
  solidity: [/\bimport\b[^;"']*(?=["'])/g],
  typescript: [
    /(?<![\w$.])(?:from|import)\s*(?=["'])/g,
    /(?<![\w$.])import\s*\(\s*/g,
    /(?<![\w$.])require(?:\.resolve)?\s*\(\s*/g,
    /\bimport\.meta\.resolve\s*\(\s*/g,
  ],
};

/** Every import, re-export, dynamic import and require of a source text, in order. */
export function importsOf(text: string, language: Language): Import[] {
  const masked = maskSource(text, language);
  return OPENERS[language]
    .flatMap((opener) => [...masked.code.matchAll(opener)])
    .map((match) => match.index + match[0].length)
    .sort((a, b) => a - b)
    .map((at) => importAt(masked, at));
}

function importAt({ code, strings }: MaskedSource, at: number): Import {
  return { specifier: strings.get(at), line: code.slice(0, at).split("\n").length };
}
