import type { Provider } from "ethers";
import { TokenLens__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import type { ContractRefusal } from "../errors/ContractRefusal.ts";
import { refusalOf } from "../errors/refusalOf.ts";
import { RULES, type Rule } from "../errors/rules.ts";

/** A movement of units or yen that somebody thinks of. */
export interface Transfer {
  /** The class's token, or yen. */
  readonly token: string;
  /** Who would send it; without it `from` itself does. */
  readonly spender?: string;
  readonly from: string;
  readonly to: string;
  readonly units: bigint;
}

/** One rule that would refuse it. */
export interface TransferRefusal {
  /** For good, from 1. */
  readonly code: number;
  readonly rule: Rule;
  /** Why, and what to do, in both languages (`reason.in("ja")`). */
  readonly reason: ContractRefusal;
}

/**
 * Every rule that would refuse a transfer now, by code; none if it would go through.
 *
 * @throws Error if the lens knows a rule that this version does not
 */
export async function explainTransfer(
  provider: Provider,
  platform: Pick<Platform, "lens">,
  { token, from, to, units, spender = from }: Transfer,
): Promise<TransferRefusal[]> {
  const lens = TokenLens__factory.connect(platform.lens, provider);
  const refusals = await lens.explain(token, spender, from, to, units);
  return refusals.map(({ rule, reason }) => {
    const code = Number(rule);
    const refusal = refusalOf(reason);
    const known = RULES[code];
    if (known === undefined || refusal === undefined) {
      throw new Error(`The lens names a rule ${code} that this version does not know. Update it.`);
    }
    return { code, rule: known.rule, reason: refusal };
  });
}
