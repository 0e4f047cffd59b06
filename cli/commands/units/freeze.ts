import { RegistrarDesk__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { addressOf, amountOf, classOf, codeOf, documentOf, maybe } from "../../inputs.ts";

/** Stops units of a wallet, or the wallet. */
export const unitsFreeze: WriteCommand = {
  kind: "write",
  path: "units freeze",
  about: {
    en: "stop units of a wallet by order, or without --units the whole wallet",
    ja: "命令により数量を凍結(--units がなければ口座全体)",
  },
  example:
    "units freeze --class SBI-ST-1 --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --units 10 " +
    "--reason COURT-2027-11 --document order.pdf --signer env:REGISTRAR_KEY",
  options: [
    { flags: "--class <code>", about: { en: "the class", ja: "銘柄コード" }, required: true },
    { flags: "--wallet <address>", about: { en: "whose", ja: "口座" }, required: true },
    { flags: "--units <number>", about: { en: "how many", ja: "数量" } },
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
  ],
  async plan(given, desk) {
    const { address, code } = classOf(given, desk);
    const wallet = addressOf(given, "wallet");
    const isWhole = maybe(given, "units") === undefined;
    const units = isWhole ? undefined : amountOf(given, "units");
    const [reason, document] = [codeOf(given, "reason"), await documentOf(given, "document")];
    const contract = RegistrarDesk__factory.connect(desk.platform.desk, desk.provider);
    const about =
      units === undefined
        ? { en: `freeze ${wallet} in ${code}`, ja: `${code} の口座 ${wallet} を凍結` }
        : {
            en: `freeze ${units} units of ${wallet} in ${code}`,
            ja: `${code} ${wallet} の ${units} 口を凍結`,
          };
    return {
      title: about,
      calls: [
        {
          ...{ to: desk.platform.desk, contract, about },
          name: units === undefined ? "freezeWallet" : "freezeUnits",
          args: [address, wallet, ...(units === undefined ? [] : [units]), reason, document],
        },
      ],
    };
  },
};
