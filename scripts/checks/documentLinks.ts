import { posix } from "node:path";
import type { Finding } from "./finding.ts";
import { headingSlugs } from "./headingSlugs.ts";
import { type MarkdownLink, markdown } from "./markdown.ts";
import type { SourceFile } from "./sourceFile.ts";

type Look = (path: string) => string | true | undefined;

/** Relative links of one document that lead nowhere: no such file, or no such heading or line in it. */
export function documentLinks(document: SourceFile, look: Look): Finding[] {
  return markdown(document.text)
    .links.filter(({ target }) => !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(target))
    .flatMap((link) => {
      const message = problem(document.path, link, look);
      return message === undefined ? [] : [{ file: document.path, line: link.line, message }];
    });
}

function problem(from: string, { target }: MarkdownLink, look: Look): string | undefined {
  const [rawPath = "", rawAnchor] = target.split("#", 2);
  const path = rawPath === "" ? from : resolve(from, decode(rawPath.replace(/\?.*$/, "")));
  const found = path.startsWith("..") ? undefined : look(path);
  if (found === undefined) return `dead link "${target}": there is no ${path}`;
  if (rawAnchor === undefined) return undefined;
  if (found === true) return `"${target}": a folder has no headings`;
  return hasAnchor(path, found, decode(rawAnchor))
    ? undefined
    : `"${target}": ${path} has no such heading or line`;
}

function hasAnchor(path: string, text: string, anchor: string): boolean {
  if (!path.endsWith(".md")) {
    const lines = /^L(\d+)(?:C\d+)?(?:-L(\d+)(?:C\d+)?)?$/.exec(anchor);
    return lines !== null && Number(lines[2] ?? lines[1]) <= text.split("\n").length;
  }
  const page = markdown(text);
  return [...headingSlugs(page.headings), ...page.anchors].includes(anchor);
}

function resolve(from: string, path: string): string {
  const target = path.startsWith("/") ? path.slice(1) : posix.join(posix.dirname(from), path);
  return target === "" ? "." : target.replace(/(.)\/$/, "$1");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
