import { getAddress, isAddress } from "ethers";

/** A text that is no wallet's address. */
export class WalletRefused extends Error {
  override readonly name = "WalletRefused";
  readonly given: string;

  constructor(given: string) {
    super(
      `${JSON.stringify(given)} is not an address: give 0x and 40 hexadecimal digits, with a right checksum or in small letters.`,
    );
    this.given = given;
  }
}

/**
 * What is given for each wallet, found however its address is written.
 *
 * @throws WalletRefused, also for a wallet that is asked for
 */
export function byWallet<T>(given: Readonly<Record<string, T>>): (wallet: string) => T | undefined {
  const values = new Map(Object.entries(given).map(([wallet, value]) => [checked(wallet), value]));
  return (wallet) => values.get(checked(wallet));
}

function checked(wallet: string): string {
  if (!isAddress(wallet)) throw new WalletRefused(wallet);
  return getAddress(wallet);
}
