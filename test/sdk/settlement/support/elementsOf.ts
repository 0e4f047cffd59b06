/** An element of a document, with its place, and its text with its escapes undone. */
export interface Found {
  readonly path: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ "&amp;": "&", "&lt;": "<", "&gt;": ">" },
  ...{ "&quot;": '"', "&apos;": "'" },
};
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const TOKEN = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?: [A-Za-z]+="[^"<]*")*)>|([^<]+)/gy;

/**
 * All elements of an XML document in the order in which they end. Throws unless it is well-formed: tags that
 * match, one root, no sign that should have been escaped.
 */
export function elementsOf(xml: string): Found[] {
  if (!xml.startsWith(DECLARATION)) throw new Error("No declaration");
  const body = xml.slice(DECLARATION.length);
  const open: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const found: Found[] = [];
  let at = 0;
  let roots = 0;
  for (const { 0: token, 1: slash, 2: name, 3: attributes, 4: text, index } of body.matchAll(
    TOKEN,
  )) {
    at = index + token.length;
    if (text !== undefined) {
      const last = open.at(-1);
      if (last === undefined && text.trim() !== "") throw new Error(`Text outside: ${text}`);
      if (last !== undefined) last.text += unescaped(text);
    } else if (slash === "") {
      if (open.length === 0 && ++roots > 1) throw new Error("Two roots");
      const given = [...(attributes ?? "").matchAll(/([A-Za-z]+)="([^"]*)"/g)];
      const values = given.map(({ 1: key = "", 2: value = "" }) => [key, unescaped(value)]);
      open.push({ name: name ?? "", attributes: Object.fromEntries(values), text: "" });
    } else {
      const path = open.map((element) => element.name).join("/");
      const last = open.pop();
      if (last?.name !== name) throw new Error(`</${name}> ends <${last?.name}>`);
      found.push({ path, attributes: last?.attributes ?? {}, text: last?.text ?? "" });
    }
  }
  if (at !== body.length)
    throw new Error(`Not XML from ${JSON.stringify(body.slice(at, at + 40))}`);
  if (open.length > 0 || roots !== 1) throw new Error("Not closed");
  return found;
}

function unescaped(text: string): string {
  if (text.includes("]]>")) throw new Error("]]> in a text");
  return text.replace(/&[^;]*;?/g, (entity) => {
    const sign = ENTITIES[entity];
    if (sign === undefined) throw new Error(`${entity} is no entity`);
    return sign;
  });
}
