import { TypedDataEncoder, ZeroAddress } from "ethers";
import { type Consent, consentTypedData } from "./consentTypedData.ts";

/** The id under which the desk knows a consent: its EIP-712 struct hash, 32 bytes as hex. */
export function consentId(consent: Consent): string {
  const { primaryType, types, message } = consentTypedData(0n, ZeroAddress, consent);
  return TypedDataEncoder.hashStruct(primaryType, types, { ...message });
}
