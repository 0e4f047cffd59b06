/** An element with what is in it: text, or further elements. */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: string | readonly Element[];
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** An XML 1.0 document in UTF-8, one element a line. Texts must hold no character that XML does not. */
export function formatXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${format(root, "")}`;
}

/** Whether XML 1.0 can hold a text: no control character, no half of a pair, nothing that is no character. */
export function isXmlText(text: string): boolean {
  return (
    text.isWellFormed() &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones meant
    !/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/u.test(text)
  );
}

function format({ name, attributes = {}, content }: Element, indent: string): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const open = `${indent}<${name}${given.join("")}>`;
  if (typeof content === "string") return `${open}${escaped(content)}</${name}>\n`;
  const inner = content.map((element) => format(element, `${indent}  `));
  return `${open}\n${inner.join("")}${indent}</${name}>\n`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
