import { type Cell, halfWidth } from "../officers/cells.ts";

const MOST_UNITS = (1n << 64n) - 1n;

/** Units, as a table's field has them. */
export function unitsCell(text: string): Cell<bigint> {
  const plain = halfWidth(text);
  const form = "units, a whole number such as 1000";
  if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(plain)) return { expected: form };
  const units = BigInt(plain.replaceAll(",", ""));
  if (units === 0n || units > MOST_UNITS) return { expected: `${form}, more than nothing` };
  if (plain !== text) return { expected: `half-width digits: write ${units}` };
  return { value: units };
}
