import { formatYen, IYenToken__factory, type Text } from "../../sdk/index.ts";
import type { Call, Desk } from "../command.ts";

/** Whoever is to take the yen. */
interface Taker {
  readonly at: string;
  readonly name: Text;
}

/**
 * What lets a contract take yen from whoever sends: an approval first, if it may not take so much yet. A sender who
 * is not known is asked for one whenever there is something to take.
 */
export async function payIn(
  { provider, platform }: Desk,
  sender: string | undefined,
  yen: bigint,
  taker: Taker = {
    at: platform.distribution,
    name: { en: "the distribution contract", ja: "分配コントラクト" },
  },
): Promise<{ calls: Call[]; notes: string[] }> {
  if (yen === 0n) return { calls: [], notes: [] };
  const contract = IYenToken__factory.connect(platform.yen, provider);
  const shown = formatYen(yen);
  const notes: string[] = [];
  if (sender !== undefined) {
    const free = await contract.freeOf(sender);
    if (free < yen) notes.push(`${sender}: ${formatYen(free)} < ${shown}`);
    if ((await contract.allowance(sender, taker.at)) >= yen) return { calls: [], notes };
  }
  const about = {
    en: `let ${taker.name.en} take ${shown}`,
    ja: `${taker.name.ja}に ${shown} の引落しを承認`,
  };
  const args = [taker.at, yen];
  return { calls: [{ to: platform.yen, contract, name: "approve", args, about }], notes };
}
