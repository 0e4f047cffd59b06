import {
  CATEGORY_TEXTS,
  formatDate,
  type InvestorCategory,
  PLACEMENTS,
  type PlacementFile,
} from "../../sdk/index.ts";
import type { GeneratedTable } from "./generatedTable.ts";

/** What each placement asks for and where that is from, as docs/placements.md shows it. */
export function placementTables(): GeneratedTable {
  const files = Object.values(PLACEMENTS);
  const lines = [
    ...table(
      ["placement", "Japanese", ...RULES.map(([heading]) => heading)],
      [
        ...files.map((file) => [
          `\`${file.placement}\``,
          file.name.ja,
          ...RULES.map(([, say]) => say(file) || "–"),
        ]),
      ],
    ),
    ...files.flatMap((file) => [
      "",
      `## ${file.placement}`,
      "",
      ...notesOf(file),
      ...sourcesOf(file),
    ]),
  ];
  return { page: "docs/placements.md", table: lines.join("\n"), from: "sdk/files/placements/" };
}

const RULES: readonly [heading: string, say: (file: PlacementFile) => string][] = [
  ["legal kinds", ({ legalKinds }) => legalKinds.join(", ")],
  ["who may hold", ({ holders: { categories } }) => categories.join(", ")],
  [
    "most of a category",
    ({ holders: { maxPerCategory = {} } }) =>
      Object.entries(maxPerCategory)
        .map(([category, most]) => `${most} ${CATEGORY_TEXTS[category as InvestorCategory].en}`)
        .join(", "),
  ],
  ["consent", ({ transfer: { consent } }) => consent ?? ""],
  [
    "resale",
    ({ transfer: { blockOnlyFromLots: lots } }) =>
      lots === undefined ? "" : `one block, or fewer than ${lots} lots that cannot be divided`,
  ],
  ["persons asked at most", ({ solicitation }) => solicitation?.most.toString() ?? ""],
  [
    "counted over",
    ({ solicitation }) =>
      solicitation === undefined
        ? ""
        : `${solicitation.windowMonths} months, or \`solicitation.windowMonths\``,
  ],
];

function notesOf({ notes }: PlacementFile): string[] {
  return notes.length === 0 ? [] : [...notes.map(({ en, ja }) => `- ${en} ${ja}`), ""];
}

function sourcesOf({ sources }: PlacementFile): string[] {
  return table(
    ["source", "where", "text of", "says", "Japanese", "confidence"],
    sources.map(({ name, where, asOf, says, confidence }) => [
      `${name.en} (${name.ja})`,
      where.en,
      asOf === "not-recorded" ? asOf : formatDate(asOf, "en"),
      says.en,
      says.ja,
      confidence,
    ]),
  );
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [
    `| ${headings.join(" | ")} |`,
    `|${"---|".repeat(headings.length)}`,
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
  ];
}
