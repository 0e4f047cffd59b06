import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import type { AddressLike, BigNumberish } from "ethers";
import type { SecurityToken, YenToken } from "../../sdk/contracts.ts";
import type { World } from "./world.ts";

/**
 * TRUTH-1 for one transfer, tried and not sent: lens and token say yes if and only if it succeeds, and
 * what it reverts with is among the reasons that the lens gives.
 *
 * @returns whether it succeeds
 */
export async function expectTruth(
  { lens }: Pick<World, "lens">,
  token: SecurityToken | YenToken,
  from: HardhatEthersSigner,
  to: AddressLike,
  units: BigNumberish,
): Promise<boolean> {
  const tried = await token
    .connect(from)
    .transfer.staticCall(to, units)
    .then(
      () => undefined,
      (error: { data?: string }) => error.data ?? "no data",
    );
  const refusals = await lens.explain(token, from, from, to, units);
  const succeeds = tried === undefined;
  expect(await token.canTransfer(from, to, units), "TRUTH-1: the token's word").to.equal(succeeds);
  expect(await lens.canTransfer(token, from, to, units), "TRUTH-1: the lens's").to.equal(succeeds);
  const code = refusals.reduce((least, { rule }) => (rule < least ? rule : least), 255n);
  expect(await lens.detectTransferRestriction(token, from, to, units), "ERC-1404").to.equal(
    succeeds ? 0n : code,
  );
  if (!succeeds) {
    expect(
      refusals.map(({ reason }) => reason),
      "TRUTH-1: why",
    ).to.include(tried);
  }
  return succeeds;
}
