/** A fenced block: its language (the first word after the fence), its text, its first line's number. */
export interface FencedBlock {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

export interface MarkdownLink {
  readonly target: string;
  readonly line: number;
}

/** What the document check reads in a page. */
export interface Markdown {
  readonly blocks: readonly FencedBlock[];
  readonly links: readonly MarkdownLink[];
  /** Text of each heading as written, in order. */
  readonly headings: readonly string[];
  /** Anchors set by hand: <a id="…">. */
  readonly anchors: readonly string[];
}

const LINKS = [
  /\]\(\s*(?:<([^>\n]*)>|([^\s()<]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*\)/g,
  /^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?:<([^>\n]*)>|(\S+))/gm,
  /<(?:a|img)\b[^>]*?\s(?:href|src)=["']([^"']+)["']/gi,
];

/** Reads the parts of a Markdown page that can be checked: blocks, links, headings, anchors. */
export function markdown(text: string): Markdown {
  const { blocks, prose } = separate(text.replace(/\r\n/g, "\n"));
  const plain = blankOut(prose, /(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\1(?!`)/g);
  return {
    blocks,
    links: LINKS.flatMap((pattern) => linksIn(plain, pattern)),
    headings: headingsIn(prose),
    anchors: [...plain.matchAll(/<[a-z]+\b[^>]*?\s(?:id|name)=["']([^"']+)["']/gi)].map((m) =>
      String(m[1]),
    ),
  };
}

/** Takes the fenced blocks out; in the prose, their lines and all comments stay behind as blanks. */
function separate(text: string): { blocks: FencedBlock[]; prose: string } {
  const blocks: FencedBlock[] = [];
  const prose: string[] = [];
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const open = /^(\s*(?:>\s?)?)(`{3,}|~{3,})\s*([^\s`{]*)[^`]*$/.exec(lines[i] ?? "");
    prose.push(open ? "" : (lines[i] ?? ""));
    if (!open) continue;
    const [, indent = "", fence = "", language = ""] = open;
    const from = i + 1;
    const body: string[] = [];
    while (++i < lines.length && !closes(lines[i] ?? "", fence)) {
      body.push(unindent(lines[i] ?? "", indent));
      prose.push("");
    }
    prose.push("");
    blocks.push({ language: language.toLowerCase(), text: `${body.join("\n")}\n`, line: from + 1 });
  }
  return { blocks, prose: blankOut(prose.join("\n"), /<!--[\s\S]*?-->/g) };
}

function closes(line: string, fence: string): boolean {
  const mark = line.trim().replace(/^>\s?/, "");
  return mark.length >= fence.length && mark === fence.charAt(0).repeat(mark.length);
}

function unindent(line: string, indent: string): string {
  let cut = 0;
  while (cut < indent.length && /[\s>]/.test(line.charAt(cut))) cut++;
  return line.slice(cut);
}

function linksIn(text: string, pattern: RegExp): MarkdownLink[] {
  return [...text.matchAll(pattern)].map((match) => ({
    target: match[1] ?? match[2] ?? "",
    line: text.slice(0, match.index).split("\n").length,
  }));
}

function headingsIn(prose: string): string[] {
  return [...prose.matchAll(/^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/gm)].map((match) =>
    String(match[1]),
  );
}

function blankOut(text: string, pattern: RegExp): string {
  return text.replace(pattern, (match) => match.replace(/[^\n]/g, " "));
}
