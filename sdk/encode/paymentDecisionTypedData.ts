import { externalCashDomain } from "./externalCashDomain.ts";
import type { TypedData } from "./TypedData.ts";

/** What a quorum decides of a payment that nobody answered for, or that cannot be delivered. */
export interface PaymentDecision {
  /** The trade's id, 32 bytes as hex. */
  readonly trade: string;
  /** True to deliver the units to the buyer, false to free them for the seller. */
  readonly deliver: boolean;
  /** 32 bytes as hex. */
  readonly reason: string;
}

/** What a settlement operator signs after the long stop. */
export function paymentDecisionTypedData(
  chainId: bigint,
  externalCash: string,
  decision: PaymentDecision,
): TypedData<PaymentDecision> {
  return {
    domain: externalCashDomain(chainId, externalCash),
    types: {
      PaymentDecision: [
        { name: "trade", type: "bytes32" },
        { name: "deliver", type: "bool" },
        { name: "reason", type: "bytes32" },
      ],
    },
    primaryType: "PaymentDecision",
    message: decision,
  };
}
