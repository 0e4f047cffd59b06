import type { Provider } from "ethers";
import { IKycPass__factory } from "../contracts.ts";
import { inBatches } from "./inBatches.ts";
import { readOfficers } from "./readOfficers.ts";

/** A pass that does not work, since too few of the officers who attested it are good. */
export interface Unattested {
  readonly wallet: string;
  /** Numbers of the attesting officers whose word still counts, and of those whose word does not. */
  readonly good: readonly number[];
  readonly bad: readonly number[];
  /** How many good ones it needs. */
  readonly quorum: number;
  /** How many officers at least must attest it anew. */
  readonly missing: number;
}

/**
 * Which of the wallets have a pass whose ground was taken away by a disowning: some of its officers are
 * disowned, and those who are not are fewer than the quorum.
 *
 * @param fromBlock the block from which KycPass has existed
 */
export async function readUnattested(
  provider: Provider,
  pass: string,
  wallets: readonly string[],
  fromBlock = 0,
): Promise<Unattested[]> {
  const contract = IKycPass__factory.connect(pass, provider);
  const { officers, quorum } = await readOfficers(provider, pass, fromBlock);
  if (officers.every(({ disownedSince }) => disownedSince === 0)) return [];
  const since = new Map(officers.map(({ number, disownedSince }) => [number, disownedSince]));
  const found = await inBatches(wallets, async (wallet): Promise<Unattested[]> => {
    const [held, attesters] = await Promise.all([
      contract.balanceOf(wallet),
      contract.attestersOf(wallet),
    ]);
    if (held === 0n) return [];
    const numbers = attesters.officers.map(Number);
    const isGood = (number: number, index: number) => {
      const disowned = since.get(number) ?? 0;
      return disowned === 0 || Number(attesters.minedAt[index]) < disowned;
    };
    const good = numbers.filter(isGood);
    const bad = numbers.filter((number, index) => !isGood(number, index));
    const missing = Math.min(bad.length, quorum - good.length);
    return missing > 0 ? [{ wallet, good, bad, quorum, missing }] : [];
  });
  return found.flat();
}
