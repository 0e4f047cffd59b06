import { z } from "zod";
import { formatDate, jstDateOf } from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { NETWORK_OPTION, onChain } from "../../desk/onChain.ts";

/** What day it is on a chain, for scripts. */
export const chainDate: LocalCommand = {
  kind: "local",
  path: "chain date",
  about: {
    en: "the date in Japan of a chain's last block",
    ja: "チェーンの最新ブロックの日付(日本時間)",
  },
  example: "chain date --network localhost",
  options: [NETWORK_OPTION],
  result: z.strictObject({ date: z.string(), timestamp: z.number(), block: z.number() }),
  async run(given, terminal) {
    return await onChain(given, terminal, async ({ provider }) => {
      const last = await provider.getBlock("latest");
      const timestamp = last?.timestamp ?? 0;
      const date = formatDate(jstDateOf(timestamp), "en");
      return { value: { date, timestamp, block: last?.number ?? 0 }, lines: [date] };
    });
  },
};
