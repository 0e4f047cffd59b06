import { distributionGas } from "../test/bench/support/distributionGas.ts";
import { lifeGas } from "../test/bench/support/lifeGas.ts";
import { settlementGas } from "../test/bench/support/settlementGas.ts";
import { singleGas } from "../test/bench/support/singleGas.ts";
import { type ChainChanges, world } from "../test/support/world.ts";
import { libraryTokens } from "./peers/libraryTokens.ts";
import { tRex } from "./peers/tRex.ts";
import { venues } from "./peers/venues.ts";
import type { ForkFigures } from "./results.ts";

/** Room for a hundred holders' transactions, where the rules allow it. */
const ROOMY = { blockGasLimit: 200_000_000n };

/**
 * Every row under one set of rules. Ours in single transactions and all peers stand on one chain; what needs a
 * hundred holders or a running market has a chain of its own. A part that these rules do not let run is
 * named with its reason, and missing.
 */
export async function measureGas(
  chain: ChainChanges,
): Promise<{ readonly figures: ForkFigures; readonly missing: readonly string[] }> {
  const missing: string[] = [];
  const part = async <T extends object>(what: string, measure: () => Promise<T>) => {
    try {
      return await measure();
    } catch (error) {
      const [reason] = String((error as Error).message).split("\n");
      missing.push(`${what} (${reason})`);
      return {};
    }
  };
  const w = await world({ ...ROOMY, ...chain });
  const single = await part("single transactions", () => singleGas(w));
  const peers = {
    ...(await part("libraries' tokens", () => libraryTokens(w))),
    ...(await part("T-REX", () => tRex(w))),
    ...(await part("venues", () => venues(w))),
  };
  const own = {
    ...single,
    ...(await part("settlement", async () => (await settlementGas(chain)).measured)),
    ...(await part("distributions", async () => {
      // Units go out to the holders in larger transactions than some rules allow; what is measured is small.
      const settled = { ...chain, transactionGasCap: false } as const;
      return (await distributionGas(settled, { pairs: 0 })).measured;
    })),
    ...(await part("the life of a class", async () => (await lifeGas(chain)).measured)),
  };
  return { figures: { kessai: own, ...peers }, missing };
}
