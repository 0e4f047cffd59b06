import { formatYen, IYenToken__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { addressOf, amountOf, codeOf, documentOf, maybe } from "../../inputs.ts";

const OPTIONS = [
  { flags: "--wallet <address>", about: { en: "whose", ja: "口座" }, required: true },
  {
    flags: "--amount <yen>",
    about: { en: "how much; the wallet if not said", ja: "金額(省略時は口座全体)" },
  },
  {
    flags: "--reason <code>",
    about: { en: "a code of up to 31 bytes", ja: "理由コード" },
    required: true,
  },
  {
    flags: "--document <file|hash>",
    about: { en: "the order, of which the hash goes on chain", ja: "命令書(ハッシュのみ記録)" },
    required: true,
  },
] as const;
const EXAMPLE =
  "--wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --amount 100,000 --reason COURT-2027-11 --document order.pdf";

/** Stops yen of a wallet, or the wallet. */
export const yenFreeze: WriteCommand = {
  kind: "write",
  path: "yen freeze",
  about: {
    en: "stop yen of a wallet by order, or without --amount the wallet (yen operator)",
    ja: "命令により円を凍結(--amount がなければ口座全体)",
  },
  example: `yen freeze ${EXAMPLE} --signer env:YEN_OPERATOR_KEY`,
  options: OPTIONS,
  async plan(given, desk) {
    const wallet = addressOf(given, "wallet");
    const amount = maybe(given, "amount") === undefined ? undefined : amountOf(given, "amount");
    const order = [codeOf(given, "reason"), await documentOf(given, "document")];
    const to = desk.platform.yen;
    const contract = IYenToken__factory.connect(to, desk.provider);
    const about =
      amount === undefined
        ? { en: `stop ${wallet} in yen`, ja: `口座 ${wallet} の円を凍結` }
        : {
            en: `freeze ${formatYen(amount)} of ${wallet}`,
            ja: `${wallet} の ${formatYen(amount)} を凍結`,
          };
    const name = amount === undefined ? "freezeWallet" : "freezeYen";
    const args = [wallet, ...(amount === undefined ? [] : [amount]), ...order];
    return { title: about, calls: [{ to, contract, name, args, about }] };
  },
};
