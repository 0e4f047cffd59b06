import { dataSlice, getAddress, id, Wallet, ZeroHash } from "ethers";
import type { Trade } from "../../../../sdk/encode/tradeTypedData.ts";

/** Keys of parties, by name. */
export const [ALICE, BOB, CAROL] = ["Alice", "Bob", "Carol"].map(
  (name) => new Wallet(id(name)),
) as [Wallet, Wallet, Wallet];

/** An address that nobody has a key of, by name. */
export function addressOf(name: string): string {
  return getAddress(dataSlice(id(name), 12));
}

export const BOND = addressOf("bond");
export const SHARE = addressOf("share");
export const YEN = addressOf("yen");
export const DVP = addressOf("dvp");
export const CHAIN_ID = 31_337n;
/** 2027-03-31 09:00 and 2027-04-01 15:00 in Japan. */
export const FROM = Date.UTC(2027, 2, 31, 0) / 1_000;
export const BY = Date.UTC(2027, 3, 1, 6) / 1_000;

/** Alice sells Bob 10 units of the bond for a million yen. */
export function tradeBetween(changes: Partial<Trade> = {}): Trade {
  return {
    ...{ seller: ALICE.address, buyer: BOB.address, security: BOND, units: 10n },
    ...{ cash: YEN, amount: 1_000_000n, settleFrom: FROM, settleBy: BY },
    ...{ sellerNonce: 1n, buyerNonce: 2n, termsEpoch: 0, cycle: ZeroHash },
    ...{ partialAllowed: false, commonReference: ZeroHash },
    ...changes,
  };
}

/** What a call throws, which must be of the class. */
export function thrownBy<E extends Error>(
  // biome-ignore lint/suspicious/noExplicitAny: whatever the error is made of
  errorClass: new (...given: any[]) => E,
  call: () => unknown,
): E {
  try {
    call();
  } catch (error) {
    if (error instanceof errorClass) return error;
    throw error;
  }
  throw new Error(`${errorClass.name} was not thrown`);
}
