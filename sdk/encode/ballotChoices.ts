/** What a ballot can say on an item. */
export type Choice = "for" | "against" | "abstain";

const BITS: Readonly<Record<Choice, bigint>> = { for: 1n, against: 2n, abstain: 3n };

/** A ballot's choices on all items of an agenda, in its order, as one number: two bits each. */
export function ballotChoices(choices: readonly Choice[]): bigint {
  return choices.reduce((word, choice, item) => word | (BITS[choice] << BigInt(2 * item)), 0n);
}
