import type { BaseContract } from "ethers";
import { encodeBytes32String, MaxUint256 } from "ethers";
import type { SecurityToken } from "../../../sdk/contracts.ts";
import type { Trade } from "../../../sdk/encode/tradeTypedData.ts";
import { announced } from "../../support/announced.ts";
import { type ChainChanges, world } from "../../support/world.ts";

export const ISSUE = encodeBytes32String("issue 1");
export const REASON = encodeBytes32String("reason");
export const DOCUMENT = encodeBytes32String("document");

/** Units that the seller has, yen that the buyer has, and the trade that both signed. */
export const SELLER_UNITS = 100n;
export const BUYER_YEN = 50_000_000n;
export const UNITS = 10n;
export const AMOUNT = 1_000_000n;

/**
 * Seller and buyer with passes, units and yen, and standing allowances; `agreed` gives a trade between
 * them that both have signed. `cash` lists a cash token, which waits the admin's delay.
 */
export async function tradeAgreed(chain: ChainChanges = {}) {
  const w = await world(chain);
  const { a: seller, b: buyer, bond, desk, dvp, yen } = w;
  await w.granted([seller, buyer]);
  await desk.issue(bond, seller, SELLER_UNITS, ISSUE);
  await w.minted(buyer, BUYER_YEN);
  await bond.connect(seller).approve(dvp, MaxUint256);
  await yen.connect(buyer).approve(dvp, MaxUint256);

  async function agreed(changes: Partial<Trade> = {}, security: SecurityToken = bond) {
    return await w.signedTrade(seller, buyer, security, {
      units: UNITS,
      amount: AMOUNT,
      ...changes,
    });
  }

  async function listed(cash: BaseContract, isListed = true) {
    return await announced(w, w.admin, dvp, "listCash", [await cash.getAddress(), isListed]);
  }

  return { ...w, seller, buyer, agreed, listed };
}

export type TradeAgreed = Awaited<ReturnType<typeof tradeAgreed>>;

/** A trade with both signatures. */
export type Signed = Awaited<ReturnType<TradeAgreed["agreed"]>>;
