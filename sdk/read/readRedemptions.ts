import type { Provider } from "ethers";
import { IYenToken__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";

/** Yen that somebody wants paid out, which wait for the bank. */
export interface OpenRedemption {
  readonly id: string;
  readonly holder: string;
  readonly yen: bigint;
  /** Names the payout for the bank, 32 bytes as hex. */
  readonly reference: string;
}

/**
 * The redemptions that are neither paid nor returned, the oldest first.
 *
 * @param fromBlock the block from which the yen token has existed
 */
export async function readRedemptions(
  provider: Provider,
  platform: Pick<Platform, "yen">,
  fromBlock = 0,
): Promise<OpenRedemption[]> {
  const yen = IYenToken__factory.connect(platform.yen, provider);
  const [asked, paid, returned] = await Promise.all([
    yen.queryFilter(yen.filters.RedemptionRequested(), fromBlock),
    yen.queryFilter(yen.filters.RedemptionPaid(), fromBlock),
    yen.queryFilter(yen.filters.RedemptionReturned(), fromBlock),
  ]);
  const over = new Set([...paid, ...returned].map(({ args }) => args.id));
  return asked
    .filter(({ args }) => !over.has(args.id))
    .map(({ args }) => ({
      ...{ id: args.id, holder: args.holder, yen: args.yen },
      reference: args.payoutReference,
    }));
}
