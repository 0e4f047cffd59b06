import { DvpSettlement__factory, tradeId } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { AS_OPTION, sideOf, tradeIn } from "../../desk/tradeIn.ts";
import { codeOf } from "../../inputs.ts";

const SIDES = { seller: 0, buyer: 1 } as const;

/** Makes a trade known for one party; matched with the other's, neither gets out alone. */
export const tradeInstruct: WriteCommand = {
  kind: "write",
  path: "trade instruct",
  about: {
    en: "instruct a trade for one party; with both it is matched",
    ja: "一方の当事者として決済を指図(双方で照合済み)",
  },
  example: "trade instruct trade.json --held --signer env:SELLER_KEY",
  arguments: [{ name: "file", about: { en: "the trade", ja: "約定ファイル" } }],
  options: [
    AS_OPTION,
    { flags: "--held", about: { en: "hold the party's leg for it now", ja: "受渡分を拘束" } },
    {
      flags: "--sign-off",
      about: { en: "only once an operator signed it off", ja: "運営者の承認を条件とする" },
    },
    {
      flags: "--reference <text>",
      about: { en: "what this side calls it", ja: "自社の参照番号" },
    },
  ],
  async plan(given, desk) {
    const file = await tradeIn(given, desk);
    const { trade } = file;
    const side = await sideOf(given, desk, file);
    const to = desk.platform.dvp;
    const contract = DvpSettlement__factory.connect(to, desk.provider);
    const reference = codeOf(given, "reference", `0x${"00".repeat(32)}`);
    const about = {
      en: `instruct trade ${tradeId(trade)} as its ${side}`,
      ja: `約定 ${tradeId(trade)} を${side === "seller" ? "売方" : "買方"}として指図`,
    };
    const { held, signOff } = given.options;
    const args = [trade, SIDES[side], held === true, signOff === true, reference];
    return { title: about, calls: [{ to, contract, name: "instruct", args, about }] };
  },
};
