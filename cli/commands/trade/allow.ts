import { MaxUint256 } from "ethers";
import { formatYen, ISecurityToken__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { AS_OPTION, sideOf, tradeIn } from "../../desk/tradeIn.ts";

/** Lets a settlement contract take what a party gives in a trade. */
export const tradeAllow: WriteCommand = {
  kind: "write",
  path: "trade allow",
  about: {
    en: "let the settlement contract take a party's leg of a trade",
    ja: "決済コントラクトに自分の受渡分の引落しを承認",
  },
  example: "trade allow trade.json --signer env:SELLER_KEY",
  arguments: [{ name: "file", about: { en: "the trade", ja: "約定ファイル" } }],
  options: [
    AS_OPTION,
    { flags: "--net", about: { en: "for netting", ja: "ネッティング用" } },
    { flags: "--always", about: { en: "without a limit, for all trades", ja: "上限なし" } },
  ],
  async plan(given, desk) {
    const file = await tradeIn(given, desk);
    const { trade } = file;
    const side = await sideOf(given, desk, file);
    const [asset, party, gives] =
      side === "seller"
        ? [trade.security, trade.seller, trade.units]
        : [trade.cash, trade.buyer, trade.amount];
    const spender = given.options.net === true ? desk.platform.net : desk.platform.dvp;
    const contract = ISecurityToken__factory.connect(asset, desk.provider);
    const allowed = await contract.allowance(party, spender);
    const isAlways = given.options.always === true;
    const wanted = isAlways ? MaxUint256 : gives;
    const shown = side === "seller" ? `${gives}` : formatYen(gives);
    const about = {
      en: isAlways ? `let ${spender} settle all of ${asset}` : `let ${spender} take ${shown}`,
      ja: isAlways
        ? `${spender} に ${asset} の決済を承認`
        : `${spender} に ${shown} の引落しを承認`,
    };
    if (allowed >= wanted) return { title: about, calls: [] };
    const args = [spender, wanted];
    return { title: about, calls: [{ to: asset, contract, name: "approve", args, about }] };
  },
};
