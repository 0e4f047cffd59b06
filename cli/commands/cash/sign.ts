import type { JsonRpcProvider } from "ethers";
import { getAddress } from "ethers";
import { z } from "zod";
import {
  formatPaymentSignature,
  type PaymentWord,
  signPayment,
  tradeId,
} from "../../../sdk/index.ts";
import type { Given, ReadCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { signerOf } from "../../desk/signerOf.ts";
import { TRADE } from "../../desk/tradeCall.ts";
import { tradeIn } from "../../desk/tradeIn.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { codeOf, maybe, pathOf } from "../../inputs.ts";

const WAYS = ["paid", "rejected", "deliver", "free"] as const;

/** Signs what became of a payment, or what is decided of it after the long stop. */
export const cashSign: ReadCommand = {
  kind: "read",
  path: "cash sign",
  about: {
    en: "sign what became of a payment (payment attestor), or a decision after the long stop (settlement operator)",
    ja: "支払結果(支払証明者)または長期停止後の決定(決済運営者)に署名",
  },
  example:
    "cash sign trade.json --is paid --reference PAY-2027-04-01-7 --to attestor-1.json --signer env:ATTESTOR_KEY",
  arguments: [TRADE],
  options: [
    {
      flags: "--is <outcome>",
      about: {
        en: "paid or rejected by the bank; deliver or free, decided after the long stop",
        ja: "paid(支払済)・rejected(不能)、長期停止後は deliver(受渡し)・free(解放)",
      },
      required: true,
      choices: WAYS,
    },
    {
      flags: "--reference <code>",
      about: {
        en: "names the payment at the bank, once ever; of a decision its reason",
        ja: "銀行の取引番号(一度限り)。決定の場合は理由コード",
      },
      required: true,
    },
    {
      flags: "--signer <key>",
      about: { en: "env:NAME, keystore:FILE, hardhat:NAME", ja: "署名する鍵" },
      required: true,
    },
    { flags: "--to <file>", about: { en: "where to", ja: "書出し先" }, required: true },
  ],
  result: z.strictObject({
    ...{ trade: z.string(), is: z.enum(WAYS), signer: z.string(), file: z.string() },
  }),
  async run(given, desk) {
    const { trade } = await tradeIn(given, desk);
    const { chainId, platform, provider, terminal } = desk;
    const externalCash = getAddress(platform.externalCash);
    if (getAddress(trade.cash) !== externalCash) {
      throw new ArgumentRefused(
        "This trade's cash is not on another system: its cash token is not the contract for that.",
      );
    }
    const id = tradeId(trade);
    const key = await signerOf(
      maybe(given, "signer"),
      provider as JsonRpcProvider,
      chainId,
      terminal,
    );
    const { is, word } = wordOf(given, id);
    const signed = await signPayment(key, { chainId, externalCash, word });
    const file = pathOf(given, "to");
    await writeNew(file, formatPaymentSignature(signed));
    return { value: { trade: id, is, signer: signed.signer, file }, lines: [`${id}: ${is}`, file] };
  },
};

function wordOf(given: Given, trade: string): { is: string; word: PaymentWord } {
  const is = maybe(given, "is") ?? "";
  const code = codeOf(given, "reference");
  return is === "paid" || is === "rejected"
    ? { is, word: { kind: "outcome", trade, paid: is === "paid", bankReference: code } }
    : { is, word: { kind: "decision", trade, deliver: is === "deliver", reason: code } };
}
