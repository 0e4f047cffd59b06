/** What a hold is for, as in `contracts/types/Hold.sol`. */
export const PURPOSE = {
  none: 0n,
  trade: 1n,
  pledge: 2n,
  attachment: 3n,
  lockUp: 4n,
  redemption: 5n,
} as const;
