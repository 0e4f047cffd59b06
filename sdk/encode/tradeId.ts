import { TypedDataEncoder } from "ethers";
import { TRADE_FIELDS, type Trade } from "./tradeTypedData.ts";

const ENCODER = TypedDataEncoder.from({ Trade: TRADE_FIELDS });

/**
 * The id of a trade, 32 bytes as hex: its EIP-712 struct hash, as `contracts/types/Trade.sol` makes it. It
 * binds neither chain nor contract; the signatures do.
 */
export function tradeId(trade: Trade): string {
  return ENCODER.hashStruct("Trade", trade);
}
