import type { ClassType } from "../files/parseClassFile.ts";
import type { Lang } from "../text/texts.ts";
import { formatYen } from "./formatYen.ts";

/**
 * A quantity of a class as its desk says it: `10 units`, `10口`; of a share `10 shares`, `10株`; of a
 * bond with its face `10 units (¥1,000,000 face)`, `額面 ¥1,000,000`.
 *
 * @param units whole units
 * @param face yen of one unit's face; it is printed for bonds alone
 */
export function formatUnits(units: bigint, type: ClassType, lang: Lang, face?: bigint): string {
  const count = units.toLocaleString("en-US");
  const bondFace = type === "bond" && face !== undefined ? formatYen(units * face) : undefined;
  if (lang === "ja") {
    if (bondFace !== undefined) return `額面 ${bondFace}`;
    return `${count}${type === "share" ? "株" : "口"}`;
  }
  const noun = `${type === "share" ? "share" : "unit"}${units === 1n ? "" : "s"}`;
  return bondFace === undefined ? `${count} ${noun}` : `${count} ${noun} (${bondFace} face)`;
}
