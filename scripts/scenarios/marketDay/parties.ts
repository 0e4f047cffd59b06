import { id, type Provider, Wallet } from "ethers";
import type { Teller } from "../teller.ts";
import { TEXTS } from "./texts.ts";

/** A wallet of the market, kept by a broker. */
export interface Party {
  /** The wallet with its key, connected to the chain. */
  readonly wallet: Wallet;
  readonly address: string;
  /** Its broker's number, from 1. */
  readonly broker: number;
  /** A client's number with its broker, from 1; 0 for the broker's own account. */
  readonly client: number;
}

/**
 * Brokers' own wallets and their clients', in the order of a made-up market, of keys made from their
 * numbers; then one more client of each of the first three brokers.
 */
export function parties(provider: Provider, brokers: number, clientsPerBroker: number): Party[] {
  const partyOf = (broker: number, client: number): Party => {
    const wallet = new Wallet(id(`market day: broker ${broker}, client ${client}`), provider);
    return { wallet, address: wallet.address, broker, client };
  };
  const all = Array.from({ length: brokers }, (_, index) =>
    Array.from({ length: clientsPerBroker + 1 }, (_, client) => partyOf(index + 1, client)),
  ).flat();
  return [...all, ...[1, 2, 3].map((broker) => partyOf(broker, clientsPerBroker + 1))];
}

/** What a wallet is called. */
export function nameOf({ t }: Teller, { broker, client }: Party): string {
  return client === 0
    ? t(TEXTS.broker, { number: broker })
    : t(TEXTS.client, { number: broker, client });
}
