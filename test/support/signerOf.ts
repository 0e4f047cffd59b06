import { recoverAddress, TypedDataEncoder, ZeroAddress } from "ethers";
import type { Attestation } from "../../sdk/encode/passTypes.ts";
import type { TypedData } from "../../sdk/encode/TypedData.ts";

/** Half of the order of the curve: a higher s is refused. */
const MOST_S = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/** Whose signature an attestation is, read as one of `data`: what AttestationInvalid names; zero if nobody's. */
export function signerOf<M extends object>(
  { domain, types, message }: TypedData<M>,
  { r, vs }: Attestation,
): string {
  if ((BigInt(vs) & (2n ** 255n - 1n)) > MOST_S) return ZeroAddress;
  try {
    const digest = TypedDataEncoder.hash(domain, types, { ...message });
    return recoverAddress(digest, { r, yParityAndS: vs });
  } catch {
    return ZeroAddress;
  }
}
