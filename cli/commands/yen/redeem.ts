import { encodeBytes32String } from "ethers";
import { formatYen, IYenToken__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { amountOf, codeOf } from "../../inputs.ts";

/** Asks for yen to be paid out to the holder's bank account. */
export const yenRedeem: WriteCommand = {
  kind: "write",
  path: "yen redeem",
  about: {
    en: "ask for own yen to be paid out; they stay held until the bank has",
    ja: "円の払戻しを請求(保有者本人)",
  },
  example: "yen redeem --amount 1,000,000 --reference PAYOUT-1 --signer env:HOLDER_KEY",
  options: [
    { flags: "--amount <yen>", about: { en: "how much", ja: "金額" }, required: true },
    {
      flags: "--reference <code>",
      about: { en: "names the payout for the bank (REDEEM)", ja: "払戻しの参照番号" },
    },
  ],
  async plan(given, desk) {
    const amount = amountOf(given, "amount");
    const to = desk.platform.yen;
    const contract = IYenToken__factory.connect(to, desk.provider);
    const args = [amount, codeOf(given, "reference", encodeBytes32String("REDEEM"))];
    const about = { en: `redeem ${formatYen(amount)}`, ja: `${formatYen(amount)} の払戻しを請求` };
    return { title: about, calls: [{ to, contract, name: "redeem", args, about }] };
  },
};
