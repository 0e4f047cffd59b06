/**
 * The anchors that the repository host gives to a page's headings, in order.
 * Letters of every script (Japanese too), marks, digits, connectors and hyphens stay, a space becomes
 * a hyphen, all else goes; a repeated anchor gets -1, -2 …
 */
export function headingSlugs(headings: readonly string[]): string[] {
  const taken = new Map<string, number>();
  return headings.map((heading) => {
    const slug = slugOf(heading);
    const times = taken.get(slug) ?? 0;
    taken.set(slug, times + 1);
    if (times === 0) return slug;
    taken.set(`${slug}-${times}`, 1);
    return `${slug}-${times}`;
  });
}

function slugOf(heading: string): string {
  return heading
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : withoutMarkup(part)))
    .join("")
    .trim()
    .toLowerCase()
    .replace(/[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

function withoutMarkup(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replace(/<[^>]*>/g, "")
    .replace(/&[a-z]+;|&#\d+;/gi, "")
    .replace(/(?<![\p{L}\p{N}_])(_+)(?=\S)(.*?\S)\1(?![\p{L}\p{N}_])/gu, "$2");
}
