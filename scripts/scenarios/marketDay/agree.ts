import { ZeroHash } from "ethers";
import { signTypedData, type Trade, tradeId, tradeTypedData } from "../../../sdk/index.ts";
import type { Entry } from "./book.ts";
import type { Market } from "./opening.ts";
import type { Party } from "./parties.ts";

/** What of a trade differs from one to the next. */
export interface Terms {
  readonly seller: Party;
  readonly buyer: Party;
  readonly security: string;
  readonly units: bigint;
  readonly amount: bigint;
  readonly settleFrom: number;
  readonly settleBy: number;
  readonly cash?: string;
  readonly cycle?: string;
  readonly partialAllowed?: boolean;
  readonly commonReference?: string;
}

/** A trade as both parties make it, each with its next number. */
export function tradeOf({ platform, nonces }: Market, terms: Terms): Trade {
  const { seller, buyer, ...rest } = terms;
  const next = ({ address }: Party) => {
    const nonce = nonces.get(address) ?? 0n;
    nonces.set(address, nonce + 1n);
    return nonce;
  };
  return {
    ...{ seller: seller.address, buyer: buyer.address, cash: platform.yen },
    ...{ sellerNonce: next(seller), buyerNonce: next(buyer), termsEpoch: 0 },
    ...{ cycle: ZeroHash, partialAllowed: false, commonReference: ZeroHash },
    ...rest,
  };
}

/** Both parties sign a trade; it stands in the day's book. */
export async function agree(market: Market, terms: Terms): Promise<Entry> {
  const { platform, book } = market;
  const trade = tradeOf(market, terms);
  const data = tradeTypedData(platform.chainId, platform.dvp, trade);
  return book.add({
    trade,
    id: tradeId(trade),
    sellerSignature: await signTypedData(terms.seller.wallet, data),
    buyerSignature: await signTypedData(terms.buyer.wallet, data),
  });
}
