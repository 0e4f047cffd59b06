import type { ClassFile } from "../files/parseClassFile.ts";

/** A rule that a class file states and no contract enforces yet. */
export interface UnbuiltRule {
  /** Where the file states it, such as `transfer.consent`. */
  readonly path: string;
  /** What the rule would do. */
  readonly rule: string;
}

/** The rules of a class file that the contracts do not enforce yet, in the file's usual order. */
export function unbuiltRules({ holders, transfer }: ClassFile): readonly UnbuiltRule[] {
  const rules: readonly [stated: unknown, path: string, rule: string][] = [
    [holders.maxUnits, "holders.maxUnits", "most units of one investor"],
    [transfer.consent, "transfer.consent", "issuer's consent to each transfer"],
    [transfer.blockOnly, "transfer.blockOnly", "transfer of a whole holding or nothing"],
    [transfer.venueOnly, "transfer.venueOnly", "transfer through a venue's settlement only"],
  ];
  return rules.filter(([stated]) => stated !== undefined).map(([, path, rule]) => ({ path, rule }));
}
