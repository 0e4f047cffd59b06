import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { encodeBytes32String, MaxUint256, ZeroHash } from "ethers";
import type { SecurityToken } from "../../../sdk/contracts.ts";
import type { Trade } from "../../../sdk/encode/tradeTypedData.ts";
import { LyingCash__factory } from "../../../types/index.js";
import { expectTotals } from "../../support/totals.ts";
import type { ChainChanges } from "../../support/world.ts";
import { type Booked, books, expectNothingOwned, expectRefused, type Refusal } from "./books.ts";
import { BUYER_YEN, type Signed, tradeAgreed } from "./tradeAgreed.ts";

/** The contracts' `Side`. */
export const SIDE = { seller: 0n, buyer: 1n } as const;

export type Party = keyof typeof SIDE;

export const PARTIES = ["seller", "buyer"] as const satisfies readonly Party[];

/** The contracts' `TradePhase`. */
export const PHASE = {
  none: 0n,
  instructed: 1n,
  matched: 2n,
  awaitingPayment: 3n,
  settled: 4n,
  ended: 5n,
} as const;

export const OWN_REFERENCE = encodeBytes32String("own 1");

interface Instruction {
  readonly by?: HardhatEthersSigner;
  readonly held?: boolean;
  readonly signOffAsked?: boolean;
  readonly ownReference?: string;
}

/** {@link tradeAgreed}, whose parties instruct their trade instead of signing it. */
export async function tradeKnown(chain: ChainChanges = {}) {
  const scene = await tradeAgreed(chain);
  const { bond, yen, dvp, seller, buyer, c, thief, platformFile, ethers } = scene;
  const operator = await ethers.getSigner(platformFile.roles.settlementOperator.holders[0]!);
  const wallets = [seller, buyer, c, thief].map(({ address }) => address);

  /** The trade of every test, signed by nobody. */
  async function trade(changes: Partial<Trade> = {}, security: SecurityToken = bond) {
    return (await scene.agreed(changes, security)).trade;
  }

  /** One party's instruction, sent by that party unless somebody else is named. */
  async function instruct(
    of: Trade,
    party: Party,
    { by, held = false, signOffAsked = false, ownReference = ZeroHash }: Instruction = {},
  ) {
    const sender = by ?? (await ethers.getSigner(of[party]));
    return await dvp
      .connect(sender)
      .instruct(of, SIDE[party], held, signOffAsked, ownReference, { gasLimit: 2_000_000 });
  }

  /** A trade that both parties have instructed, with the legs of those named held. */
  async function matched(
    changes: Partial<Trade> = {},
    held: readonly Party[] = [],
    security: SecurityToken = bond,
  ) {
    const made = await trade(changes, security);
    for (const party of PARTIES) await instruct(made, party, { held: held.includes(party) });
    return made;
  }

  async function stateOf(of: Trade) {
    const word = await dvp.tradeWord(await dvp.idOf(of));
    return { phase: (word >> 64n) & 0xffn, filled: word & ((1n << 64n) - 1n) };
  }

  async function expectPhase(of: Trade, phase: keyof typeof PHASE) {
    expect((await stateOf(of)).phase, "phase").to.equal(PHASE[phase]);
  }

  /** SUM-1, HOLD-1 and DVP-2, of the bond and yen. */
  async function expectSound() {
    await expectTotals(bond, wallets);
    await expectTotals(yen, wallets);
    for (const token of [bond, yen]) {
      expect(await token.balanceOf(dvp), "DVP-2").to.equal(0n);
      expect(await token.heldOf(dvp), "DVP-2").to.equal(0n);
    }
  }

  /** The trade is refused, and neither legs, numbers nor what is known of it have changed: DVP-1. */
  async function refuses(
    of: Trade,
    sent: () => Promise<unknown>,
    refusal: Refusal,
    assets: readonly Booked[] = [],
  ) {
    const id = await dvp.idOf(of);
    const word = await dvp.tradeWord(id);
    const heldBefore = [await bond.heldOf(of.seller), await yen.heldOf(of.buyer)];
    const signed = { trade: of, sellerSignature: "0x", buyerSignature: "0x" };
    await expectRefused(scene, signed, refusal, { assets, sent });
    expect(await dvp.tradeWord(id), "what is known of the trade").to.equal(word);
    const heldAfter = [await bond.heldOf(of.seller), await yen.heldOf(of.buyer)];
    expect(heldAfter, "HOLD-1: what is held").to.deep.equal(heldBefore);
    await expectSound();
  }

  /** So much of the trade moves, and nothing else, and says so: DVP-1, DVP-2. */
  async function settles<T>(
    of: Trade,
    sent: () => Promise<T>,
    { units = of.units, amount = of.amount, assets = [] as readonly Booked[] } = {},
  ): Promise<T> {
    const signed = { trade: of };
    const before = await books(scene, signed, assets);
    const { filled } = await stateOf(of);
    const id = await dvp.idOf(of);
    const settling = sent();
    await expect(settling)
      .to.emit(dvp, "TradeSettled")
      .withArgs(id, of.seller, of.buyer, of.security, units, of.cash, amount);
    const after = await books(scene, signed, assets);
    const expected = Object.fromEntries(
      Object.entries(before).map(([asset, row]) => {
        const moved =
          (asset === of.cash ? amount : 0n) - (asset === of.security ? BigInt(units) : 0n);
        return [asset, { ...row, seller: row.seller + moved, buyer: row.buyer - moved }];
      }),
    );
    expect(after, "DVP-1: both legs moved, and nothing else").to.deep.equal(expected);
    expectNothingOwned(after);
    const state = await stateOf(of);
    expect(state.filled, "units delivered so far").to.equal(filled + BigInt(units));
    const phase = state.filled === of.units ? PHASE.settled : PHASE.matched;
    expect(state.phase, "phase").to.equal(phase);
    await expectSound();
    return await settling;
  }

  return {
    ...scene,
    ...{ operator, wallets, trade, instruct, matched, stateOf, expectPhase },
    ...{ expectSound, refuses, settles },
  };
}

export type TradeKnown = Awaited<ReturnType<typeof tradeKnown>>;

/** The same, with a second cash token on the list that both parties use and that can lie. */
export async function otherCashListed() {
  const scene = await tradeKnown();
  const { buyer, seller, dvp, deployer } = scene;
  const cash = await new LyingCash__factory(deployer).deploy(0);
  for (const party of [seller, buyer]) {
    await cash.mint(party, BUYER_YEN);
    await cash.connect(party).approve(dvp, MaxUint256);
  }
  await scene.listed(cash);
  return { ...scene, cash, cashAddress: await cash.getAddress() };
}

/** The call of every route by which a trade settles or is made known, by anyone who may. */
export function routesOf(scene: TradeKnown, { trade, sellerSignature, buyerSignature }: Signed) {
  const { dvp } = scene;
  return {
    settle: () => dvp.settle(trade, sellerSignature, buyerSignature),
    "settle in a batch": () => dvp.settleBatch([{ trade, sellerSignature, buyerSignature }], true),
    matchSigned: () => dvp.matchSigned(trade, sellerSignature, buyerSignature),
    "the seller's instruction": () => scene.instruct(trade, "seller"),
    "the buyer's instruction": () => scene.instruct(trade, "buyer"),
    settleMatched: () => dvp.settleMatched(trade),
    "settleMatched in a batch": () =>
      dvp.settleBatch([{ trade, sellerSignature: "0x", buyerSignature: "0x" }], true),
  } as const;
}

export type Route = keyof ReturnType<typeof routesOf>;
