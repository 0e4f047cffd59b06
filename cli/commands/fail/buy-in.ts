import { Fails__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { TRADE, tradePlan } from "../../desk/tradeCall.ts";
import { tradeIn } from "../../desk/tradeIn.ts";

/** Ends a failed trade that was bought elsewhere. */
export const failBuyIn: WriteCommand = {
  kind: "write",
  path: "fail buy-in",
  about: {
    en: "end a trade that failed for long enough and was bought elsewhere; the seller owes the difference (buyer)",
    ja: "バイイン: 他で買い付けた約定に差し替えて解除し、差額を売方の負担とする(買方)",
  },
  example: "fail buy-in trade.json replacement.json --signer env:BUYER_KEY",
  arguments: [
    TRADE,
    {
      name: "replacement",
      about: { en: "the settled trade that took its place", ja: "差替えの約定ファイル" },
    },
  ],
  async plan(given, desk) {
    const replacement = await tradeIn(given, desk, "replacement");
    const to = desk.platform.fails;
    const contract = Fails__factory.connect(to, desk.provider);
    const about = { en: "buy in trade", ja: "バイイン" };
    const args = [replacement.trade];
    return await tradePlan(given, desk, { to, contract, name: "buyIn" }, about, ({ trade }) => [
      ...[trade, ...args],
    ]);
  },
};
