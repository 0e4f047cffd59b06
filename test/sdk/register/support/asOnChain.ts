import { expect } from "chai";
import type { SecurityToken } from "../../../../sdk/contracts.ts";
import type { Register } from "../../../../sdk/register/Register.ts";

/** Holds every figure of a register against what the token itself answers. */
export async function expectAsOnChain(
  token: SecurityToken,
  { investors, supply, block }: Register,
) {
  const at = { blockTag: block };
  for (const row of investors.flatMap(({ wallets }) => wallets)) {
    const { wallet, units, held, frozen, free, lots, holds } = row;
    expect({ units, held, frozen, free }, wallet).to.deep.equal({
      units: await token.balanceOf(wallet, at),
      held: await token.heldOf(wallet, at),
      frozen: await token.frozenOf(wallet, at),
      free: await token.freeOf(wallet, at),
    });
    expect(sum(lots), `lots of ${wallet}`).to.equal(units);
    expect(sum(holds), `holds of ${wallet}`).to.equal(held);
  }
  expect(sum(investors)).to.equal(supply);
  expect(await token.totalSupply(at)).to.equal(supply);
}

function sum(rows: readonly { readonly units: bigint }[]): bigint {
  return rows.reduce((total, { units }) => total + units, 0n);
}
