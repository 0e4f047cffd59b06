import { getAddress } from "ethers";
import { signTypedData } from "../encode/signTypedData.ts";
import type { TypedDataSigner } from "../encode/TypedData.ts";
import { hashRequest, type OfficersRequest } from "./request.ts";
import type { OfficerSignatures } from "./signatures.ts";
import { rulesOf } from "./verbs.ts";

/** An officer's key. */
export interface OfficerKey extends TypedDataSigner {
  getAddress(): Promise<string>;
}

/** One officer's signatures over all of a request. Works offline: nothing is asked of a chain. */
export async function signRequest(
  key: OfficerKey,
  request: OfficersRequest,
): Promise<OfficerSignatures> {
  const { chainId, pass, verb, items } = request;
  const rules = rulesOf(verb);
  const signatures: string[] = [];
  for (const { message } of items) {
    signatures.push(await signTypedData(key, rules.typedData(chainId, pass, message)));
  }
  const officer = getAddress(await key.getAddress());
  return { chainId, pass, verb, request: hashRequest(request), officer, signatures };
}
