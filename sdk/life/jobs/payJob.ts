import type { Provider } from "ethers";
import {
  Distribution__factory,
  IKycPass__factory,
  ISecurityToken__factory,
} from "../../contracts.ts";
import type { Platform } from "../../deploy/deployPlatform.ts";
import { holdersOf } from "../../read/holdersOf.ts";
import { inBatches } from "../../read/inBatches.ts";
import { readHolds } from "../../read/readHolds.ts";
import type { DistributionTerms } from "../DistributionTerms.ts";
import { SYSTEM_INVESTOR } from "../distribution.ts";
import type { Asked, HolderItem, HolderJob } from "./HolderJob.ts";

const SYSTEM = BigInt(SYSTEM_INVESTOR);

const FUNDED = 2n;

/** The holders that were found have fewer units than there were. */
export class HoldersUnknown extends Error {
  override readonly name = "HoldersUnknown";

  constructor(done: bigint, supply: bigint) {
    super(
      `All holders that were found are done, but they had ${done} of ${supply} units. Say the block from ` +
        "which the class has existed, or ask a node that has all its events.",
    );
  }
}

/** An investor, or a wallet with a system pass, that has units to be paid for. */
interface Payee {
  /** As `InvestorDone` names him. */
  readonly key: bigint;
  readonly wallet: string;
  /** All of his, in the order in which the pass lists them. */
  readonly wallets: readonly string[];
}

/**
 * The job of a distribution: every investor who had units is paid, or owed.
 *
 * @param terms as they were announced
 * @param fromBlock the block from which the class has existed
 * @throws HoldersUnknown from `left` if some are not in the node's events
 */
export function payJob(
  provider: Provider,
  platform: Pick<Platform, "distribution" | "pass">,
  terms: DistributionTerms,
  fromBlock = 0,
): HolderJob {
  const distribution = Distribution__factory.connect(platform.distribution, provider);
  const pass = IKycPass__factory.connect(platform.pass, provider);
  const token = ISecurityToken__factory.connect(terms.token, provider);

  const unitsOf = async (wallet: string) =>
    terms.recordId === 0
      ? await token.balanceOf(wallet)
      : (await token.holdingAt(wallet, terms.recordId)).balance;

  /** Whoever had units. For good, since the past is: only who is done changes. */
  const found = async (asked: Asked): Promise<Payee[]> => {
    const wallets = await asked(() => holdersOf(token, fromBlock));
    const keys = new Map<bigint, string>();
    await inBatches(wallets, async (wallet) => {
      if ((await asked(() => unitsOf(wallet))) === 0n) return;
      const investor = await asked(() => pass.investorIdOf(wallet));
      keys.set(investor === SYSTEM ? BigInt(wallet) : investor, wallet);
    });
    // Marks of 256 investors are in one slot.
    const ordered = [...keys].sort(([a], [b]) => (a < b ? -1 : 1));
    return await inBatches(ordered, async ([key, wallet]) => {
      const own = key > SYSTEM ? [wallet] : await asked(() => pass.walletsOf(wallet));
      return { key, wallet, wallets: [...own] };
    });
  };
  let payees: Promise<Payee[]> | undefined;

  return {
    async left(asked) {
      const id = await asked(() => distribution.idOf(terms));
      const open = async () => {
        payees ??= found(asked);
        const all = await payees.catch((error: unknown) => {
          payees = undefined;
          throw error;
        });
        const filter = distribution.filters.InvestorDone(id);
        const done = await asked(() => distribution.queryFilter(filter, fromBlock));
        const keys = new Set(done.map(({ args }) => args.investor));
        return all.filter(({ key }) => !keys.has(key));
      };
      let left = await open();
      if (left.length === 0) {
        const { phase, done, supply } = await asked(() => distribution.accountOf(id));
        if (phase !== FUNDED) return [];
        // The chain was another when they were found, or somebody is not known.
        payees = undefined;
        left = await open();
        if (left.length === 0) throw new HoldersUnknown(done, supply);
      }
      const holds = await readHolds(token, fromBlock, asked);
      return left.map(({ wallet, wallets }): HolderItem => {
        return { wallet, holds: wallets.flatMap((each) => holds.get(each) ?? []) };
      });
    },
    async call(items) {
      const wallets = items.map(({ wallet }) => wallet);
      const holds = items.flatMap((item) => item.holds);
      return await distribution.pay.populateTransaction(terms, wallets, holds);
    },
  };
}
