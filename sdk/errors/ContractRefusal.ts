import { decodeBytes32String } from "ethers";
import { CATEGORY_PLACES } from "../encode/categoryPlaces.ts";
import type { InvestorCategory } from "../files/parseClassFile.ts";
import { formatDate } from "../format/formatDate.ts";
import { formatDuration } from "../format/formatDuration.ts";
import { formatTime } from "../format/formatTime.ts";
import { DateRefused } from "../format/JstDate.ts";
import { CATEGORY_TEXTS } from "../text/categoryTexts.ts";
import { type Lang, say, type Text } from "../text/texts.ts";
import { ERROR_TEXTS, PASS_STATUS_TEXTS, WINDOW_TEXT } from "./errorTexts.ts";

/** A contract refused, for a reason it named. The message says why and what to do next. */
export class ContractRefusal extends Error {
  override readonly name = "ContractRefusal";
  /** The custom error's name, such as `PassNotWorking`. */
  readonly code: string;
  /** Its arguments by name, addresses with checksum, numbers as bigint. */
  readonly values: Readonly<Record<string, unknown>>;

  constructor(code: string, values: Readonly<Record<string, unknown>>) {
    super(reasonIn("en", code, values));
    this.code = code;
    this.values = values;
  }

  /** The message in a language, with names for addresses where the caller knows them. */
  in(lang: Lang, names: ReadonlyMap<string, string> = new Map()): string {
    return reasonIn(lang, this.code, this.values, names);
  }
}

function reasonIn(
  lang: Lang,
  code: string,
  values: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  const text = textOf(`${code}(${Object.keys(values).join(",")})`) ?? textOf(code);
  if (text === undefined) return code;
  const said = Object.entries(values).map(([key, value]): [string, string] => {
    if (key === "status" && values.windowUntil !== undefined) return [key, windowIn(lang, values)];
    return [key, names.get(String(value)) ?? valueIn(lang, key, value)];
  });
  return say(text, lang, Object.fromEntries(said));
}

function textOf(key: string): Text | undefined {
  return Object.hasOwn(ERROR_TEXTS, key) ? ERROR_TEXTS[key] : undefined;
}

/** The status of a pass whose veto window's end is known. */
function windowIn(lang: Lang, { windowUntil, windowLeft }: Readonly<Record<string, unknown>>) {
  return say(WINDOW_TEXT, lang, {
    until: formatTime(Number(windowUntil), lang),
    left: formatDuration(Number(windowLeft), lang),
  });
}

const TIMES = new Set([
  "settleFrom",
  "settleBy",
  "deadline",
  "asOf",
  "last",
  "readyAt",
  "lapsedAt",
  "frozenAt",
  "since",
  "validFrom",
  "validAfter",
  "validBefore",
  "until",
  "latest",
  "from",
  "opens",
  "closes",
  "issueBy",
  "owedUntil",
]);
const DATES = new Set([
  "date",
  "day",
  "expiry",
  "screenedUntil",
  "maturity",
  "due",
  "pays",
  "record",
  "firstDate",
  "lastDate",
  "noticeDate",
]);

/** Numbers by which something is known, not amounts. */
const NUMBERS = new Set(["role", "number", "officer", "recordId", "investorId", "index", "period"]);

/** The sides of `contracts/types/TradeWord.sol`, in their order. */
const SIDES: readonly Text[] = [
  { en: "seller", ja: "売り手" },
  { en: "buyer", ja: "買い手" },
];

function valueIn(lang: Lang, key: string, value: unknown): string {
  if (key === "status") return PASS_STATUS_TEXTS[Number(value)]?.[lang] ?? String(value);
  if (key === "category") return categoryIn(lang, Number(value));
  if (key === "side") return SIDES[Number(value)]?.[lang] ?? String(value);
  // An address, or the code of a fixing.
  if (typeof value === "string") return key === "index" ? codeIn(value) : value;
  // A signed time or date can be out of the range that has a name.
  try {
    if (TIMES.has(key)) return formatTime(Number(value), lang);
    if (DATES.has(key)) return formatDate(Number(value), lang);
  } catch (error) {
    if (!(error instanceof DateRefused)) throw error;
  }
  if (NUMBERS.has(key)) return String(value);
  return typeof value === "bigint" ? value.toLocaleString("en-US") : String(value);
}

/** A code of up to 31 letters, as the contracts keep it; as it stands if it is none. */
function codeIn(word: string): string {
  try {
    return decodeBytes32String(word);
  } catch {
    return word;
  }
}

/** @param place of its bit in `contracts/types/Categories.sol` */
function categoryIn(lang: Lang, place: number): string {
  const words = Object.keys(CATEGORY_PLACES) as InvestorCategory[];
  const word = words.find((each) => CATEGORY_PLACES[each] === place);
  return word === undefined ? String(place) : CATEGORY_TEXTS[word][lang];
}
