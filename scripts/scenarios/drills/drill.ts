import type { ClassFile, PlatformFile, Text } from "../../../sdk/index.ts";
import type { Tale } from "./tale.ts";

/** What one part of a drill cost. */
export interface Cost {
  readonly transactions: number;
  readonly gas: bigint;
  /** Seconds by the chain's clock: to a stop from the leak on, to a repair from the stop on. */
  readonly seconds: number;
}

/** What a drill says of itself before it is played. */
export interface DrillHead {
  /** What leaks. */
  readonly leaks: Text;
  readonly title: Text;
}

/** What a drill found. */
export interface DrillOutcome {
  /** What the thief got in this run. */
  readonly got: Text;
  /** What he gets at worst, by the platform file's settings. */
  readonly worst: Text;
  /** What operators should do because of it. */
  readonly tips: readonly Text[];
  /** Figures measured or calculated besides. */
  readonly figures?: readonly Figure[];
}

export interface Figure {
  readonly what: Text;
  readonly value: Text;
  /** Different at every run, so that no page shows it. */
  readonly ofThisRun?: boolean;
}

export interface DrillResult extends DrillOutcome {
  readonly name: string;
  readonly head: DrillHead;
  /** Attempts of the thief that were refused. */
  readonly refused: number;
  readonly stop: Cost;
  readonly repair: Cost;
}

export interface DrillFiles {
  readonly platformFile: PlatformFile;
  /** How the platform file is called in what is printed. */
  readonly platformPath: string;
  readonly classFiles: readonly ClassFile[];
  /** Passes beside those of the people of the story, where a drill's cost depends on their number. */
  readonly passes: number;
}

/** An attack, played in whole with the real contracts. */
export interface Drill {
  /** Its cost depends on passes beside those of the people of the story, and it plays with many. */
  readonly hasCrowd?: boolean;
  readonly head: (files: DrillFiles) => DrillHead;
  readonly play: (tale: Tale, files: DrillFiles) => Promise<DrillOutcome>;
}
