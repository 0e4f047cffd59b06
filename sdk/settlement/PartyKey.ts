import type { TypedDataSigner } from "../encode/TypedData.ts";

/** A key that signs for a party: an ethers signer, or anything that answers like one. */
export interface PartyKey extends TypedDataSigner {
  getAddress(): Promise<string>;
}
