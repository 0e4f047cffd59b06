import { getAddress } from "ethers";
import type { ClassFile } from "./parseClassFile.ts";

/** A token of a token list, as tokenlists.org has it. */
export interface TokenListEntry {
  readonly chainId: number;
  readonly address: string;
  readonly name: string;
  readonly symbol: string;
  readonly decimals: 0;
  readonly tags: readonly string[];
  readonly extensions: Readonly<Record<string, string>>;
}

/** The longest name that token lists take. */
const MOST = 60;

/** A class as an entry of a token list; a longer name than lists take is cut, and whole in the extensions. */
export function tokenListEntry(
  { name, symbol, code, type, legalKind, issuer }: ClassFile,
  { chainId, address }: { readonly chainId: bigint; readonly address: string },
): TokenListEntry {
  return {
    ...{ chainId: Number(chainId), address: getAddress(address) },
    name: [...name.en].slice(0, MOST).join(""),
    ...{ symbol, decimals: 0, tags: ["security"] },
    extensions: { code, issuer, type, legalKind, name: name.en, nameJa: name.ja },
  };
}
