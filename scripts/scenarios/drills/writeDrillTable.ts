import { readFile, writeFile } from "node:fs/promises";
import { withTable } from "../../checks/generatedTable.ts";
import type { DrillResult } from "./drill.ts";
import { drillTable } from "./drillTable.ts";

/** Writes the drills' table into its page; says what was done. */
export async function writeDrillTable(results: readonly DrillResult[]): Promise<string> {
  const { page, table } = drillTable(results);
  const text = await readFile(page, "utf8");
  const wanted = withTable(text, table);
  if (wanted === undefined) throw new Error(`${page} has no place for the drills' table`);
  if (wanted === text) return `${page} is as it was.`;
  await writeFile(page, wanted);
  return `${page} is written.`;
}
