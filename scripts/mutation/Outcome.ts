/** What became of a mutant. */
export type Fate = "killed" | "survived" | "timed out" | "not compiling";

export interface Outcome {
  readonly key: string;
  readonly fate: Fate;
  /** The test that failed. */
  readonly by?: string;
  /** How many tests ran it. */
  readonly tests: number;
  /** Whether only the tests of its own folder were tried. */
  readonly near: boolean;
}
