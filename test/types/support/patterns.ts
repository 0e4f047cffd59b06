import { keccak256, MaxUint256, toBeHex } from "ethers";

/** Words that show when a setter touches a neighbour: none, all, alternating and random bits. */
export const PATTERNS: readonly (readonly [name: string, word: bigint])[] = [
  ["zeros", 0n],
  ["ones", MaxUint256],
  ["01…", MaxUint256 / 3n],
  ["10…", (MaxUint256 / 3n) * 2n],
  ...Array.from({ length: 8 }, (_, i) => [`random ${i}`, random(i)] as const),
];

/** The same 256 bits for the same seed, whatever run. */
export function random(seed: number): bigint {
  return BigInt(keccak256(toBeHex(seed, 32)));
}
