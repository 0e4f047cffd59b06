import type { Finding } from "./finding.ts";
import { markdown } from "./markdown.ts";
import type { SourceFile } from "./sourceFile.ts";

/**
 * Where a page in Japanese (`NAME.ja.md`) has fallen behind the one in English: it has the same blocks, letter by
 * letter, the same links in the same order, and as many headings.
 */
export function inStep(documents: readonly SourceFile[]): Finding[] {
  return documents.flatMap((japanese) => {
    if (!japanese.path.endsWith(".ja.md")) return [];
    const name = japanese.path.replace(/\.ja\.md$/, ".md");
    const english = documents.find(({ path }) => path === name);
    const found = (message: string): Finding => ({ file: japanese.path, line: 1, message });
    if (english === undefined) return [found(`has no ${name} with which it could be in step`)];
    const [one, other] = [markdown(english.text), markdown(japanese.text)];
    const differences: [what: string, one: readonly string[], other: readonly string[]][] = [
      ["blocks", one.blocks.map(({ text }) => text), other.blocks.map(({ text }) => text)],
      ["links", targets(one.links), targets(other.links)],
      ["headings", one.headings.map(() => ""), other.headings.map(() => "")],
    ];
    return differences.flatMap(([what, first, second]) => {
      const place = first.findIndex((each, index) => each !== second[index]);
      if (place === -1 && first.length === second.length) return [];
      const at = place === -1 ? first.length : place;
      const missing = first[at]?.trim().split("\n")[0] ?? `one of ${second.length}`;
      return [
        found(`is not in step with ${name}: ${what} differ from no. ${at + 1} on (${missing})`),
      ];
    });
  });
}

/** A page's own translation is linked from it, and the other way round. */
function targets(links: readonly { readonly target: string }[]): string[] {
  return links.map(({ target }) => target.replace(/\.ja\.md$/, ".md"));
}
