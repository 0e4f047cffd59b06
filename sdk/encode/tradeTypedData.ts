import type { TypedDataField } from "ethers";
import type { TypedData } from "./TypedData.ts";

/** What seller and buyer agree on and both sign; its EIP-712 struct hash is its id. */
export interface Trade {
  readonly seller: string;
  readonly buyer: string;
  readonly security: string;
  /** Units of the security, 1 or more. */
  readonly units: bigint;
  readonly cash: string;
  /** Of the cash token, in its smallest unit, 1 or more. */
  readonly amount: bigint;
  /** First and last Unix second at which it may settle. */
  readonly settleFrom: number;
  readonly settleBy: number;
  /** Numbers that each party uses once. */
  readonly sellerNonce: bigint;
  readonly buyerNonce: bigint;
  /** The security's terms epoch at signing. */
  readonly termsEpoch: number;
  /** 32 zero bytes to settle gross, else the netting cycle that the trade is made for. */
  readonly cycle: string;
  readonly partialAllowed: boolean;
  /** What both parties call the trade, 32 bytes as hex, or 32 zero bytes. */
  readonly commonReference: string;
}

/** A trade's fields, in the order of `contracts/types/Trade.sol`. */
export const TRADE_FIELDS: TypedDataField[] = [
  { name: "seller", type: "address" },
  { name: "buyer", type: "address" },
  { name: "security", type: "address" },
  { name: "units", type: "uint64" },
  { name: "cash", type: "address" },
  { name: "amount", type: "uint256" },
  { name: "settleFrom", type: "uint48" },
  { name: "settleBy", type: "uint48" },
  { name: "sellerNonce", type: "uint256" },
  { name: "buyerNonce", type: "uint256" },
  { name: "termsEpoch", type: "uint16" },
  { name: "cycle", type: "bytes32" },
  { name: "partialAllowed", type: "bool" },
  { name: "commonReference", type: "bytes32" },
];

/** Who gives whom what. */
export type TradeLegs = Pick<Trade, "seller" | "buyer" | "security" | "units" | "cash" | "amount">;

/** What both parties of a trade sign. */
export function tradeTypedData(chainId: bigint, dvp: string, trade: Trade): TypedData<Trade> {
  return {
    domain: { name: "Kessai DvP", version: "1", chainId, verifyingContract: dvp },
    types: { Trade: TRADE_FIELDS },
    primaryType: "Trade",
    message: trade,
  };
}
