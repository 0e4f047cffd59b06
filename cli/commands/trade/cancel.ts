import { DvpSettlement__factory, readTradeStanding } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { AS_OPTION, sideOf, tradeIn } from "../../desk/tradeIn.ts";

const SIDES = { seller: 0, buyer: 1 } as const;

/** Gets a party out of a trade, as far as it can alone. */
export const tradeCancel: WriteCommand = {
  kind: "write",
  path: "trade cancel",
  about: {
    en: "use a signed trade's number up, withdraw an instruction, or agree to cancel a matched one",
    ja: "約定の取消し(番号の無効化・指図の撤回・合意解除)",
  },
  example: "trade cancel trade.json --signer env:SELLER_KEY",
  arguments: [{ name: "file", about: { en: "the trade", ja: "約定ファイル" } }],
  options: [AS_OPTION],
  async plan(given, desk) {
    const file = await tradeIn(given, desk);
    const { trade } = file;
    const side = await sideOf(given, desk, file);
    const { platform, provider } = desk;
    const to = platform.dvp;
    const contract = DvpSettlement__factory.connect(to, provider);
    const from = desk.deployment.platform.contracts.dvp?.block;
    const standing = await readTradeStanding(provider, platform, trade, from);
    const { id, phase } = standing;
    const call = (name: string, args: readonly unknown[], en: string, ja: string) => {
      const about = { en: `${en} ${id}`, ja: `約定 ${id} ${ja}` };
      return { title: about, calls: [{ to, contract, name, args, about }] };
    };
    switch (phase) {
      case "unknown": {
        const number = side === "seller" ? trade.sellerNonce : trade.buyerNonce;
        return call("cancel", [number], `use up the ${side}'s number of trade`, "の番号を無効化");
      }
      case "instructed":
        return call("withdraw", [trade, SIDES[side]], "withdraw trade", "の指図を撤回");
      case "matched":
        return call(
          "agreeToCancel",
          [trade, SIDES[side]],
          "agree to cancel trade",
          "の取消しに合意",
        );
      default:
        throw new ArgumentRefused(`Trade ${id} is ${phase}: it cannot be cancelled any more.`);
    }
  },
};
