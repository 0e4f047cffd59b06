import { DvpSettlement__factory, readTradeFile, tradeId } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { TradeElsewhere } from "../../desk/faults.ts";

/** Signs trades off, where a class, a venue or a party asks for it. */
export const tradeSignOff: WriteCommand = {
  kind: "write",
  path: "trade sign-off",
  about: {
    en: "sign trades off, or with --undo take that back (settlement operator)",
    ja: "約定を承認(--undo で取消し、決済運営者)",
  },
  example: "trade sign-off trade-1.json trade-2.json --signer env:SETTLEMENT_OPERATOR_KEY",
  arguments: [{ name: "files", about: { en: "the trades", ja: "約定ファイル" }, many: true }],
  options: [{ flags: "--undo", about: { en: "take it back", ja: "取消し" } }],
  async plan(given, desk) {
    const ids: string[] = [];
    for (const path of (given.arguments.files ?? []) as readonly string[]) {
      const file = await readTradeFile(path);
      if (
        file.chainId !== desk.chainId ||
        file.dvp.toLowerCase() !== desk.platform.dvp.toLowerCase()
      ) {
        throw new TradeElsewhere(path, {
          en: "for another chain or platform",
          ja: "別のチェーンまたはプラットフォーム",
        });
      }
      ids.push(tradeId(file.trade));
    }
    const isOff = given.options.undo === true;
    const to = desk.platform.dvp;
    const contract = DvpSettlement__factory.connect(to, desk.provider);
    const about = {
      en: `${isOff ? "take the sign-off back of" : "sign off"} ${ids.length} trades`,
      ja: `約定 ${ids.length} 件の承認${isOff ? "を取消し" : ""}`,
    };
    return { title: about, calls: [{ to, contract, name: "signOff", args: [ids, !isOff], about }] };
  },
};
