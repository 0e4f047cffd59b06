import type { Said } from "../support/desk.ts";

/** Runs a command that makes ready for another, and answers what it says with `--json`. */
export async function done(
  w: { kessai(words: readonly string[], given?: object): Promise<Said> },
  words: readonly string[],
  given: object = {},
): Promise<Said["json"]> {
  const said = await w.kessai([...words, "--json"], given);
  if (said.exit === 1) throw new Error(said.out);
  return said.json.result;
}
