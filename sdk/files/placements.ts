import { readFileSync } from "node:fs";
import type { Placement } from "./parseClassFile.ts";
import { type PlacementFile, parsePlacementFile } from "./parsePlacementFile.ts";
import { PLACEMENT_WORDS } from "./schemas/words.ts";

/**
 * What each placement asks of a class, by the word that class files use. The data are in
 * `sdk/files/placements/`, one file for each, with their sources.
 */
export const PLACEMENTS = Object.fromEntries(
  PLACEMENT_WORDS.map((word) => [word, read(word)]),
) as Readonly<Record<Placement, PlacementFile>>;

// At once and not by a promise: a CommonJS program that imports the sdk cannot wait for one.
function read(word: Placement): PlacementFile {
  const name = `placements/${word}.yaml`;
  const text = readFileSync(new URL(name, import.meta.url), "utf8");
  const file = parsePlacementFile(text, `sdk/files/${name}`);
  if (file.placement === word) return file;
  throw new Error(`sdk/files/${name} is of the placement ${file.placement}. Correct its word.`);
}
