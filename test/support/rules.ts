/** The rules that can refuse a transfer, each at its code, which is known for good. */
export const RULES = [
  ...["None", "Receiver", "Allowance", "Balance", "NotFree", "GiverPass", "TakerPass", "MayGain"],
  ...["GiverFrozen", "TakerFrozen", "Paused", "Closed", "LockUp", "Lot", "MaxInvestors"],
] as const;

export type RuleName = (typeof RULES)[number];

/** The rules as a set: bit n stands for the rule with code n. */
export function ruleBits(...names: readonly RuleName[]): bigint {
  return names.reduce((bits, name) => bits | (1n << BigInt(RULES.indexOf(name))), 0n);
}
