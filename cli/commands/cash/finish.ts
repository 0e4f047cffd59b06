import { getAddress } from "ethers";
import {
  ExternalCash__factory,
  type PaymentSignature,
  PaymentSignatureRefused,
  parsePaymentSignature,
  readText,
  tradeId,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { TRADE } from "../../desk/tradeCall.ts";
import { tradeIn } from "../../desk/tradeIn.ts";

/** Brings the quorum's signatures: the units are delivered or free. */
export const cashFinish: WriteCommand = {
  kind: "write",
  path: "cash finish",
  about: {
    en: "send what a quorum signed of a payment: the units are delivered or free (anyone)",
    ja: "定足数の署名を送信し、数量を受渡しまたは解放(誰でも可)",
  },
  example: "cash finish trade.json attestor-1.json attestor-2.json --signer env:ANY_KEY",
  arguments: [
    TRADE,
    { name: "files", about: { en: "by cash sign", ja: "署名ファイル" }, many: true },
  ],
  async plan(given, desk) {
    const { trade } = await tradeIn(given, desk);
    const id = tradeId(trade);
    const { platform, chainId, provider } = desk;
    const to = platform.externalCash;
    const files = (given.arguments.files ?? []) as readonly string[];
    const signed: PaymentSignature[] = [];
    for (const path of files) {
      const one = parsePaymentSignature(await readText(path), path);
      if (one.chainId !== chainId || one.externalCash !== getAddress(to)) {
        throw new PaymentSignatureRefused(path, "it is for another chain or platform");
      }
      if (one.word.trade !== id) {
        throw new PaymentSignatureRefused(path, `it is of the trade ${one.word.trade}`);
      }
      if (JSON.stringify(one.word) !== JSON.stringify(signed[0]?.word ?? one.word)) {
        throw new PaymentSignatureRefused(path, `it says another thing than ${files[0]}`);
      }
      signed.push(one);
    }
    const { word } = signed[0] as PaymentSignature;
    const ascending = signed
      .toSorted((one, other) => (BigInt(one.signer) < BigInt(other.signer) ? -1 : 1))
      .map(({ signer, signature }) => ({ signer, signature }));
    const contract = ExternalCash__factory.connect(to, provider);
    const isOutcome = word.kind === "outcome";
    const isYes = isOutcome ? word.paid : word.deliver;
    const about = {
      en: `trade ${id}: ${isYes ? "deliver the units" : "free the units"}, signed by ${signed.length}`,
      ja: `約定 ${id}: 数量を${isYes ? "受渡し" : "解放"}(署名 ${signed.length} 名)`,
    };
    const call = isOutcome
      ? { name: "attest", args: [trade, isYes, word.bankReference, ascending] }
      : { name: "decide", args: [trade, isYes, word.reason, ascending] };
    return { title: about, calls: [{ to, contract, about, ...call }] };
  },
};
