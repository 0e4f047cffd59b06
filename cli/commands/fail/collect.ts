import { Fails__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { TRADE, tradePlan } from "../../desk/tradeCall.ts";
import { textOf } from "../../inputs.ts";

/** Collects charges, interest and what a buy-in cost more. */
export const failCollect: WriteCommand = {
  kind: "write",
  path: "fail collect",
  about: {
    en: "collect what is due from one side (anyone)",
    ja: "一方の当事者の未払いを徴収(誰でも可)",
  },
  example: "fail collect trade.json --from seller --signer env:ANY_KEY",
  arguments: [TRADE],
  options: [
    {
      flags: "--from <side>",
      about: { en: "who owes", ja: "支払う当事者" },
      required: true,
      choices: ["seller", "buyer"],
    },
  ],
  async plan(given, desk) {
    const to = desk.platform.fails;
    const contract = Fails__factory.connect(to, desk.provider);
    const side = textOf(given, "from") === "seller" ? 0 : 1;
    const about = { en: "collect what is due for trade", ja: "未払いを徴収" };
    return await tradePlan(given, desk, { to, contract, name: "collect" }, about, ({ trade }) => [
      trade,
      side,
    ]);
  },
};
