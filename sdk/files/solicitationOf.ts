import type { ClassFile } from "./parseClassFile.ts";
import { PLACEMENTS } from "./placements.ts";

/** How many persons may be asked to buy a class. */
export interface Solicitation {
  /** Persons asked at most, also those who did not buy. */
  readonly most: number;
  /** Months in which all who were asked for the same kind count together. */
  readonly windowMonths: number;
}

/** The limit of persons asked that a class's placement sets, over the months that its file says. */
export function solicitationOf({
  placement,
  solicitation,
}: Pick<ClassFile, "placement" | "solicitation">): Solicitation | undefined {
  const limit = PLACEMENTS[placement].solicitation;
  return limit === undefined ? undefined : { ...limit, ...solicitation };
}
