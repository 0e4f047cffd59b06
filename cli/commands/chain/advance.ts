import type { JsonRpcProvider } from "ethers";
import { z } from "zod";
import { formatTime, say } from "../../../sdk/index.ts";
import type { Given, LocalCommand } from "../../command.ts";
import { ArgumentRefused, NotALocalChain } from "../../desk/faults.ts";
import { asked, NETWORK_OPTION, onChain } from "../../desk/onChain.ts";
import { maybe, timeOf } from "../../inputs.ts";

const LOCAL_CHAIN = 31_337n;
const DAY = 86_400;
/** Dates of the contracts end in 2149. */
const MOST_DAYS = 40_000;

const TEXTS = {
  moved: {
    en: "The chain's time is now {time} (block {block}).",
    ja: "チェーンの時刻は {time} になりました(ブロック {block})。",
  },
} as const;

/** Moves a local chain's clock, for windows and record dates. */
export const chainAdvance: LocalCommand = {
  kind: "local",
  path: "chain advance",
  about: {
    en: "move a local chain's clock forward, so that windows and record dates pass",
    ja: "ローカルチェーンの時刻を進める(待機期間・基準日の経過)",
  },
  example: "chain advance --days 1",
  options: [
    {
      flags: "--days <number>",
      about: { en: "by so many days, such as 1 or 0.5", ja: "進める日数(例: 1、0.5)" },
    },
    {
      flags: "--to <time>",
      about: {
        en: "to a time such as 2027-03-31T15:00:00+09:00, or a date's begin in Japan",
        ja: "進める先の日時または日付(日本時間の始まり)",
      },
    },
    NETWORK_OPTION,
  ],
  result: z.strictObject({ from: z.number(), to: z.number(), block: z.number() }),
  async run(given, terminal) {
    const move = moveOf(given);
    return await onChain(given, terminal, async ({ provider, chainId }) => {
      if (chainId !== LOCAL_CHAIN) throw new NotALocalChain(chainId);
      const { timestamp: from } = await latest(provider);
      if ("by" in move) await asked(provider, "evm_increaseTime", [move.by]);
      else if (move.to > from) await asked(provider, "evm_setNextBlockTimestamp", [move.to]);
      else {
        throw new ArgumentRefused(
          `--to is later than the chain's time, which is ${formatTime(from, "en")}.`,
        );
      }
      await asked(provider, "evm_mine");
      const { timestamp: to, number: block } = await latest(provider);
      return {
        value: { from, to, block },
        lines: [say(TEXTS.moved, given.lang, { time: formatTime(to, given.lang), block })],
      };
    });
  },
};

/** As the node has it now: the library keeps an answer for a moment. */
async function latest(provider: JsonRpcProvider) {
  const block = await asked(provider, "eth_getBlockByNumber", ["latest", false]);
  const { timestamp, number } = block as { timestamp: string; number: string };
  return { timestamp: Number(timestamp), number: Number(number) };
}

function moveOf(given: Given): { readonly by: number } | { readonly to: number } {
  const days = maybe(given, "days");
  if ((days === undefined) === (maybe(given, "to") === undefined)) {
    throw new ArgumentRefused("Say either --days or --to.");
  }
  if (days === undefined) return { to: timeOf(given, "to") };
  const by = Math.round(Number(days) * DAY);
  if (/^\d+(\.\d+)?$/.test(days) && by > 0 && by <= MOST_DAYS * DAY) return { by };
  throw new ArgumentRefused(
    `--days is a number of days, such as 1 or 0.5, up to ${MOST_DAYS}, not ${days}.`,
  );
}
