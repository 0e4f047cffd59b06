import { MaxUint256 } from "ethers";
import { UnitVault__factory } from "../../../types/index.js";
import { bookOf } from "../../support/book.ts";
import { world } from "../../support/world.ts";
import { ISSUE, type Token } from "./market.ts";

/**
 * A class that two investors may hold, and yen. A has 60 of each, B 40, C a pass alone. A vault
 * without a pass, for one of the two.
 */
export async function withVault(asset: "units" | "yen") {
  const w = await world();
  const { a, b, c, thief } = w;
  await w.granted([a, b, c]);
  const bond = await w.openClass({ maxInvestors: 2 });
  for (const [investor, amount] of [
    [a, 60n],
    [b, 40n],
  ] as const) {
    await w.desk.issue(bond, investor, amount, ISSUE);
    await w.minted(investor, amount);
  }
  const token: Token = asset === "units" ? bond : w.yen;
  const contract = await new UnitVault__factory(w.deployer).deploy(token);
  const vault = { address: await contract.getAddress() };
  for (const investor of [a, b]) await token.connect(investor).approve(vault.address, MaxUint256);
  const wallets = [a, b, c, thief, vault];

  async function books() {
    const shares = wallets.map(({ address }) => contract.balanceOf(address));
    return { ...(await bookOf(token, wallets)), shares: await Promise.all(shares) };
  }

  return { ...w, bond, token, contract, vault, wallets, books };
}

export type WithVault = Awaited<ReturnType<typeof withVault>>;
