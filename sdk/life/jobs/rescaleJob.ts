import type { ContractTransaction } from "ethers";
import type { SecurityToken } from "../../contracts.ts";
import { holdersOf } from "../../read/holdersOf.ts";
import { inBatches } from "../../read/inBatches.ts";
import { readHolds } from "../../read/readHolds.ts";
import type { HolderItem, HolderJob } from "./HolderJob.ts";

/** What of a word tells of actions: its number in the class's word, in a holder's, and whether one runs. */
const [CLASS_NUMBER_AT, HOLDER_NUMBER_AT, IN_ACTION_AT] = [176n, 232n, 250n];
const BALANCE = (1n << 64n) - 1n;

/**
 * The job of an action that gives every wallet other units, or ends them: a split, a consolidation, the end of a
 * redeemed bond.
 *
 * @param call the action's call for wallets and all their holds
 * @param fromBlock the block from which the class has existed
 */
export function rescaleJob(
  token: SecurityToken,
  call: (wallets: readonly string[], holds: readonly string[]) => Promise<ContractTransaction>,
  fromBlock = 0,
): HolderJob {
  return {
    async left(asked) {
      const word = await asked(() => token.classWord());
      // The last one done may have ended it.
      if (((word >> IN_ACTION_AT) & 1n) === 0n) return [];
      const number = (word >> CLASS_NUMBER_AT) & 0xffn;
      const wallets = await asked(() => holdersOf(token, fromBlock));
      const words = await inBatches(wallets, async (wallet) => {
        return { wallet, word: await asked(() => token.wordOf(wallet)) };
      });
      const holds = await readHolds(token, fromBlock, asked);
      return words
        .filter((each) => (each.word & BALANCE) !== 0n)
        .filter((each) => ((each.word >> HOLDER_NUMBER_AT) & 0xffn) !== number)
        .map(({ wallet }): HolderItem => ({ wallet, holds: holds.get(wallet) ?? [] }));
    },
    call: async (items) =>
      await call(
        items.map(({ wallet }) => wallet),
        items.flatMap((item) => item.holds),
      ),
  };
}
