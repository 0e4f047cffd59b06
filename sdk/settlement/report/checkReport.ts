import { rememberedAddresses } from "../addressForms.ts";
import { ReportRefused } from "./reportErrors.ts";
import type {
  ReportedCharge,
  ReportedQuantity,
  ReportedTrade,
  SettlementReportInput,
  TradeOutcome,
} from "./reportTypes.ts";

const NETTED: readonly TradeOutcome[] = ["netted-in-cycle", "netted-by-id"];

/** A trade with what of it settled. */
export type Settled = ReportedTrade & { readonly settled: Pick<ReportedTrade, "units" | "amount"> };

/** The same with every address in one form. */
export function withChecksums(input: SettlementReportInput): SettlementReportInput {
  const form = rememberedAddresses();
  const quantity = (each: ReportedQuantity) => ({
    ...each,
    party: form(each.party),
    asset: form(each.asset),
  });
  return {
    ...input,
    trades: input.trades.map((trade) => ({
      ...trade,
      ...{ seller: form(trade.seller), buyer: form(trade.buyer) },
      ...{ security: form(trade.security), cash: form(trade.cash) },
    })),
    charges: input.charges.map((charge) => ({
      ...charge,
      ...{ payer: form(charge.payer), payee: form(charge.payee), cash: form(charge.cash) },
    })),
    others: input.others.map(quantity),
    opening: input.opening.map(quantity),
    closing: input.closing.map(quantity),
  };
}

/** @throws ReportRefused if its outcome lacks what belongs to it, or has what does not */
export function settledOf(trade: ReportedTrade): Settled {
  const { id, outcome, net, settled, units, amount } = trade;
  if (NETTED.includes(outcome) !== (net !== undefined)) {
    const which = net === undefined ? "and does not say in which net" : `but names the net ${net}`;
    throw new ReportRefused(`trade ${id} is ${outcome} ${which}`);
  }
  if ((outcome === "partly") !== (settled !== undefined)) {
    const which =
      settled === undefined ? "and does not say how much" : "but says how much of it is";
    throw new ReportRefused(`trade ${id} is ${outcome} ${which}`);
  }
  if (settled !== undefined) {
    const isPart = (part: bigint, all: bigint) => part > 0n && part < all;
    if (!isPart(settled.units, units) || !isPart(settled.amount, amount)) {
      const parts = `${settled.units} of ${units} units, ${settled.amount} of ${amount}`;
      throw new ReportRefused(`trade ${id} settled partly, and ${parts} is no part on both legs`);
    }
    return { ...trade, settled };
  }
  const isSettled = outcome === "settled-gross" || NETTED.includes(outcome);
  return { ...trade, settled: isSettled ? { units, amount } : { units: 0n, amount: 0n } };
}

/** @throws ReportRefused if a key is there twice */
export function checkOnce(what: string, keys: readonly string[]): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) throw new ReportRefused(`${what} ${key} is there twice`);
    seen.add(key);
  }
}

/** @throws ReportRefused if a charge is not between the parties of its trade in the way of its kind */
export function checkCharges(charges: readonly ReportedCharge[], trades: readonly Settled[]): void {
  const byId = new Map(trades.map((trade) => [trade.id, trade]));
  for (const { kind, trade: id, payer, payee, cash, amount } of charges) {
    const refuse = (why: string) => new ReportRefused(`a ${kind} for trade ${id} ${why}`);
    const trade = byId.get(id);
    if (trade === undefined) throw refuse("names a trade that is not in the report");
    const { seller, buyer } = trade;
    const isSellers = payer === seller && payee === buyer;
    const isBuyers = payer === buyer && payee === seller;
    const isRight = {
      "fail-charge": isSellers,
      "late-interest": isBuyers,
      "buy-in-difference": isSellers || isBuyers,
    }[kind];
    if (!isRight)
      throw refuse(`goes from ${payer} to ${payee}, of seller ${seller} and buyer ${buyer}`);
    if (cash !== trade.cash) throw refuse(`is paid in ${cash}, and the trade in ${trade.cash}`);
    if (amount < 1n) throw refuse(`is ${amount}; it must be 1 or more`);
  }
}
