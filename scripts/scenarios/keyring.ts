import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

/** A file names a key that the network does not have. */
export class KeyMissing extends Error {
  override readonly name = "KeyMissing";
  readonly holder: string;

  constructor(role: string, holder: string) {
    super(
      `There is no key for the ${role} ${holder} on this network. Put the address of an account of ` +
        `the network into the platform file, or add the account's key to the network.`,
    );
    this.holder = holder;
  }
}

/** The network has too few accounts for the people of the story. */
export class AccountsMissing extends Error {
  override readonly name = "AccountsMissing";

  constructor(needed: number, found: number) {
    super(
      `The story needs ${needed} accounts that the platform file does not name; the network has ` +
        `${found}. Add accounts to the network.`,
    );
  }
}

/**
 * The network's keys by address, and those that no file names, in order, for the people of a story.
 *
 * @param named addresses that hold a power
 */
export function keyring(signers: readonly HardhatEthersSigner[], named: readonly string[]) {
  const byAddress = new Map(signers.map((signer) => [signer.address, signer]));
  const free = signers.filter(({ address }) => !named.includes(address));
  return {
    /** @throws KeyMissing if the network has no such key */
    of(role: string, address: string | undefined): HardhatEthersSigner {
      const signer = address === undefined ? undefined : byAddress.get(address);
      if (signer === undefined) throw new KeyMissing(role, address ?? "(nobody)");
      return signer;
    },
    /** @throws AccountsMissing if there are fewer */
    people(count: number): HardhatEthersSigner[] {
      if (free.length < count) throw new AccountsMissing(count, free.length);
      return free.slice(0, count);
    },
  };
}
