/** How a command ends, for scripts. */
export const EXIT = {
  /** Done, or the answer is yes. */
  done: 0,
  /** Refused: by the input, a file, a key, a contract or the chain. Nothing else was done. */
  refused: 1,
  /** Some of several were refused, or the answer is no: a difference, a finding, a fault. */
  no: 2,
  /** It waits: announced and not yet ready. The same command again goes on. */
  waits: 3,
} as const;
