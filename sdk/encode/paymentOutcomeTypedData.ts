import { externalCashDomain } from "./externalCashDomain.ts";
import type { TypedData } from "./TypedData.ts";

/** What became of a payment on another system. */
export interface PaymentOutcome {
  /** The trade's id, 32 bytes as hex. */
  readonly trade: string;
  /** False if the payment was rejected. */
  readonly paid: boolean;
  /** Names the payment, or the rejection, at the bank: 32 bytes as hex, used once. */
  readonly bankReference: string;
}

/** What a payment attestor signs. */
export function paymentOutcomeTypedData(
  chainId: bigint,
  externalCash: string,
  outcome: PaymentOutcome,
): TypedData<PaymentOutcome> {
  return {
    domain: externalCashDomain(chainId, externalCash),
    types: {
      PaymentOutcome: [
        { name: "trade", type: "bytes32" },
        { name: "paid", type: "bool" },
        { name: "bankReference", type: "bytes32" },
      ],
    },
    primaryType: "PaymentOutcome",
    message: outcome,
  };
}
