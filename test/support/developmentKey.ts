import { HDNodeWallet } from "ethers";

const PHRASE = "test test test test test test test test test test test junk";

/** A key of all development chains, by its place; they are public. */
export function developmentKey(place: number): string {
  return HDNodeWallet.fromPhrase(PHRASE, "", `m/44'/60'/0'/0/${place}`).privateKey;
}
