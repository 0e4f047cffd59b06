import type { Finding } from "./finding.ts";
import type { SlitherFinding } from "./slitherFindings.ts";
import type { SourceFile } from "./sourceFile.ts";

/** What a page says about findings of one detector in one place. */
interface Triage {
  readonly detector: string;
  readonly place: string;
  readonly count: number;
  readonly line: number;
}

/**
 * Holds a page's table against what was found. Its rows name a detector, the places, each with how many findings it
 * has when that is not one (`A.f` × 3), and why they are no fault. Wrong are findings that no row names, as many as it
 * says, and rows for what is no longer found.
 */
export function triageFindings(page: SourceFile, found: readonly SlitherFinding[]): Finding[] {
  const rows = triagesOf(page.text);
  const known = new Map(rows.map((row) => [keyOf(row), row]));
  const groups = Map.groupBy(found, keyOf);
  const untriaged = [...groups].flatMap(([key, group]) => {
    const count = known.get(key)?.count ?? 0;
    return group.length <= count ? [] : group.map((each) => asFinding(each, page, count, group));
  });
  const stale = rows.flatMap((row) => {
    const count = groups.get(keyOf(row))?.length ?? 0;
    if (count >= row.count) return [];
    const message = `${row.detector} is found ${count} times in ${row.place}, not ${row.count}: mend the row`;
    return [{ file: page.path, line: row.line, message }];
  });
  return [...untriaged, ...stale];
}

function asFinding(
  { detector, impact, place, file, line }: SlitherFinding,
  page: SourceFile,
  count: number,
  group: readonly SlitherFinding[],
): Finding {
  const of_ = count === 0 ? "" : `, ${group.length} of which ${count} are judged`;
  const message = `${detector} (${impact.toLowerCase()}) in ${place}${of_}: mend it, or say in ${page.path} why it is no fault`;
  return { file, line, message };
}

function triagesOf(text: string): Triage[] {
  return text.split("\n").flatMap((row, at) => {
    const [, detector, places = ""] = /^\| `([a-z0-9-]+)` \|([^|]*)\|/.exec(row) ?? [];
    if (detector === undefined) return [];
    return [...places.matchAll(/`([\w.]+)`(?: × (\d+))?/g)].map(([, place = "", count = "1"]) => ({
      detector,
      place,
      count: Number(count),
      line: at + 1,
    }));
  });
}

function keyOf({ detector, place }: { detector: string; place: string }): string {
  return `${detector} ${place}`;
}
