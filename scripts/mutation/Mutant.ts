/** What a change does to a statement; the report counts by it. */
export type MutantKind =
  | "guard dropped"
  | "condition negated"
  | "comparison"
  | "arithmetic"
  | "logic"
  | "constant"
  | "rounding"
  | "statement dropped"
  | "modifier dropped";

/** A place in a source file at which one of several texts can stand, and the text that stands there. */
export interface Site {
  readonly path: string;
  /** Contract and function, such as `Distribution._count`. */
  readonly where: string;
  readonly line: number;
  /** As JavaScript counts, not in bytes. */
  readonly start: number;
  readonly end: number;
  readonly form: "statement" | "condition" | "modifier";
  /** Declarations that stand before the choice, so that what follows can name them. */
  readonly before: string;
  readonly original: string;
  /** The contract that gets a modifier of its own: where its body ends. */
  readonly contractEnd?: number;
}

/** One change of one statement. */
export interface Mutant {
  readonly site: Site;
  readonly kind: MutantKind;
  /** What stands at the site instead; nothing where it is dropped. */
  readonly text: string;
  /** The statement before and after, white space squeezed: what the report shows. */
  readonly from: string;
  readonly to: string;
  /** Tells it from every other, whatever lines are added above it. */
  readonly key: string;
}
