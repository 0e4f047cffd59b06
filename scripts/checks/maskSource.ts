export type Language = "solidity" | "typescript";

/** Source text with all that is not code blanked out; every character keeps its place. */
export interface MaskedSource {
  readonly code: string;
  /** The text of each quoted string, by the place of its opening quote. */
  readonly strings: ReadonlyMap<number, string>;
}

interface Span {
  readonly end: number;
  /** Set for a quoted string: its quotes stay, its text goes to the map. */
  readonly text?: string;
}

/**
 * Blanks comments, string contents, template literals and regular expressions, so that a pattern
 * finds code only: an import in a comment or in a test's fixture is not an import.
 */
export function maskSource(text: string, language: Language): MaskedSource {
  const strings = new Map<number, string>();
  let code = "";
  while (code.length < text.length) {
    const start = code.length;
    const span = spanAt(text, start, language, code);
    if (span === undefined) {
      code += text[start];
    } else if (span.text === undefined) {
      code += blank(text.slice(start, span.end));
    } else {
      strings.set(start, span.text);
      const quote = text.charAt(start);
      code += quote + blank(text.slice(start + 1, span.end - 1)) + quote;
    }
  }
  return { code: code.slice(0, text.length), strings };
}

function spanAt(text: string, at: number, language: Language, before: string): Span | undefined {
  const one = text.charAt(at);
  const two = text.slice(at, at + 2);
  if (two === "//") return { end: indexOr(text, "\n", at) };
  if (two === "/*") return { end: indexOr(text, "*/", at + 2) + 2 };
  if (one === '"' || one === "'") {
    const end = closingOf(text, at, one, true);
    const closed = end > at + 1 && text[end - 1] === one;
    return closed ? { end, text: text.slice(at + 1, end - 1) } : { end };
  }
  if (language === "solidity") return undefined;
  if (one === "`") return { end: closingOf(text, at, "`", false) };
  if (one === "/" && startsExpression(before)) return { end: closingOf(text, at, "/", true) };
  return undefined;
}

/** Place after the closing mark; a mark that never comes ends with its line, or with the text. */
function closingOf(text: string, at: number, mark: string, oneLine: boolean): number {
  let inClass = false;
  for (let i = at + 1; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === "\\") i++;
    else if (mark === "/" && character === "[") inClass = true;
    else if (mark === "/" && character === "]") inClass = false;
    else if (character === mark && !inClass) return i + 1;
    else if (oneLine && character === "\n") return i;
  }
  return text.length;
}

/** A slash begins a regular expression where a value may begin; elsewhere it divides. */
function startsExpression(before: string): boolean {
  return /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|await|yield))\s*$/.test(
    before.slice(-80),
  );
}

function indexOr(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
