import type { Normal } from "./normalForm.ts";

/** One value that two readings of a file do not share. */
export interface Change {
  /** Where it stands in the terms, such as `supply.cap` or `passes.officers[2]`. */
  readonly path: string;
  /** The value before, as JSON; undefined if there was none. */
  readonly before: string | undefined;
  /** The value now, as JSON; undefined if there is none. */
  readonly now: string | undefined;
}

/** Every value in which two files differ, in the order of the first. */
export function changes(before: Normal | undefined, now: Normal | undefined, path = ""): Change[] {
  if (isBranch(before) && isBranch(now) && Array.isArray(before) === Array.isArray(now)) {
    const [old, young] = [before, now] as Readonly<Record<string, Normal>>[];
    const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
    return [...keys].flatMap((key) => changes(old?.[key], young?.[key], below(path, key, before)));
  }
  const [old, young] = [inWords(before), inWords(now)];
  return old === young ? [] : [{ path, before: old, now: young }];
}

function isBranch(
  value: Normal | undefined,
): value is Exclude<Normal, string | number | boolean | null> {
  return typeof value === "object" && value !== null;
}

function below(path: string, key: string, parent: Normal): string {
  if (Array.isArray(parent)) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

function inWords(value: Normal | undefined): string | undefined {
  return typeof value === "string" ? value : JSON.stringify(value);
}
