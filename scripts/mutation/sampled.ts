import { createHash } from "node:crypto";
import type { Mutant } from "./Mutant.ts";

/**
 * As many mutants as asked for, by the hash of seed and key: a seed always takes the same, and a
 * larger sample holds the smaller one.
 */
export function sampled(mutants: readonly Mutant[], count: number, seed: string): Mutant[] {
  return mutants
    .map((mutant) => ({ mutant, hash: hashOf(seed, mutant.key) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

function hashOf(seed: string, key: string): string {
  return createHash("sha256").update(`${seed}\n${key}`).digest("hex");
}
