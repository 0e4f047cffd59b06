import { readFile } from "node:fs/promises";

/** The commands of a page, as somebody would type them; how it begins is the reader's own. */
export async function blocksOf(page: string): Promise<string[]> {
  const text = await readFile(page, "utf8");
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block ?? "");
  return blocks.filter((block) => !block.includes("npm ci"));
}
