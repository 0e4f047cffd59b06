import { expect } from "chai";
import type { SecurityToken, YenToken } from "../../sdk/contracts.ts";
import type { Wallet } from "./passes.ts";

/** SUM-1 over the only wallets that can hold: their balances, and that they are the supply. */
export async function expectBalances(
  token: SecurityToken | YenToken,
  expected: readonly (readonly [Wallet, bigint])[],
) {
  const balances = await Promise.all(expected.map(([{ address }]) => token.balanceOf(address)));
  expect(balances).to.deep.equal(expected.map(([, balance]) => balance));
  const sum = balances.reduce((total, balance) => total + balance, 0n);
  expect(await token.totalSupply(), "SUM-1").to.equal(sum);
}
