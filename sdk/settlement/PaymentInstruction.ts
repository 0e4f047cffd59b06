import type { JstDate } from "../format/JstDate.ts";

/** A payment on another system that a trade waits for, as the `PaymentInstructed` event says it. */
export interface PaymentInstruction {
  /** The trade's id, 32 bytes as hex. */
  readonly tradeId: string;
  /** The buyer's wallet. */
  readonly payer: string;
  /** The seller's wallet. */
  readonly payee: string;
  /** ISO 4217. */
  readonly currency: string;
  /** In the currency's smallest unit. */
  readonly amount: bigint;
  /** Last Unix second at which the trade could be instructed. */
  readonly settleBy: number;
  /** The day in Japan on which the banks are to settle. */
  readonly settlementDate: JstDate;
}
