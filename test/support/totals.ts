import { expect } from "chai";
import type { AddressLike } from "ethers";
import { CLASS_WORD, fieldsOf } from "./words.ts";

/** A pass-gated token, as far as its totals go. */
interface Counted {
  totalSupply(): Promise<bigint>;
  balanceOf(wallet: AddressLike): Promise<bigint>;
  heldOf(wallet: AddressLike): Promise<bigint>;
  freeOf(wallet: AddressLike): Promise<bigint>;
  frozenOf(wallet: AddressLike): Promise<bigint>;
  classWord(): Promise<bigint>;
}

/**
 * What must be so after anything that moves units.
 *
 * @param wallets every wallet that can have some
 * @param oneInvestors those of them that are one investor's
 * @param systems those of them whose passes are system passes, which no investor stands behind
 */
export async function expectTotals(
  token: Counted,
  wallets: readonly string[],
  oneInvestors: readonly string[] = [],
  systems: readonly string[] = [],
): Promise<void> {
  const rows = await Promise.all(
    wallets.map(async (wallet) => ({
      wallet,
      balance: await token.balanceOf(wallet),
      held: await token.heldOf(wallet),
      free: await token.freeOf(wallet),
      frozen: await token.frozenOf(wallet),
    })),
  );
  const sum = rows.reduce((total, { balance }) => total + balance, 0n);
  const some = rows
    .filter(({ wallet, balance }) => balance !== 0n && !systems.includes(wallet))
    .map(({ wallet }) => wallet);
  const his = some.filter((wallet) => oneInvestors.includes(wallet)).length;
  const holders = some.length - Math.max(his - 1, 0);
  expect(await token.totalSupply(), "SUM-1: supply = sum of balances").to.equal(sum);
  expect(holdersOf(await token.classWord()), "holder count").to.equal(holders);
  for (const { wallet, balance, held, free, frozen } of rows) {
    const rest = balance - held - frozen;
    expect(held <= balance, `HOLD-1: held ≤ balance, for ${wallet}`).to.equal(true);
    expect(free, `HOLD-1: spendable of ${wallet}`).to.equal(rest > 0n ? rest : 0n);
  }
}

/** Wallets with a balance, of a class word. */
export function holdersOf(classWord: bigint): number {
  return Number(fieldsOf(CLASS_WORD, classWord).holders);
}
