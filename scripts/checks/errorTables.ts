import type { ErrorFragment } from "ethers";
import { ERROR_TEXTS, errorInterfaces, type Lang } from "../../sdk/index.ts";
import type { GeneratedTable } from "./generatedTable.ts";

/** Where a sentence ends in a text of `sdk/errors/errorTexts.ts`. */
const SENTENCES: Readonly<Record<Lang, RegExp>> = {
  en: /(?<=\.) (?=[A-Z{])/,
  ja: /(?<=。)/,
};

const HEADINGS: Readonly<Record<Lang, string>> = {
  en: "| error | selector | by | why | what to do |",
  ja: "| エラー | セレクター | 発生元 | 理由 | 対処 |",
};

/** Every custom error of the contracts with why and what to do, as docs/errors.md and its Japanese page show it. */
export function errorTables(): readonly GeneratedTable[] {
  const errors = everyError();
  return (["en", "ja"] as const).map((lang) => ({
    page: lang === "en" ? "docs/errors.md" : `docs/errors.${lang}.md`,
    table: [HEADINGS[lang], "|---|---|---|---|---|", ...errors.map((each) => row(each, lang))].join(
      "\n",
    ),
    from: "sdk/errors/errorTexts.ts and the contracts' errors",
  }));
}

/** The last sentence of a text says what to do, those before it why. */
export function whyAndWhatToDo(text: string, lang: Lang): readonly [why: string, toDo: string] {
  const sentences = text.split(SENTENCES[lang]);
  return [sentences.slice(0, -1).join(lang === "en" ? " " : ""), sentences.at(-1) ?? ""];
}

interface RaisedError {
  readonly fragment: ErrorFragment;
  readonly contracts: ReadonlySet<string>;
}

/** By name; errors of one name and the same types are told apart by their arguments' names. */
function everyError(): RaisedError[] {
  const found = new Map<string, RaisedError & { readonly contracts: Set<string> }>();
  for (const { contracts, errors } of errorInterfaces()) {
    errors.forEachError((fragment) => {
      const key = fragment.format("full");
      const known = found.get(key) ?? { fragment, contracts: new Set() };
      for (const contract of contracts) known.contracts.add(contract);
      found.set(key, known);
    });
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, error]) => error);
}

function row({ fragment, contracts }: RaisedError, lang: Lang): string {
  const types = fragment.inputs.map(({ type, name }) => `${type} ${name}`).join(", ");
  const names = fragment.inputs.map(({ name }) => name).join(",");
  const text = ERROR_TEXTS[`${fragment.name}(${names})`] ?? ERROR_TEXTS[fragment.name];
  const [why, toDo] = whyAndWhatToDo(text?.[lang] ?? "", lang);
  const by = [...contracts].sort().join(", ");
  return `| \`${fragment.name}(${types})\` | \`${fragment.selector}\` | ${by} | ${why} | ${toDo} |`;
}
