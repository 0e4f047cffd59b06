import { RULES, type Rule } from "../../sdk/errors/rules.ts";

/** The rules as a set: bit n stands for the rule with code n. */
export function ruleBits(...names: readonly Rule[]): bigint {
  return names.reduce(
    (bits, name) => bits | (1n << BigInt(RULES.findIndex(({ rule }) => rule === name))),
    0n,
  );
}
