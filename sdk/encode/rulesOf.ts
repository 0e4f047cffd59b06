import type { InvestorCategory } from "../files/parseClassFile.ts";
import { isJstDate, type JstDate } from "../format/JstDate.ts";
import { CATEGORY_PLACES } from "./categoryPlaces.ts";
import type { Rules } from "./rulesWord.ts";

/** How units of a class move, read from the word that rulesWord packs; what is no rule is left out. */
export function rulesOf(word: bigint): Rules {
  const field = (at: number, bits: number) => (word >> BigInt(at)) & ((1n << BigInt(bits)) - 1n);
  const names = Object.keys(CATEGORY_PLACES) as InvestorCategory[];
  const limits = names
    .map((name) => [name, Number(field(136 + 24 * CATEGORY_PLACES[name], 24))] as const)
    .filter(([, most]) => most !== 0);
  const [maturity, lockUp] = [dateIn(field(8, 16)), dateIn(field(24, 16))];
  const [lot, maxUnits] = [field(40, 32), field(72, 64)];
  return {
    ...(maxUnits === 0n ? {} : { maxUnits }),
    ...(limits.length === 0 ? {} : { maxPerCategory: Object.fromEntries(limits) }),
    ...(lot === 0n ? {} : { lot }),
    ...(lockUp === undefined ? {} : { lockUp }),
    ...(maturity === undefined ? {} : { maturity }),
    consent: (word & 1n) !== 0n,
    venueOnly: (word & 2n) !== 0n,
    blockOnly: (word & 4n) !== 0n,
  };
}

function dateIn(value: bigint): JstDate | undefined {
  const date = Number(value);
  return isJstDate(date) ? date : undefined;
}
