import { isAddress, type Provider } from "ethers";
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

/** What was given as an address is none, or no token of the platform stands there. */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";

  constructor(what: string, given: string) {
    super(`${what} ${given} is none. Take the address from the deployment's exported file.`);
  }
}

export type ExplainTransferErrors = TokenRefused;

/**
 * Every rule that would refuse a transfer now, by code; none if it would go through.
 *
 * @throws TokenRefused if an address is malformed, or the token is no class and not yen
 * @throws Error if the lens knows a rule that this version does not
 */
export async function explainTransfer(
  provider: Provider,
  platform: Pick<Platform, "lens">,
  { token, from, to, units, spender = from }: Transfer,
): Promise<TransferRefusal[]> {
  for (const [what, given] of Object.entries({ token, spender, from, to })) {
    if (!isAddress(given)) throw new TokenRefused(`The address of ${what}`, given);
  }
  if ((await provider.getCode(token)) === "0x") throw new TokenRefused("The token at", token);
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
