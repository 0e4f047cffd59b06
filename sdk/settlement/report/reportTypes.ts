import type { TradeLegs } from "../../encode/tradeTypedData.ts";

/** What became of a trade in the time that a report is about. */
export const TRADE_OUTCOMES = [
  "settled-gross",
  "netted-in-cycle",
  "netted-by-id",
  "partly",
  "failed",
  "cash-defaulted",
  "bought-in",
  "cancelled",
  "expired",
] as const;

export type TradeOutcome = (typeof TRADE_OUTCOMES)[number];

/** Why one party paid another beside the trade itself. */
export const CHARGE_KINDS = ["fail-charge", "late-interest", "buy-in-difference"] as const;

export type ChargeKind = (typeof CHARGE_KINDS)[number];

/** A trade and what became of it. */
export interface ReportedTrade extends TradeLegs {
  readonly id: string;
  readonly outcome: TradeOutcome;
  /** Of a netted trade: what tells its net from others, such as the cycle's id. */
  readonly net?: string;
  /** Of a trade that settled partly: what of it did. */
  readonly settled?: Pick<TradeLegs, "units" | "amount">;
}

/** What was paid for a trade that did not settle as agreed. */
export interface ReportedCharge {
  readonly kind: ChargeKind;
  /** Id of the trade. */
  readonly trade: string;
  readonly payer: string;
  readonly payee: string;
  readonly cash: string;
  /** In the cash token's smallest unit, 1 or more. */
  readonly amount: bigint;
}

/** What a party has, or got (below 0: gave), of an asset. */
export interface ReportedQuantity {
  readonly party: string;
  readonly asset: string;
  readonly quantity: bigint;
}

export interface SettlementReportInput {
  /** First and last Unix second of the time that the report is about. */
  readonly from: number;
  readonly until: number;
  readonly trades: readonly ReportedTrade[];
  readonly charges: readonly ReportedCharge[];
  /** What else moved: issues, redemptions, deposits, distributions. */
  readonly others: readonly ReportedQuantity[];
  /** Balances before and after, held and frozen quantities included; what is not in them is 0. */
  readonly opening: readonly ReportedQuantity[];
  readonly closing: readonly ReportedQuantity[];
}

/** What was owed and what moved of an asset. */
export interface AssetReport {
  readonly asset: string;
  readonly kind: "class" | "cash";
  /** All legs in sum of trades that bound their parties: not of cancelled and expired ones. */
  readonly grossObligations: bigint;
  /** What would move if all those were one net. */
  readonly netObligations: bigint;
  /** All legs in sum that settled. */
  readonly settled: bigint;
  /** What moved for that: of trades that were netted together only what payers paid. */
  readonly moved: bigint;
  readonly saved: bigint;
  /** `saved` in hundredths of a percent of `settled`, cut; 0 if nothing settled. */
  readonly savedBasisPoints: number;
}

/** Trades of one outcome and cash token. */
export interface OutcomeReport {
  readonly outcome: TradeOutcome;
  readonly cash: string;
  readonly trades: number;
  /** What they were made for. */
  readonly amount: bigint;
  /** What of it was paid. */
  readonly settled: bigint;
}

/** What a party paid and got of one kind of charge. */
export interface ChargeReport {
  readonly kind: ChargeKind;
  readonly party: string;
  readonly cash: string;
  readonly paid: bigint;
  readonly received: bigint;
}

/** opening + trades + charges + others = closing. */
export interface ReconciliationLine {
  readonly party: string;
  readonly asset: string;
  readonly opening: bigint;
  readonly trades: bigint;
  readonly charges: bigint;
  readonly others: bigint;
  readonly closing: bigint;
}

/** What was owed, what settled and what that left everybody with. Every list has one fixed order. */
export interface SettlementReport {
  readonly from: number;
  readonly until: number;
  /** Ascending by address. */
  readonly assets: readonly AssetReport[];
  /** By outcome and cash token; what did not happen is left out. */
  readonly outcomes: readonly OutcomeReport[];
  /** By kind, party and cash token. */
  readonly charges: readonly ChargeReport[];
  /** By party and asset: all that began, moved or ended. */
  readonly reconciliation: readonly ReconciliationLine[];
}
