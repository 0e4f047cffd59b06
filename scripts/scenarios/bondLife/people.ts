import { id, type Provider, Wallet } from "ethers";
import type { Teller } from "../teller.ts";
import { TEXTS } from "./texts.ts";

/** Somebody of the story, with a wallet whose key is made from the name. */
export interface Person {
  readonly wallet: Wallet;
  readonly address: string;
  readonly name: string;
  /** Key of the tax table: 0 an individual, 1 a corporation. */
  readonly taxClass: 0 | 1;
  /** Bonds that are subscribed. */
  readonly subscribes: bigint;
}

export type People = ReturnType<typeof people>;

/** Who lends, and who borrows. C has two wallets. */
export function people(provider: Provider, { t }: Teller) {
  const person = (key: string, name: string, taxClass: 0 | 1, subscribes: bigint): Person => {
    const wallet = new Wallet(id(`bond life: ${key}`), provider);
    return { wallet, address: wallet.address, name, taxClass, subscribes };
  };
  const individual = (name: string, subscribes: bigint) =>
    person(name, t(TEXTS.individual, { name }), 0, subscribes);
  const corporation = (name: string, subscribes: bigint) =>
    person(name, t(TEXTS.corporation, { name }), 1, subscribes);
  return {
    issuer: person("issuer", t(TEXTS.issuer), 1, 0n),
    bank: person("bank", t(TEXTS.bank), 1, 0n),
    a: individual("A", 6n),
    b: corporation("B", 12n),
    c: individual("C", 4n),
    cAgain: individual("C'", 2n),
    d: corporation("D", 8n),
    e: individual("E", 4n),
    f: individual("F", 4n),
  };
}
