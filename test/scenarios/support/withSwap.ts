import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { type AirSwap, deployAirSwap, type Order } from "../../support/airSwap.ts";
import { bookOf } from "../../support/book.ts";
import { impersonated } from "../../support/impersonated.ts";
import type { Wallet } from "../../support/passes.ts";
import { DAY } from "../../support/world.ts";
import { AMOUNT, market, PAYOUT, type Token, UNITS } from "./market.ts";

/** AirSwap's contract without a pass, allowances for it, and part of B's yen to be paid out. */
export async function withSwap() {
  const w = await market();
  const { a, b, c, bond, yen } = w;
  const swap = await deployAirSwap(w.deployer, w.chainId, c);
  const wallets = [a, b, c, w.thief, swap];
  await yen.connect(b).redeem(AMOUNT, PAYOUT);
  for (const token of [bond, yen]) {
    for (const signer of [a, b]) await token.connect(signer).approve(swap.address, MaxUint256);
  }

  let nonce = 0n;
  /** A's units against B's yen, or what the changes say, signed by A. */
  async function offered(changes: Partial<Order> = {}, maker = a) {
    const order: Order = {
      nonce: ++nonce,
      expiry: (await w.now()) + DAY,
      signerWallet: maker.address,
      signerToken: await bond.getAddress(),
      signerAmount: UNITS,
      protocolFee: 0,
      senderWallet: b.address,
      senderToken: await yen.getAddress(),
      senderAmount: AMOUNT,
      ...changes,
    };
    return { order, signature: await swap.sign(maker, order) };
  }

  async function books() {
    return { units: await bookOf(bond, wallets), yen: await bookOf(yen, wallets) };
  }

  return { ...w, swap, wallets, offered, books };
}

export type WithSwap = Awaited<ReturnType<typeof withSwap>>;
type Offer = Awaited<ReturnType<WithSwap["offered"]>>;

/** The leg that our gate refuses, and how. */
export interface RefusedLeg {
  readonly token: Token;
  readonly leg: readonly [from: Wallet, to: Wallet, amount: bigint];
  readonly error: string;
  readonly args: readonly unknown[];
}

/** That a swap reverts as a whole: neither leg moved, if the first could, and the order stands. */
export async function expectSwapRefused(
  w: WithSwap,
  { order }: Offer,
  { token, leg, error, args }: RefusedLeg,
  sent: () => ReturnType<AirSwap["swap"]>,
) {
  const { contract, address } = w.swap;
  const before = await w.books();
  await expect(sent()).to.be.revertedWithCustomError(contract, "TransferFromFailed");
  // AirSwap's library swallows the token's error: it is asked for again, leg by leg.
  const asSwap = await impersonated(w, address);
  const [from, to, amount] = leg;
  await expect(token.connect(asSwap).transferFrom.staticCall(from.address, to.address, amount))
    .to.be.revertedWithCustomError(token, error)
    .withArgs(...args);
  if (token !== w.yen) {
    const { senderWallet, signerWallet, senderAmount } = order;
    const paid = w.yen.connect(asSwap).transferFrom;
    expect(await paid.staticCall(senderWallet, signerWallet, senderAmount)).to.equal(true);
  }
  expect(await w.books()).to.deep.equal(before);
  const used = contract.getFunction("nonceUsed");
  expect(await used(order.signerWallet, order.nonce), "the order's number").to.equal(false);
}
