import { Fails__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { TRADE, tradePlan } from "../../desk/tradeCall.ts";

/** Ends a trade for want of cash. */
export const failCancel: WriteCommand = {
  kind: "write",
  path: "fail cancel",
  about: {
    en: "end a trade whose buyer lacked cash for long enough (seller)",
    ja: "資金不足が続いた約定を解除(売方)",
  },
  example: "fail cancel trade.json --signer env:SELLER_KEY",
  arguments: [TRADE],
  async plan(given, desk) {
    const to = desk.platform.fails;
    const contract = Fails__factory.connect(to, desk.provider);
    const about = { en: "end for want of cash the trade", ja: "資金不足により解除" };
    return await tradePlan(given, desk, { to, contract, name: "cancelForDefault" }, about);
  },
};
