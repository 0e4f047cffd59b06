import { getAddress } from "ethers";
import { netVectorTypedData } from "../encode/netVectorTypedData.ts";
import { signTypedData } from "../encode/signTypedData.ts";
import type { PartyKey } from "./PartyKey.ts";
import { type RequireVectorErrors, requireVector, type VectorRequest } from "./requireVector.ts";

export interface SignVectorParameters extends VectorRequest {
  readonly chainId: bigint;
  /** Where NetSettlement is. */
  readonly netSettlement: string;
  /** The party is a contract wallet, for which the key signs. */
  readonly forContractWallet?: boolean;
}

/** A key was to sign the vector of a party that it is not. */
export class VectorOfAnother extends Error {
  override readonly name = "VectorOfAnother";
  readonly signer: string;

  constructor(signer: string, party: string) {
    super(
      `${signer} was to sign the vector of ${party}; nothing was signed. Take the party's own key, or say ` +
        "that it is a contract wallet (forContractWallet: true).",
    );
    this.signer = signer;
  }
}

export type SignVectorErrors = RequireVectorErrors | VectorOfAnother;

/**
 * A party's signature over its vector of a netting cycle, 65 bytes as hex, if the vector is what the party
 * agreed to (NET-1): see `requireVector`, whose errors it throws. Works offline.
 *
 * @throws VectorRefused naming all that differs
 * @throws VectorOfAnother if the key is not the party's
 */
export async function signVector(
  key: PartyKey,
  { chainId, netSettlement, forContractWallet = false, ...request }: SignVectorParameters,
): Promise<string> {
  requireVector(request);
  const signer = getAddress(await key.getAddress());
  const party = getAddress(request.party);
  if (signer !== party && !forContractWallet) throw new VectorOfAnother(signer, party);
  return signTypedData(key, netVectorTypedData(chainId, netSettlement, request.vector));
}
