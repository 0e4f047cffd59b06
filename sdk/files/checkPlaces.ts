import type { z } from "zod";
import { FileRefused, type Finding } from "./FileRefused.ts";
import { parseYaml, type Yaml } from "./parseYaml.ts";
import type { Path } from "./showPath.ts";

/** The kinds of file that Kessai reads. */
const KINDS = ["Platform", "TokenClass", "Placement", "Trade"] as const;

/** A sound file. */
export interface Checked<T> {
  /** Its domain values. */
  readonly file: T;
  /** What was written and where, for findings that need more than the text. */
  readonly yaml: Yaml;
}

/**
 * The domain values of a file's text, by its schema, and where they stand.
 *
 * @throws FileRefused with every fault; a file of another kind gets that one finding only
 */
export function checkPlaces<T>(
  text: string,
  fileName: string,
  kind: (typeof KINDS)[number],
  schema: z.ZodType<T>,
): Checked<T> {
  const yaml = parseYaml(text, fileName);
  if (isOtherKind(yaml.value, kind)) {
    throw new FileRefused([yaml.finding(["kind"], `${kind}, the kind of file asked for here`)]);
  }
  const result = schema.safeParse(yaml.value);
  const findings: Finding[] = [...yaml.findings];
  for (const issue of result.error?.issues ?? []) {
    if (issue.code === "unrecognized_keys") {
      const expectations = issue.message.split("\n");
      for (const [index, key] of issue.keys.entries()) {
        findings.push(yaml.keyFinding([...issue.path, key], expectations[index] ?? "a known key"));
      }
    } else {
      const isOfValue = issue.code === "custom" && issue.params?.ofValue === true;
      const path = isOfValue ? writtenAt(yaml.value, issue.path) : issue.path;
      findings.push(yaml.finding(path, issue.message));
    }
  }
  if (!result.success || findings.length > 0) {
    throw new FileRefused(findings.toSorted((a, b) => a.line - b.line || a.column - b.column));
  }
  return { file: result.data, yaml };
}

/**
 * Where the value of a field is written: below `value` if the field is marked as assumed. Findings on
 * a sound value stand there; one on its form, such as a mark where none may be, stands at the field.
 */
function writtenAt(raw: unknown, path: Path): Path {
  let at = raw;
  for (const part of path) {
    if (typeof at !== "object" || at === null) return path;
    at = (at as Readonly<Record<PropertyKey, unknown>>)[part];
  }
  const isMarked = typeof at === "object" && at !== null && "assumed" in at && "value" in at;
  return isMarked ? [...path, "value"] : path;
}

function isOtherKind(value: unknown, kind: string): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    value.kind !== kind &&
    KINDS.some((known) => known === value.kind)
  );
}
