import type { TypedData, TypedDataSigner } from "./TypedData.ts";

/**
 * A key's signature over typed data, 65 bytes as hex. Works offline.
 */
export function signTypedData<Message extends object>(
  signer: TypedDataSigner,
  data: TypedData<Message>,
): Promise<string> {
  return signer.signTypedData(data.domain, data.types, { ...data.message });
}
