import { formatDate } from "../format/formatDate.ts";
import { isJstDate } from "../format/JstDate.ts";
import type { Normal } from "./normalForm.ts";

/** One value that two readings of a file do not share. */
export interface Change {
  /** Where it stands in the terms, such as `supply.cap` or `passes.officers[2]`. */
  readonly path: string;
  /** The value before, as a file says it; undefined if there was none. */
  readonly before: string | undefined;
  /** The value now, as a file says it; undefined if there is none. */
  readonly now: string | undefined;
}

/** Lists whose order means nothing. */
const SETS = ["holders.categories", "holders.residences"];
/** Which values are marked as assumed; each is a change of its own. */
const ASSUMED = "assumed";
const DATES =
  /^(transfer\.(lockUp|closesAfter)|bond\.(issued|due|interest\[\d+\])|schedule\[\d+\]\.(record|pays))$/;
const DURATIONS =
  /^(passes\.vetoWindow|yen\.reserveFreshness|roles\.\w+\.delay|registrarActs\.delay)$/;
const RESIDENCE = /^holders\.residences\[\d+\]$/;

/** Every value in which two files differ, in the order of the first. */
export function changes(before: Normal | undefined, now: Normal | undefined, path = ""): Change[] {
  if (isList(before) && isList(now)) {
    if (path === ASSUMED) return [...gone(before, now), ...gone(now, before).map(turned)];
    if (SETS.includes(path)) return differing(path, asSet(before, path), asSet(now, path));
  }
  if (isBranch(before) && isBranch(now) && isList(before) === isList(now)) {
    const [old, young] = [before, now] as Readonly<Record<string, Normal>>[];
    const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
    return [...keys].flatMap((key) => changes(old?.[key], young?.[key], below(path, key, before)));
  }
  return differing(path, inWords(before, path), inWords(now, path));
}

function differing(path: string, before: string | undefined, now: string | undefined): Change[] {
  return before === now ? [] : [{ path, before, now }];
}

function gone(before: readonly Normal[], now: readonly Normal[]): Change[] {
  const left = before.filter((each) => !now.includes(each));
  return left.map((each) => ({ path: ASSUMED, before: String(each), now: undefined }));
}

function turned({ path, before, now }: Change): Change {
  return { path, before: now, now: before };
}

function asSet(list: readonly Normal[], path: string): string {
  const words = list.map((each, index) => String(asWritten(each, `${path}[${index}]`)));
  return `[${words.toSorted().join(", ")}]`;
}

function isList(value: Normal | undefined): value is readonly Normal[] {
  return Array.isArray(value);
}

function isBranch(
  value: Normal | undefined,
): value is Exclude<Normal, string | number | boolean | null> {
  return typeof value === "object" && value !== null;
}

function below(path: string, key: string | number, parent: Normal): string {
  if (Array.isArray(parent)) return `${path}[${key}]`;
  return path === "" ? `${key}` : `${path}.${key}`;
}

function inWords(value: Normal | undefined, path: string): string | undefined {
  if (value === undefined) return undefined;
  if (isList(value) && SETS.includes(path)) return asSet(value, path);
  const written = asWritten(value, path);
  return typeof written === "string" ? written : JSON.stringify(written);
}

/** A value as its file would have it at that place. */
function asWritten(value: Normal, path: string): Normal {
  if (typeof value === "number") {
    if (DATES.test(path)) return isJstDate(value) ? formatDate(value, "en") : value;
    return DURATIONS.test(path) ? duration(value) : value;
  }
  if (isList(value)) return value.map((each, index) => asWritten(each, below(path, index, value)));
  if (!isBranch(value)) return value;
  if (RESIDENCE.test(path) && "alpha2" in value) return value.alpha2 ?? null;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, each]) => [key, asWritten(each, below(path, key, value))]),
  );
}

function duration(seconds: number): string {
  if (seconds === 0 || seconds % 60 !== 0) return `${seconds}s`;
  return seconds % 3_600 === 0 ? `${seconds / 3_600}h` : `${seconds / 60}m`;
}
