import type { Trade, TradeLegs } from "../encode/tradeTypedData.ts";
import { ascendingAddresses, rememberedAddresses } from "./addressForms.ts";

/** What a list of trades comes to: the net of each party in each asset. */
export interface NetList {
  /** Everybody with a trade, also whose nets are all zero; ascending by address. */
  readonly parties: string[];
  /** Classes and cash tokens, ascending by address. */
  readonly assets: string[];
  /** For each asset, the terms epoch of the class; 0 for cash. */
  readonly termsEpochs: number[];
  /** `nets[asset][party]`: what the party gets, in the asset's smallest unit; below 0 what it gives. */
  readonly nets: bigint[][];
}

/** Trades of one class were made under different terms. */
export class TermsEpochsDiffer extends Error {
  override readonly name = "TermsEpochsDiffer";
  readonly security: string;

  constructor(security: string, epochs: readonly [number, number]) {
    super(
      `Trades of class ${security} name the terms epochs ${epochs[0]} and ${epochs[1]}: what was agreed ` +
        "under older terms cannot settle. Leave those trades out, and let their parties agree on them anew.",
    );
    this.security = security;
  }
}

/** One token is a class in one trade and cash in another. */
export class AssetIsBoth extends Error {
  override readonly name = "AssetIsBoth";
  readonly asset: string;

  constructor(asset: string) {
    super(
      `${asset} is the class of one trade and the cash token of another. Find the trade in which they are ` +
        "the wrong way round and leave it out.",
    );
    this.asset = asset;
  }
}

export type NetOfErrors = TermsEpochsDiffer | AssetIsBoth;

/** The fields of a trade that its net follows from. */
export type NettedTrade = TradeLegs & Pick<Trade, "termsEpoch">;

/**
 * Adds trades up: a seller gives units and gets cash, a buyer the reverse. Nets are zero in sum for every
 * asset.
 *
 * @throws TermsEpochsDiffer if trades of one class name different epochs
 * @throws AssetIsBoth if a token is a class here and cash there
 */
export function netOf(trades: readonly NettedTrade[]): NetList {
  const checksummed = rememberedAddresses();
  const epochs = new Map<string, number>();
  const cashTokens = new Set<string>();
  const positions = new Map<string, Map<string, bigint>>();
  const parties = new Set<string>();
  const move = (asset: string, from: string, to: string, quantity: bigint) => {
    const held = positions.get(asset) ?? new Map<string, bigint>();
    positions.set(asset, held);
    held.set(from, (held.get(from) ?? 0n) - quantity);
    held.set(to, (held.get(to) ?? 0n) + quantity);
  };
  for (const trade of trades) {
    const [seller, buyer] = [checksummed(trade.seller), checksummed(trade.buyer)];
    const [security, cash] = [checksummed(trade.security), checksummed(trade.cash)];
    const epoch = epochs.get(security) ?? trade.termsEpoch;
    if (epoch !== trade.termsEpoch) {
      throw new TermsEpochsDiffer(security, [epoch, trade.termsEpoch]);
    }
    epochs.set(security, epoch);
    cashTokens.add(cash);
    parties.add(seller).add(buyer);
    move(security, seller, buyer, trade.units);
    move(cash, buyer, seller, trade.amount);
  }
  const both = [...cashTokens].find((token) => epochs.has(token));
  if (both !== undefined) throw new AssetIsBoth(both);

  const sortedParties = ascendingAddresses(parties);
  const assets = ascendingAddresses(positions.keys());
  return {
    parties: sortedParties,
    assets,
    termsEpochs: assets.map((asset) => epochs.get(asset) ?? 0),
    nets: assets.map((asset) =>
      sortedParties.map((party) => positions.get(asset)?.get(party) ?? 0n),
    ),
  };
}
