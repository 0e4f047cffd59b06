import { z } from "zod";
import { type Change, type Lang, table } from "../../sdk/index.ts";

/** What `--json` prints of differences between a file and a chain. */
export const driftSchema = z.strictObject({
  path: z.string(),
  file: z.string().nullable(),
  chain: z.string().nullable(),
});

export function driftValues(drifts: readonly Change[]): z.infer<typeof driftSchema>[] {
  return drifts.map(({ path, before, now }) => {
    return { path, file: before ?? null, chain: now ?? null };
  });
}

/** Every difference as a row of a table. */
export function driftLines(drifts: readonly Change[], lang: Lang): string[] {
  const headings = { en: ["what", "file", "chain"], ja: ["項目", "ファイル", "チェーン"] };
  const rows = drifts.map(({ path, before, now }) => [path, before ?? "-", now ?? "-"]);
  return table(rows, { columns: headings[lang].map((heading) => ({ heading })) }).split("\n");
}
