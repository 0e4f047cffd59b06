import type { Trade } from "../encode/tradeTypedData.ts";
import { checkFile } from "../files/checkFile.ts";
import { FileRefused } from "../files/FileRefused.ts";
import { tradeSchema } from "../files/schemas/tradeSchema.ts";

/** A party's side of a trade. */
export type Side = "seller" | "buyer";

/** A trade as its parties hand it to each other until both have signed. */
export interface TradeFile {
  readonly chainId: bigint;
  /** Where DvpSettlement is. */
  readonly dvp: string;
  readonly trade: Trade;
  /** Bytes as hex; of a key 65 bytes, of a contract wallet what it takes. */
  readonly signatures: { readonly seller?: string; readonly buyer?: string };
}

/** A trade as its file has it: the same trade is the same bytes. */
export function formatTradeFile({ chainId, dvp, trade, signatures }: TradeFile): string {
  const { seller, buyer } = signatures;
  const plain = {
    apiVersion: 1,
    kind: "Trade",
    chainId: Number(chainId),
    dvp,
    trade: {
      seller: trade.seller,
      buyer: trade.buyer,
      security: trade.security,
      units: String(trade.units),
      cash: trade.cash,
      amount: String(trade.amount),
      settleFrom: trade.settleFrom,
      settleBy: trade.settleBy,
      sellerNonce: String(trade.sellerNonce),
      buyerNonce: String(trade.buyerNonce),
      termsEpoch: trade.termsEpoch,
      cycle: trade.cycle,
      partialAllowed: trade.partialAllowed,
      commonReference: trade.commonReference,
    },
    signatures: { ...(seller && { seller }), ...(buyer && { buyer }) },
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

export type ParseTradeFileErrors = FileRefused;

/**
 * The trade in a file's text. Whether its signatures are good is for `checkTradeFile` to say.
 *
 * @param fileName how findings name the file
 * @throws FileRefused with every fault, its field, line and column
 */
export function parseTradeFile(text: string, fileName: string): TradeFile {
  try {
    JSON.parse(text);
  } catch {
    const message = "expected JSON, found something else or only a part of it";
    throw new FileRefused([{ file: fileName, line: 1, column: 1, path: "", message }]);
  }
  // JSON is YAML too, and that reader knows where each field stands and which is written twice.
  const { chainId, dvp, trade, signatures } = checkFile(text, fileName, "Trade", tradeSchema);
  return { chainId: BigInt(chainId), dvp, trade, signatures };
}
