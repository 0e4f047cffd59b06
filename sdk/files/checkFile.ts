import type { z } from "zod";
import { FileRefused, type Finding } from "./FileRefused.ts";
import { parseYaml } from "./parseYaml.ts";

/** The kinds of file that Kessai reads. */
const KINDS = ["Platform", "TokenClass"] as const;

/**
 * The domain values of a file's text, by its schema.
 *
 * @throws FileRefused with every fault; a file of another kind gets that one finding only
 */
export function checkFile<T>(
  text: string,
  fileName: string,
  kind: (typeof KINDS)[number],
  schema: z.ZodType<T>,
): T {
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
    } else findings.push(yaml.finding(issue.path, issue.message));
  }
  if (!result.success || findings.length > 0) {
    throw new FileRefused(findings.toSorted((a, b) => a.line - b.line || a.column - b.column));
  }
  return result.data;
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
