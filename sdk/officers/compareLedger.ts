import type { PassAct } from "../read/readAttestations.ts";
import type { LedgerEntry } from "./ledger.ts";

/** Where a ledger and the chain say different things. */
export interface LedgerDifferences {
  /** Entries of which the chain shows nothing. */
  readonly onlyInLedger: readonly LedgerEntry[];
  /** What officers attested, by the chain, without an entry: sent by others, or attested elsewhere. */
  readonly onlyOnChain: readonly PassAct[];
}

/** Holds a desk's ledger against the chain. What pass guardians did is no officer's and is left out. */
export function compareLedger(
  entries: readonly LedgerEntry[],
  acts: readonly PassAct[],
): LedgerDifferences {
  const attested = acts.filter(({ officers }) => officers.length > 0);
  const onChain = new Set(attested.map((act) => keyOf(act, act.transactionHash)));
  const inLedger = new Set(entries.map((entry) => keyOf(entry, entry.transaction)));
  return {
    onlyInLedger: entries.filter((entry) => !onChain.has(keyOf(entry, entry.transaction))),
    onlyOnChain: attested.filter((act) => !inLedger.has(keyOf(act, act.transactionHash))),
  };
}

function keyOf(
  { verb, wallet, officers }: Pick<PassAct, "verb" | "wallet" | "officers">,
  transaction: string,
): string {
  return [verb, wallet, officers.join(" "), transaction].join("|");
}
