import type { InvestorCategory } from "../files/parseClassFile.ts";
import type { JstDate } from "../format/JstDate.ts";
import { CATEGORY_PLACES } from "./categoryPlaces.ts";

/** How units of a class move; what is left out is no rule. */
export interface Rules {
  /** Units that one investor may have at most. */
  readonly maxUnits?: bigint | undefined;
  /** Investors of a category that may hold at most. */
  readonly maxPerCategory?: Readonly<Partial<Record<InvestorCategory, number>>> | undefined;
  /** Whole multiples in which units move; class terms name it by itself. */
  readonly lot?: bigint | undefined;
  /** Until the end of this date nothing moves by a holder's key; class terms name it by itself. */
  readonly lockUp?: JstDate | undefined;
  /** After the end of this date neither. */
  readonly maturity?: JstDate | undefined;
  readonly consent?: boolean | undefined;
  readonly venueOnly?: boolean | undefined;
  readonly blockOnly?: boolean | undefined;
}

/** How units of a class move, packed as `contracts/types/RulesWord.sol` has it. */
export function rulesWord(rules: Rules): bigint {
  let word = (rules.consent ? 1n : 0n) | (rules.venueOnly ? 2n : 0n) | (rules.blockOnly ? 4n : 0n);
  word |= BigInt(rules.maturity ?? 0) << 8n;
  word |= BigInt(rules.lockUp ?? 0) << 24n;
  word |= (rules.lot ?? 0n) << 40n;
  word |= (rules.maxUnits ?? 0n) << 72n;
  for (const [category, most] of Object.entries(rules.maxPerCategory ?? {})) {
    const place = CATEGORY_PLACES[category as InvestorCategory];
    word |= BigInt(most) << BigInt(136 + 24 * place);
  }
  return word;
}
