import type { Provider } from "ethers";
import { IKycPass__factory } from "../contracts.ts";

/** An officer as the chain knows it. */
export interface Officer {
  /** From 1; never given again. */
  readonly number: number;
  readonly key: string;
  /** Only an active one attests. */
  readonly state: "active" | "removed" | "disowned";
  /** Unix seconds since which what it attested is worth nothing; 0 if it is not disowned. */
  readonly disownedSince: number;
}

/** Who attests passes, and what the admin set. */
export interface Officers {
  /** By ascending number, those of the past too. */
  readonly officers: readonly Officer[];
  /** Signatures that what needs a quorum must have. */
  readonly quorum: number;
  /** Seconds. */
  readonly vetoWindow: number;
  readonly grantsPerOfficerPerDay: number;
  readonly listedPerOfficerPerDay: number;
}

/**
 * The officers of a KycPass now.
 *
 * @param fromBlock the block from which KycPass has existed
 */
export async function readOfficers(
  provider: Provider,
  pass: string,
  fromBlock = 0,
): Promise<Officers> {
  const contract = IKycPass__factory.connect(pass, provider);
  const [settings, added] = await Promise.all([
    contract.settings(),
    contract.queryFilter(contract.filters.OfficerAdded(), fromBlock),
  ]);
  const officers = await Promise.all(
    added.map(async ({ args }): Promise<Officer> => {
      const [active, [since]] = await Promise.all([
        contract.officerAt(args.number),
        contract.disownedSinceOf(args.number),
      ]);
      const state = active === args.officer ? "active" : since === 0n ? "removed" : "disowned";
      return {
        number: Number(args.number),
        key: args.officer,
        state,
        disownedSince: Number(since),
      };
    }),
  );
  return {
    officers: officers.toSorted((a, b) => a.number - b.number),
    quorum: Number(settings.quorum),
    vetoWindow: Number(settings.vetoWindow),
    grantsPerOfficerPerDay: Number(settings.grantsPerOfficerPerDay),
    listedPerOfficerPerDay: Number(settings.listedPerOfficerPerDay),
  };
}
