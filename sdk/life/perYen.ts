/** What a per-yen amount, a rate and a share of the face are scaled by: 13 decimals. */
export const PER_YEN_SCALE = 10n ** 13n;

/** A rate as class files write it, such as `0.01483`, times 10^13. Schemas allow 12 decimals. */
export function rate13(rate: string): bigint {
  const [whole = "0", decimals = ""] = rate.split(".");
  return BigInt(whole) * PER_YEN_SCALE + BigInt(decimals.padEnd(13, "0"));
}
