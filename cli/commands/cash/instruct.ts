import { ExternalCash__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { TRADE, tradePlan } from "../../desk/tradeCall.ts";

/** Sends the payment instruction of a reserved trade out. */
export const cashInstruct: WriteCommand = {
  kind: "write",
  path: "cash instruct",
  about: {
    en: "send the payment instruction out, once (buyer or settlement operator)",
    ja: "支払指図を発出(一度限り、買方または決済運営者)",
  },
  example: "cash instruct trade.json --signer env:BUYER_KEY",
  arguments: [TRADE],
  async plan(given, desk) {
    const to = desk.platform.externalCash;
    const contract = ExternalCash__factory.connect(to, desk.provider);
    const about = { en: "instruct the payment of trade", ja: "支払を指図" };
    return await tradePlan(given, desk, { to, contract, name: "instructPayment" }, about);
  },
};
