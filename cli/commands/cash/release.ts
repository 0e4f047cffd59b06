import { ExternalCash__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { TRADE, tradePlan } from "../../desk/tradeCall.ts";

/** Frees units whose payment was never instructed. */
export const cashRelease: WriteCommand = {
  kind: "write",
  path: "cash release",
  about: {
    en: "free units whose payment was never instructed, after the last time (anyone)",
    ja: "指図されなかった約定の拘束を解除(期限後、誰でも可)",
  },
  example: "cash release trade.json --signer env:ANY_KEY",
  arguments: [TRADE],
  async plan(given, desk) {
    const to = desk.platform.externalCash;
    const contract = ExternalCash__factory.connect(to, desk.provider);
    const about = { en: "free the units of trade", ja: "拘束を解除" };
    return await tradePlan(given, desk, { to, contract, name: "release" }, about);
  },
};
