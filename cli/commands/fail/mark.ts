import { Fails__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { TRADE, tradePlan } from "../../desk/tradeCall.ts";

/** Settles a late trade or judges the day. */
export const failMark: WriteCommand = {
  kind: "write",
  path: "fail mark",
  about: {
    en: "settle a late trade, or judge its day: who lacked its leg (anyone)",
    ja: "遅延した約定を決済、または当日のフェイルを判定(誰でも可)",
  },
  example: "fail mark trade.json --signer env:ANY_KEY",
  arguments: [TRADE],
  async plan(given, desk) {
    const to = desk.platform.fails;
    const contract = Fails__factory.connect(to, desk.provider);
    const about = { en: "settle or judge the late trade", ja: "決済またはフェイル判定" };
    return await tradePlan(given, desk, { to, contract, name: "settleOrMark" }, about);
  },
};
