import { type Lang, readClassFile, readPlatformFile } from "../../../sdk/index.ts";
import type { Drill, DrillResult } from "./drill.ts";
import { guardianKey } from "./guardianKey.ts";
import { investorKey } from "./investorKey.ts";
import { lostKey } from "./lostKey.ts";
import type { DrillName } from "./names.ts";
import { officerKey } from "./officerKey.ts";
import { officerQuorum } from "./officerQuorum.ts";
import { operatorKey } from "./operatorKey.ts";
import { registrarKey } from "./registrarKey.ts";
import { screeningHit } from "./screeningHit.ts";
import { tale } from "./tale.ts";

const DRILLS: Readonly<Record<DrillName, Drill>> = {
  "investor-key": investorKey,
  "lost-key": lostKey,
  "officer-key": officerKey,
  "officer-quorum": officerQuorum,
  "guardian-key": guardianKey,
  "registrar-key": registrarKey,
  "operator-key": operatorKey,
  "screening-hit": screeningHit,
};

const PLATFORM = "examples/platform.yaml";
const CLASSES = ["examples/classes/sbi-st-1.yaml", "examples/classes/real-estate-model.yaml"];
/** The people of the story have passes too. */
const PEOPLE = 4;

export interface DrillOptions {
  readonly lang: Lang;
  /** Passes in all, in the drills whose cost could depend on it. */
  readonly passes: number;
  readonly print: (line: string) => void;
}

/**
 * Plays drills one after the other, each on a chain of its own.
 *
 * @throws StoryBroken if a thief got what he must not, or an honest party did not get back what is his
 */
export async function runDrills(
  names: readonly DrillName[],
  { lang, passes, print }: DrillOptions,
): Promise<DrillResult[]> {
  const shared = {
    platformFile: await readPlatformFile(PLATFORM),
    platformPath: PLATFORM,
    classFiles: await Promise.all(CLASSES.map((path) => readClassFile(path))),
  };
  const results: DrillResult[] = [];
  for (const [index, name] of names.entries()) {
    if (index > 0) print(`\n${"─".repeat(96)}\n`);
    const drill = DRILLS[name];
    const files = { ...shared, passes: drill.hasCrowd ? passes - PEOPLE : 0 };
    const head = drill.head(files);
    const told = await tale(lang, print);
    await told.opens(head);
    const outcome = await told.ends(await drill.play(told, files));
    results.push({ name, head, ...outcome });
  }
  return results;
}
