import { getAddress } from "ethers";
import type { Holder, Holders } from "./Holder.ts";
import { isHolderKey } from "./nameFile.ts";

/** Neither an investor number nor a wallet. */
export class HolderKeyRefused extends Error {
  override readonly name = "HolderKeyRefused";

  constructor(key: string) {
    super(
      `${JSON.stringify(key)} is no holder: give the investor number, or for a contract or a creditor ` +
        `without a pass the wallet.`,
    );
  }
}

/** No name is kept for the holder. */
export class NameUnknown extends Error {
  override readonly name = "NameUnknown";

  constructor(key: string) {
    super(`No name is kept for ${key}. List the names to see for whom there is one.`);
  }
}

export type PutNameErrors = HolderKeyRefused;

/**
 * The names with one more, or with another for the same holder.
 *
 * @param key investor number, or wallet
 * @throws HolderKeyRefused
 */
export function putName(holders: Holders, key: string, holder: Holder): Holders {
  return new Map([...holders, [normalKey(key), holder]]);
}

/**
 * The names without a holder's.
 *
 * @throws HolderKeyRefused, NameUnknown
 */
export function removeName(holders: Holders, key: string): Holders {
  const normal = normalKey(key);
  const left = new Map(holders);
  if (!left.delete(normal)) throw new NameUnknown(normal);
  return left;
}

/** A holder's key as it is kept: wallets with their checksum. */
export function normalKey(key: string): string {
  if (!isHolderKey(key)) throw new HolderKeyRefused(key);
  return key.startsWith("0x") ? getAddress(key.toLowerCase()) : key;
}
