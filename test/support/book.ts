import type { SecurityToken, YenToken } from "../../sdk/contracts.ts";
import type { Wallet } from "./passes.ts";
import { holdersOf } from "./totals.ts";

/** What a token's books say of the wallets, in their order, and in all. */
export async function bookOf(token: SecurityToken | YenToken, wallets: readonly Wallet[]) {
  return {
    balances: await Promise.all(wallets.map(({ address }) => token.balanceOf(address))),
    held: await Promise.all(wallets.map(({ address }) => token.heldOf(address))),
    supply: await token.totalSupply(),
    holders: holdersOf(await token.classWord()),
  };
}
