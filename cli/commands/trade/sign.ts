import { z } from "zod";
import {
  checkTradeFile,
  formatTime,
  formatYen,
  readTradeFile,
  type Side,
  signTradeFile,
  writeTradeFile,
} from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { signerOf } from "../../desk/signerOf.ts";
import { AS_OPTION } from "../../desk/tradeIn.ts";
import { maybe, pathOf } from "../../inputs.ts";

/** Signs a trade without a chain (EIP-712). */
export const tradeSign: LocalCommand = {
  kind: "local",
  path: "trade sign",
  about: { en: "sign a trade's file, offline", ja: "約定ファイルに署名(オフライン)" },
  example: "trade sign trade.json --signer keystore:seller.json",
  arguments: [{ name: "file", about: { en: "the trade", ja: "約定ファイル" } }],
  options: [
    {
      flags: "--signer <key>",
      about: {
        en: "env:NAME, keystore:FILE or hardhat:NAME",
        ja: "env:変数名、keystore:ファイル、hardhat:変数名",
      },
      required: true,
    },
    AS_OPTION,
    {
      flags: "--to <file>",
      about: { en: "write another file, leave the first", ja: "別ファイルへ書出し" },
    },
  ],
  result: z.strictObject({
    id: z.string(),
    signer: z.string(),
    seller: z.enum(["good", "missing", "wrong", "contract"]),
    buyer: z.enum(["good", "missing", "wrong", "contract"]),
    isReady: z.boolean(),
    file: z.string(),
  }),
  async run(given, terminal) {
    const path = pathOf(given, "file");
    const file = await readTradeFile(path);
    const key = await signerOf(maybe(given, "signer"), undefined, undefined, terminal);
    const as = maybe(given, "as") as Side | undefined;
    const signed = await signTradeFile(key, file, as === undefined ? {} : { as });
    const to = maybe(given, "to") === undefined ? path : pathOf(given, "to");
    await writeTradeFile(to, signed);
    const { id, seller, buyer, isReady } = checkTradeFile(signed);
    const { lang } = given;
    const { units, amount, settleBy } = file.trade;
    return {
      value: {
        ...{ id, signer: await key.getAddress(), isReady, file: to },
        ...{ seller: seller.state, buyer: buyer.state },
      },
      lines: [
        lang === "ja"
          ? `約定 ${id}: ${units} 口、${formatYen(amount)}、期限 ${formatTime(settleBy, lang)}、チェーン ${file.chainId}`
          : `trade ${id}: ${units} units, ${formatYen(amount)}, until ${formatTime(settleBy, lang)}, chain ${file.chainId}`,
        ...[seller, buyer].map(({ text }) => text[lang]),
        to,
      ],
    };
  },
};
