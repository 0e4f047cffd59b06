/** The drills, in the order in which all are played. */
export const DRILL_NAMES = [
  "investor-key",
  "lost-key",
  "officer-key",
  "officer-quorum",
  "guardian-key",
  "registrar-key",
  "operator-key",
  "screening-hit",
] as const;

export type DrillName = (typeof DRILL_NAMES)[number];

/** Passes beside which drills play whose cost could depend on their number; docs show this many. */
export const DEFAULT_PASSES = 1_200;
