import { z } from "zod";
import {
  DvpSettlement__factory,
  NetSettlement__factory,
  netOf,
  readTradeQueue,
  solveQueue,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { writtenWith } from "../../desk/written.ts";
import { EXIT } from "../../exit.ts";
import { amountSchema } from "../../json.ts";

/** Trades whose data fit one transaction beside each other. */
const MOST_BY_ID = 250;

/** Settles what it can of the matched trades that wait: as one net, or one by one. */
export const netQueue: WriteCommand = {
  kind: "write",
  path: "net queue",
  about: {
    en: "settle what can be of the matched trades that wait, as one net or one by one (exit 2 if some are left)",
    ja: "決済待ちの照合済み約定をネットまたは個別に決済",
  },
  example: "net queue --signer env:ANY_KEY",
  result: writtenWith(
    z.strictObject({
      strategy: z.string(),
      settled: z.array(z.string()),
      left: z.array(
        z.strictObject({
          ...{ id: z.string(), party: z.string(), asset: z.string(), lacks: amountSchema },
        }),
      ),
    }),
  ),
  async plan({ lang }, { platform, provider, deployment }) {
    const from = deployment.platform.contracts.dvp?.block ?? 0;
    const read = async (mover: string) => {
      const { queue, balances } = await readTradeQueue(provider, platform.dvp, mover, from);
      return { queue: queue.slice(0, MOST_BY_ID), all: queue.length, balances };
    };
    const waiting = await read(platform.net);
    let solution = solveQueue(waiting.queue, waiting.balances);
    const isNet = solution.strategy !== "gross";
    if (!isNet) {
      // One by one, what moves them is another contract, with allowances of its own.
      solution = solveQueue(waiting.queue, (await read(platform.dvp)).balances);
    }
    const trades = new Map(waiting.queue.map(({ id, trade }) => [id, trade]));
    const chosen = solution.settled.flatMap((id) => trades.get(id) ?? []);
    const count = { settled: chosen.length, waiting: waiting.all };
    const title = {
      en: `settle ${count.settled} of ${count.waiting} trades that wait`,
      ja: `決済待ちの約定 ${count.waiting} 件中 ${count.settled} 件を決済`,
    };
    const left = solution.left.map(({ id, because }) => ({ id, ...because }));
    const lines = [
      solution.text[lang],
      ...left.map(({ id, party, asset, lacks }) =>
        lang === "ja"
          ? `✗ ${id}: ${party} の ${asset} が ${lacks} 不足`
          : `✗ ${id}: ${party} lacks ${lacks} of ${asset}`,
      ),
    ];
    const isAll = chosen.length === waiting.all;
    const found = {
      ...{ value: { strategy: solution.strategy, settled: solution.settled, left }, lines },
      exit: isAll ? EXIT.done : EXIT.no,
    };
    if (chosen.length === 0) return { title, calls: [], found };
    if (isNet) {
      const { parties, assets } = netOf(chosen);
      const contract = NetSettlement__factory.connect(platform.net, provider);
      const args = [chosen, parties, assets];
      const call = { to: platform.net, contract, name: "settleByIds", args, about: title };
      return { title, calls: [call], found };
    }
    const contract = DvpSettlement__factory.connect(platform.dvp, provider);
    const calls = solution.settled.flatMap((id) => {
      const trade = trades.get(id);
      if (trade === undefined) return [];
      const about = { en: `settle trade ${id}`, ja: `約定 ${id} を決済` };
      return [{ to: platform.dvp, contract, name: "settleMatched", args: [trade], about }];
    });
    return { title, calls, found, isEachAlone: true };
  },
};
