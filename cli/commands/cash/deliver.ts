import { ExternalCash__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { TRADE, tradePlan } from "../../desk/tradeCall.ts";

/** Delivers units that are paid. */
export const cashDeliver: WriteCommand = {
  kind: "write",
  path: "cash deliver",
  about: {
    en: "deliver what was paid, where the token refused before (anyone)",
    ja: "支払済みで未受渡しの数量を受渡し(誰でも可)",
  },
  example: "cash deliver trade.json --signer env:ANY_KEY",
  arguments: [TRADE],
  async plan(given, desk) {
    const to = desk.platform.externalCash;
    const contract = ExternalCash__factory.connect(to, desk.provider);
    const about = { en: "deliver the units of trade", ja: "数量を受渡し" };
    return await tradePlan(given, desk, { to, contract, name: "deliver" }, about);
  },
};
