import type { Provider } from "ethers";
import { Offering__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { type OfferingTerms, offeringId } from "../encode/offeringId.ts";
import { inBatches } from "./inBatches.ts";

/** As `IOffering.Phase`. */
export const OFFERING_PHASES = [
  ...(["none", "open", "sealed", "issuing", "issued", "failed", "refunded"] as const),
] as const;

/** As `IOffering.EntryState`. */
export const ENTRY_STATES = [
  ...(["none", "subscribed", "withdrawn", "issued", "refused", "refunded"] as const),
] as const;

/** One subscription. */
export interface OfferingEntry {
  readonly entry: number;
  readonly wallet: string;
  readonly state: (typeof ENTRY_STATES)[number];
  /** Units subscribed. */
  readonly subscribed: bigint;
  /** Units that it would be issued as things stand, or was. */
  readonly units: bigint;
}

/** Where an offering stands. */
export interface OfferingRead {
  readonly id: string;
  readonly phase: (typeof OFFERING_PHASES)[number];
  /** Units, without what was withdrawn. */
  readonly subscribed: bigint;
  readonly issued: bigint;
  /** Yen that went to the wallet that is paid. */
  readonly paid: bigint;
  /** Entries that are done, or passed over. */
  readonly done: number;
  readonly refused: number;
  readonly entries: readonly OfferingEntry[];
}

/** An offering with all its entries, in their order. */
export async function readOffering(
  provider: Provider,
  { offering }: Pick<Platform, "offering">,
  terms: OfferingTerms,
): Promise<OfferingRead> {
  const contract = Offering__factory.connect(offering, provider);
  const id = offeringId(terms);
  const account = await contract.accountOf(id);
  const { phase, subscribed, issued, paid, next, refused, entryCount } = account;
  const allotted = entryCount === 0n ? [] : await contract.allotmentsOf(terms);
  const numbers = Array.from({ length: Number(entryCount) }, (_, entry) => entry);
  const entries = await inBatches(numbers, async (entry): Promise<OfferingEntry> => {
    const { holder, state, units } = await contract.entryOf(id, entry);
    return {
      ...{ entry, wallet: holder, state: ENTRY_STATES[Number(state)] ?? "none" },
      ...{ subscribed: units, units: allotted[entry] ?? 0n },
    };
  });
  return {
    ...{ id, phase: OFFERING_PHASES[Number(phase)] ?? "none", subscribed, issued, paid },
    ...{ done: Number(next), refused: Number(refused), entries },
  };
}
