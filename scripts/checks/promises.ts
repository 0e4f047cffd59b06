import { posix } from "node:path";
import type { Finding } from "./finding.ts";
import type { GeneratedTable } from "./generatedTable.ts";
import { titlesIn } from "./namedTests.ts";
import type { SourceFile } from "./sourceFile.ts";

const PAGE = "docs/invariants.md";

/** The promises of the design, each with one id. Others beginning with the same words would be new ones. */
export const PROMISES = [
  "ELIG-1",
  "ELIG-2",
  "SUM-1",
  "HOLD-1",
  "DVP-1",
  "DVP-2",
  "NET-1",
  "PAY-1",
  "YEN-1",
  "POWER-1",
  "TRUTH-1",
  "COMPLETE-1",
  "EXIT-1",
] as const;

const STEMS = [...new Set(PROMISES.map((id) => id.split("-")[0]))].join("|");
const ID = new RegExp(`(?<![\\w-])(?:${STEMS})-\\d+(?![\\w-])`, "g");

/**
 * What docs/invariants.md promises and does not show: a promise without a section, or with one that names no test;
 * an id in contracts, tests or tools that the page does not have; a promise that no test has in its title, or that
 * no campaign fuzzes.
 *
 * @param sources of contracts, tests and tools
 */
export function promiseFindings(
  page: SourceFile | undefined,
  sources: readonly SourceFile[],
): Finding[] {
  if (page === undefined) return [{ file: PAGE, line: 1, message: "is missing" }];
  const sections = sectionsOf(page.text);
  return [
    ...PROMISES.flatMap((id) => sectionFindings(page, id, sections.get(id))),
    ...usedIds(sources)
      .filter(({ id }) => !sections.has(id))
      .map(({ id, file, line }) => ({ file, line, message: `${id} is no promise of ${PAGE}` })),
    ...PROMISES.filter((id) => !isTested(id, sources)).map((id) => ({
      ...{ file: PAGE, line: 1 },
      message: `no test has ${id} in its title`,
    })),
    ...PROMISES.filter((id) => fuzzesOf(id, sources).length === 0).map((id) => ({
      ...{ file: PAGE, line: 1 },
      message: `no campaign under test/invariants fuzzes ${id}`,
    })),
  ];
}

/** The campaigns that fuzz each promise, with their depth. */
export function promiseTable(sources: readonly SourceFile[]): GeneratedTable {
  const rows = PROMISES.map((id) => {
    const fuzzes = fuzzesOf(id, sources);
    const campaigns = fuzzes.map(({ name, path, steps }) => {
      const [short, long] = steps.map((each) => each.toLocaleString("en-US"));
      return `[${name}](../${path}): ${short}, ${long}`;
    });
    return `| [${id}](#${id.toLowerCase()}) | ${campaigns.join("<br>")} |`;
  });
  return {
    page: PAGE,
    table: [
      "| promise | fuzzed by: steps in `npm test`, in the long profile |",
      "|---|---|",
      ...rows,
    ].join("\n"),
    from: "test/",
  };
}

function sectionsOf(text: string): Map<string, { readonly text: string; readonly line: number }> {
  const parts = text.split(/^(?=## )/m);
  let line = 1;
  const found = new Map<string, { text: string; line: number }>();
  for (const part of parts) {
    const heading = /^## (\S+)/.exec(part)?.[1];
    if (heading !== undefined) found.set(heading, { text: part, line });
    line += part.split("\n").length - 1;
  }
  return found;
}

function sectionFindings(
  page: SourceFile,
  id: string,
  section: { readonly text: string; readonly line: number } | undefined,
): Finding[] {
  if (section === undefined) {
    return [{ file: page.path, line: 1, message: `has no section ## ${id}` }];
  }
  const found = (message: string): Finding => ({ file: page.path, line: section.line, message });
  return [
    ...(namesTest(section.text) ? [] : [found(`${id} names no test`)]),
    ...(/^\*\*Limits\.\*\* \S/m.test(section.text) ? [] : [found(`${id} says no **Limits.**`)]),
  ];
}

/** A link to a test's file whose text is a title, not a file's name. */
export function namesTest(text: string): boolean {
  return /\[[^\][]* [^\][]*\]\([^()\s]+\.test\.ts\)/.test(text);
}

function usedIds(sources: readonly SourceFile[]): { id: string; file: string; line: number }[] {
  const seen = new Map<string, { id: string; file: string; line: number }>();
  for (const { path, text } of sources) {
    for (const { 0: id, index } of text.matchAll(ID)) {
      if (seen.has(id)) continue;
      seen.set(id, { id, file: path, line: text.slice(0, index).split("\n").length });
    }
  }
  return [...seen.values()];
}

function isTested(id: string, sources: readonly SourceFile[]): boolean {
  return sources.some(
    ({ path, text }) =>
      path.endsWith(".test.ts") &&
      titlesIn(text, true).some((title) => [...title.matchAll(ID)].some(([found]) => found === id)),
  );
}

/** Steps of a campaign: of each contract that runs one, as many runs as its campaign file says. */
function fuzzesOf(
  id: string,
  sources: readonly SourceFile[],
): { name: string; path: string; steps: readonly [short: number, long: number] }[] {
  return sources
    .filter(({ path }) => path.startsWith("test/invariants/") && path.endsWith(".t.sol"))
    .flatMap(({ path, text }) => {
      const test = new RegExp(`function test_${id.replace("-", "_")}_\\w+`).test(text);
      const imported = /import \{[^}]*\} from "(\.\.?\/[^"]*Campaign\.sol)"/.exec(text)?.[1];
      if (!test || imported === undefined) return [];
      const home = posix.join(posix.dirname(path), imported);
      const campaign = sources.find((each) => each.path === home)?.text ?? "";
      const lives = [...text.matchAll(/\bfunction setUp\(\)/g)].length;
      const [steps, short, long] = ["STEPS", "SHORT", "LONG"].map((name) =>
        Number(
          new RegExp(`constant ${name} = ([\\d_]+)`).exec(campaign)?.[1]?.replaceAll("_", "") ?? 0,
        ),
      ) as [number, number, number];
      const name = posix.basename(path, ".t.sol");
      return [{ name, path, steps: [lives * steps * short, lives * steps * long] as const }];
    });
}
