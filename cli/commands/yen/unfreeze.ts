import { formatYen, IYenToken__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { addressOf, amountOf, codeOf, documentOf, maybe } from "../../inputs.ts";

/** Ends a stop of yen or of a wallet; the admin's, after its delay. */
export const yenUnfreeze: WriteCommand = {
  kind: "write",
  path: "yen unfreeze",
  about: {
    en: "free frozen yen, or without --amount a stopped wallet (admin, after its delay)",
    ja: "円の凍結を解除(管理者、予告期間後)",
  },
  example:
    "yen unfreeze --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --reason COURT-2027-11 " +
    "--document release.pdf --signer env:ADMIN_KEY",
  options: [
    { flags: "--wallet <address>", about: { en: "whose", ja: "口座" }, required: true },
    {
      flags: "--amount <yen>",
      about: { en: "how much of what is frozen", ja: "解除する金額" },
    },
    {
      flags: "--reason <code>",
      about: { en: "of a wallet: a code of up to 31 bytes", ja: "理由コード(口座の場合)" },
    },
    {
      flags: "--document <file|hash>",
      about: { en: "of a wallet: the order", ja: "命令書(口座の場合)" },
    },
  ],
  async plan(given, desk) {
    const wallet = addressOf(given, "wallet");
    const to = desk.platform.yen;
    const contract = IYenToken__factory.connect(to, desk.provider);
    if (maybe(given, "amount") === undefined) {
      const about = {
        en: `free the wallet ${wallet} in yen`,
        ja: `口座 ${wallet} の円の凍結を解除`,
      };
      const args = [wallet, codeOf(given, "reason"), await documentOf(given, "document")];
      return { title: about, calls: [{ to, contract, name: "unfreezeWallet", args, about }] };
    }
    const amount = amountOf(given, "amount");
    const frozen = await contract.frozenOf(wallet);
    if (frozen < amount) {
      throw new ArgumentRefused(
        `Of ${wallet} ${formatYen(frozen)} are frozen, which is less than ${formatYen(amount)}.`,
      );
    }
    const left = frozen - amount;
    const about = {
      en: `free ${formatYen(amount)} of ${wallet}, so that ${formatYen(left)} stay frozen`,
      ja: `${wallet} の ${formatYen(amount)} の凍結を解除(残り ${formatYen(left)})`,
    };
    const args = [wallet, left];
    return { title: about, calls: [{ to, contract, name: "setFrozenTokens", args, about }] };
  },
};
