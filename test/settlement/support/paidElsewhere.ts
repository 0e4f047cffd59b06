import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { MaxUint256, sha256, ZeroHash } from "ethers";
import { holdId } from "../../../sdk/encode/holdId.ts";
import { paymentDecisionTypedData } from "../../../sdk/encode/paymentDecisionTypedData.ts";
import { paymentOutcomeTypedData } from "../../../sdk/encode/paymentOutcomeTypedData.ts";
import { signTypedData } from "../../../sdk/encode/signTypedData.ts";
import type { Trade } from "../../../sdk/encode/tradeTypedData.ts";
import { expectTotals } from "../../support/totals.ts";
import { DAY, type World } from "../../support/world.ts";
import { BUYER_YEN, SELLER_UNITS, tradeAgreed } from "./tradeAgreed.ts";

export const BANK_REFERENCE = `0x${"ba".repeat(32)}`;
export const SECRET = `0x${"5e".repeat(32)}`;
export const HASH_LOCK = sha256(SECRET);

/** As IExternalCash.Phase and TradePhase. */
export const PAYMENT = {
  ...{ none: 0n, reserved: 1n, instructed: 2n, paid: 3n, delivered: 4n, released: 5n },
} as const;
export const TRADE = { matched: 2n, awaitingPayment: 3n, settled: 4n, ended: 5n } as const;

/** Where a trade of the registry stands. */
export async function tradePhase({ dvp }: Pick<World, "dvp">, id: string): Promise<bigint> {
  return ((await dvp.tradeWord(id)) >> 64n) & 0xffn;
}

/** The keys of a role, in the order of their addresses. */
export async function keysOf(w: World, role: keyof World["platformFile"]["roles"]) {
  const holders = w.platformFile.roles[role].holders.toSorted((one, other) =>
    BigInt(one) < BigInt(other) ? -1 : 1,
  );
  return await Promise.all(holders.map((address) => w.ethers.getSigner(address)));
}

/**
 * Seller and buyer of `tradeAgreed` with a trade that is paid on another system, made known, reserved or
 * instructed. `attestors` and `deciders` are in the order of their addresses.
 */
export async function paidElsewhere() {
  const w = await tradeAgreed();
  const { seller, buyer, bond, yen, dvp, externalCash, platform, chainId } = w;
  const attestors = await keysOf(w, "paymentAttestor");
  const deciders = await keysOf(w, "settlementOperator");
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  await bond.connect(seller).approve(externalCash, MaxUint256);
  const asSeller = externalCash.connect(seller);
  const asBuyer = externalCash.connect(buyer);

  const holdOf = (id: string, holder = seller.address) =>
    holdId(chainId, bond.target as string, {
      ...{ purpose: "trade", holder, executor: platform.externalCash, salt: id },
    });

  /** A trade that both signed and that was shown to the registry; for ten days, unless changed. */
  async function matched(changes: Partial<Trade> = {}) {
    const settleBy = (await w.now()) + 10 * DAY;
    const cash = platform.externalCash;
    const signed = await w.agreed({ cash, settleBy, ...changes });
    await dvp.matchSigned(signed.trade, signed.sellerSignature, signed.buyerSignature);
    const id = await dvp.idOf(signed.trade);
    return { trade: signed.trade, id, hold: holdOf(id) };
  }

  async function reserved(changes: Partial<Trade> = {}, hashLock: string = ZeroHash) {
    const made = await matched(changes);
    await asSeller.reserve(made.trade, hashLock);
    return made;
  }

  async function instructed(changes: Partial<Trade> = {}, hashLock: string = ZeroHash) {
    const made = await reserved(changes, hashLock);
    await asBuyer.instructPayment(made.trade);
    return made;
  }

  /** What `signers` attest of a payment, in the order given. */
  async function outcome(
    id: string,
    paid: boolean,
    bankReference: string = BANK_REFERENCE,
    signers: readonly HardhatEthersSigner[] = attestors.slice(0, 2),
  ) {
    const message = { trade: id, paid, bankReference };
    const data = paymentOutcomeTypedData(chainId, platform.externalCash, message);
    return await Promise.all(
      signers.map(async (signer) => ({
        ...{ signer: signer.address, signature: await signTypedData(signer, data) },
      })),
    );
  }

  async function decision(
    id: string,
    deliver: boolean,
    reason: string,
    signers: readonly HardhatEthersSigner[] = deciders,
  ) {
    const data = paymentDecisionTypedData(chainId, platform.externalCash, {
      ...{ trade: id, deliver, reason },
    });
    return await Promise.all(
      signers.map(async (signer) => ({
        ...{ signer: signer.address, signature: await signTypedData(signer, data) },
      })),
    );
  }

  async function longStopOf(id: string): Promise<number> {
    return Number((await externalCash.paymentOf(id)).longStop);
  }

  /** Lets the time be, in the next block, the trade's first second of a decision. */
  async function atLongStop(id: string) {
    await w.networkHelpers.time.increaseTo(await longStopOf(id));
  }

  /**
   * Who has which units, of which so many are held; that yen never moved; SUM-1, HOLD-1 and DVP-2.
   *
   * @param holder whose the seller's units are, if his wallet was recovered
   */
  async function expectUnits(
    [sellers, held, buyers]: readonly [sellers: bigint, held: bigint, buyers: bigint],
    holder: { address: string } = seller,
  ) {
    const found = await Promise.all([
      ...[bond.balanceOf(holder.address), bond.heldOf(holder.address), bond.balanceOf(buyer)],
    ]);
    expect(found, "units of the seller, of them held, units of the buyer").to.deep.equal([
      ...[sellers, held, buyers],
    ]);
    expect(sellers + buyers, "DVP-1: units go to the buyer or stay").to.equal(SELLER_UNITS);
    await expectTotals(bond, everyone, [seller.address, holder.address]);
    expect([await yen.balanceOf(seller), await yen.balanceOf(buyer)]).to.deep.equal([
      ...[0n, BUYER_YEN],
    ]);
    for (const contract of [dvp, externalCash, w.net, w.fails]) {
      for (const token of [bond, yen]) {
        expect(await token.balanceOf(contract), "DVP-2: nothing is the contract's").to.equal(0n);
      }
    }
  }

  /** Where the payment and its trade stand, and that the payment's figures stay. */
  async function expectPhases(id: string, payment: bigint, trade: bigint) {
    expect((await externalCash.paymentOf(id)).phase, "phase of the payment").to.equal(payment);
    expect(await tradePhase(w, id), "phase of the trade").to.equal(trade);
  }

  return {
    ...w,
    ...{ attestors, deciders, everyone, asSeller, asBuyer, holdOf, matched, reserved, instructed },
    ...{ outcome, decision, longStopOf, atLongStop, expectUnits, expectPhases },
  };
}

export type PaidElsewhere = Awaited<ReturnType<typeof paidElsewhere>>;
