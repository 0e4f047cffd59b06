import { getAddress } from "ethers";

/** Addresses with checksum: each is hashed once, since lists name the same few thousands of times. */
export function rememberedAddresses(): (address: string) => string {
  const known = new Map<string, string>();
  return (address) => {
    const found = known.get(address) ?? getAddress(address);
    known.set(address, found);
    return found;
  };
}

/** By value, which is the order of their digits in small letters. */
export function ascendingAddresses(addresses: Iterable<string>): string[] {
  return [...addresses].toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}
