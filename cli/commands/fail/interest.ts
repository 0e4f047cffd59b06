import { Fails__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { TRADE, tradePlan } from "../../desk/tradeCall.ts";
import { AS_OPTION, sideOf, tradeIn } from "../../desk/tradeIn.ts";
import { millionthsOf } from "../../inputs.ts";

/** Agrees on late interest, once both parties said the same rate. */
export const failInterest: WriteCommand = {
  kind: "write",
  path: "fail interest",
  about: {
    en: "offer or accept interest for days on which the buyer lacks cash",
    ja: "買方の資金不足に対する遅延利息を提示・合意",
  },
  example: "fail interest trade.json --rate 5 --signer env:SELLER_KEY",
  arguments: [TRADE],
  options: [
    AS_OPTION,
    {
      flags: "--rate <percent>",
      about: { en: "a year, such as 2.5; 0 takes an offer back", ja: "年率(%)。0 で撤回" },
      required: true,
    },
  ],
  async plan(given, desk) {
    const to = desk.platform.fails;
    const contract = Fails__factory.connect(to, desk.provider);
    const side = (await sideOf(given, desk, await tradeIn(given, desk))) === "seller" ? 0 : 1;
    const rate = millionthsOf(given, "rate");
    const about = { en: "agree on late interest of trade", ja: "遅延利息を合意" };
    return await tradePlan(
      given,
      desk,
      { to, contract, name: "agreeLateInterest" },
      about,
      ({ trade }) => [trade, side, rate],
    );
  },
};
