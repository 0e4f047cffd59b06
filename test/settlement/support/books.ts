import { expect } from "chai";
import type {
  AddressLike,
  BaseContract,
  ContractRunner,
  ContractTransactionResponse,
} from "ethers";
import type { Signed, TradeAgreed } from "./tradeAgreed.ts";

/** An asset, as far as its books go. */
export interface Booked {
  getAddress(): Promise<string>;
  balanceOf(wallet: AddressLike): Promise<bigint>;
  totalSupply(): Promise<bigint>;
}

type Scene = Pick<TradeAgreed, "bond" | "yen" | "dvp">;

interface Row {
  readonly seller: bigint;
  readonly buyer: bigint;
  readonly supply: bigint;
  readonly settlement: bigint;
}

/** Sends a trade, by anyone. */
export function settle({ dvp }: Scene, signed: Signed, by?: ContractRunner) {
  const { trade, sellerSignature, buyerSignature } = signed;
  return (by ? dvp.connect(by) : dvp).settle(trade, sellerSignature, buyerSignature);
}

/**
 * Settles and checks that both legs moved in full, once, and nothing else: DVP-1, DVP-2.
 *
 * @param assets what there is besides the bond and yen
 */
export async function expectSettled(
  scene: Scene,
  signed: Signed,
  { assets = [], by }: { assets?: readonly Booked[]; by?: ContractRunner } = {},
): Promise<ContractTransactionResponse> {
  const { trade } = signed;
  const before = await books(scene, signed, assets);
  const sent = await settle(scene, signed, by);
  const after = await books(scene, signed, assets);
  const expected = Object.fromEntries(
    Object.entries(before).map(([asset, row]) => {
      const units = asset === trade.security ? trade.units : 0n;
      const amount = asset === trade.cash ? trade.amount : 0n;
      const moved = amount - units;
      return [asset, { ...row, seller: row.seller + moved, buyer: row.buyer - moved }];
    }),
  );
  expect(after, "DVP-1: both legs moved, and nothing else").to.deep.equal(expected);
  expectNothingOwned(after);
  const { dvp } = scene;
  expect(await dvp.isNonceUsed(trade.seller, trade.sellerNonce), "the seller's number").to.equal(
    true,
  );
  expect(await dvp.isNonceUsed(trade.buyer, trade.buyerNonce), "the buyer's number").to.equal(true);
  return sent;
}

/** Who refuses, with which error and which arguments; without an error, with no data at all. */
export interface Refusal {
  readonly by: BaseContract;
  readonly error?: string;
  readonly args?: readonly unknown[];
}

/**
 * Tries to settle and checks the refusal, and that no leg moved and no number was used up: DVP-1, DVP-2.
 *
 * @param assets what there is besides the bond and yen
 */
export async function expectRefused(
  scene: Scene & Pick<TradeAgreed, "ethers">,
  signed: Signed,
  { by, error, args = [] }: Refusal,
  {
    assets = [],
    sent = () => settle(scene, signed),
  }: { assets?: readonly Booked[]; sent?: () => Promise<unknown> } = {},
): Promise<void> {
  const before = await books(scene, signed, assets);
  const used = await numbersUsed(scene, signed);
  if (error === undefined) await expect(sent()).to.be.revertedWithoutReason(scene.ethers);
  else if (args.length === 0) await expect(sent()).to.be.revertedWithCustomError(by, error);
  else
    await expect(sent())
      .to.be.revertedWithCustomError(by, error)
      .withArgs(...args);
  const after = await books(scene, signed, assets);
  expect(after, "DVP-1: neither leg moved").to.deep.equal(before);
  expect(await numbersUsed(scene, signed), "no number was used up").to.deep.equal(used);
  expectNothingOwned(after);
}

/** Balances of both parties and of the settlement contract, and the supply, of each asset. */
export async function books(
  { bond, yen, dvp }: Scene,
  { trade }: Pick<Signed, "trade">,
  assets: readonly Booked[] = [],
): Promise<Record<string, Row>> {
  const rows: Record<string, Row> = {};
  for (const asset of [bond, yen, ...assets]) {
    rows[await asset.getAddress()] = {
      seller: await asset.balanceOf(trade.seller),
      buyer: await asset.balanceOf(trade.buyer),
      supply: await asset.totalSupply(),
      settlement: await asset.balanceOf(dvp),
    };
  }
  return rows;
}

export function expectNothingOwned(rows: Record<string, Row>): void {
  for (const [asset, { settlement }] of Object.entries(rows)) {
    expect(settlement, `DVP-2: what the settlement contract owns of ${asset}`).to.equal(0n);
  }
}

async function numbersUsed({ dvp }: Scene, { trade }: Signed): Promise<boolean[]> {
  return [
    await dvp.isNonceUsed(trade.seller, trade.sellerNonce),
    await dvp.isNonceUsed(trade.buyer, trade.buyerNonce),
  ];
}
