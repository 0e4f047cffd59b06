import type { PassAct } from "../read/readAttestations.ts";
import type { LedgerEntry } from "./ledger.ts";

/** Where a ledger and the chain say different things. */
export interface LedgerDifferences {
  /** Entries of which the chain shows nothing. */
  readonly onlyInLedger: readonly LedgerEntry[];
  /** What officers attested, by the chain, without an entry: sent by others, or attested elsewhere. */
  readonly onlyOnChain: readonly PassAct[];
  /**
   * By wallet, the first act without an entry on which its present pass stands: its grant, else a change
   * that no veto undid and no later act of the same kind with an entry replaced. An officer who attests
   * such a pass anew vouches for what nobody at the desk decided.
   */
  readonly foreign: ReadonlyMap<string, PassAct>;
}

/** What a pass stands on besides its grant. Account keeping is left out, since no desk's ledger has it. */
const CHANGES: readonly PassAct["verb"][] = ["renew", "reclassify", "reinstate", "recover"];

const WAITING: readonly PassAct["verb"][] = ["reclassify", "recover"];

/** Holds a desk's ledger against the chain. What pass guardians did is no officer's and is left out. */
export function compareLedger(
  entries: readonly LedgerEntry[],
  acts: readonly PassAct[],
): LedgerDifferences {
  const attested = acts.filter(({ officers }) => officers.length > 0);
  const onChain = new Set(attested.map((act) => keyOf(act, act.transactionHash)));
  const inLedger = new Set(entries.map((entry) => keyOf(entry, entry.transaction)));
  const isForeign = (act: PassAct) => !inLedger.has(keyOf(act, act.transactionHash));
  return {
    onlyInLedger: entries.filter((entry) => !onChain.has(keyOf(entry, entry.transaction))),
    onlyOnChain: attested.filter(isForeign),
    foreign: foreignGround(acts, isForeign),
  };
}

function foreignGround(
  acts: readonly PassAct[],
  isForeign: (act: PassAct) => boolean,
): Map<string, PassAct> {
  const ground = new Map<string, PassAct[]>();
  for (const act of acts) {
    const { verb, wallet, minedAt } = act;
    const stands = ground.get(wallet) ?? [];
    if (verb === "grant" || verb === "link") ground.set(wallet, [act]);
    else if (CHANGES.includes(verb)) ground.set(wallet, [...stands, act]);
    else if (verb === "veto") {
      // It undoes what waits for the end of its window.
      const isUndone = (each: PassAct) => each.worksFrom > minedAt && WAITING.includes(each.verb);
      ground.set(
        wallet,
        stands.filter((each) => !isUndone(each)),
      );
    }
  }
  const found = [...ground].flatMap(([wallet, stands]): [string, PassAct][] => {
    const lastOfEach = new Map(stands.map((act) => [act.verb, act]));
    const act = [...lastOfEach.values()].find(isForeign);
    return act === undefined ? [] : [[wallet, act]];
  });
  return new Map(found);
}

function keyOf(
  { verb, wallet, officers }: Pick<PassAct, "verb" | "wallet" | "officers">,
  transaction: string,
): string {
  return [verb, wallet, officers.join(" "), transaction].join("|");
}
