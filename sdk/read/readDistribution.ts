import type { Provider } from "ethers";
import { Distribution__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import type { DistributionTerms } from "../life/DistributionTerms.ts";
import { type InvestorPayment, SYSTEM_INVESTOR } from "../life/distribution.ts";

/** What became of a distribution, in whole yen. */
export interface DistributionRead {
  readonly id: string;
  readonly phase: "announced" | "funded" | "complete" | "returned" | "withdrawn";
  readonly payer: string;
  readonly funded: bigint;
  readonly returned: bigint;
  /** Investors that are done, in the order in which they were. A system pass has its wallet's number. */
  readonly payments: readonly InvestorPayment[];
  /** Of what was owed, what was paid since. */
  readonly claimed: bigint;
}

/** Nobody announced it. */
export class DistributionUnknown extends Error {
  override readonly name = "DistributionUnknown";

  constructor(id: string) {
    super(
      `No distribution ${id} was announced. Give the terms exactly as they were, or announce them first.`,
    );
  }
}

export type ReadDistributionErrors = DistributionUnknown;

const PHASES = ["announced", "funded", "complete", "returned", "withdrawn"] as const;

/**
 * A distribution with what each investor was paid, from the contract's events.
 *
 * @param fromBlock the block from which it is looked for
 * @throws DistributionUnknown
 */
export async function readDistribution(
  provider: Provider,
  platform: Pick<Platform, "distribution">,
  terms: DistributionTerms,
  fromBlock = 0,
): Promise<DistributionRead> {
  const contract = Distribution__factory.connect(platform.distribution, provider);
  const id = await contract.idOf(terms);
  const { phase, payer, funded, returned } = await contract.accountOf(id);
  const read = PHASES[Number(phase) - 1];
  if (read === undefined) throw new DistributionUnknown(id);
  const done = await contract.queryFilter(contract.filters.InvestorDone(id), fromBlock);
  const claims = await contract.queryFilter(contract.filters.OwedPaid(id), fromBlock);
  const claimed = claims.reduce((sum, { args }) => sum + args.yen, 0n);
  const payments = done.map(({ args }): InvestorPayment => {
    const { investor, to, units, gross, national, local } = args;
    return {
      investor: investor > SYSTEM_INVESTOR ? SYSTEM_INVESTOR : Number(investor),
      wallet: to,
      ...{ units, gross, national, local },
      net: gross - national - local,
      owed: args.owed,
    };
  });
  return { id, phase: read, payer, funded, returned, payments, claimed };
}
