import { getAddress, isAddress, type JsonRpcProvider } from "ethers";
import { readText } from "../../sdk/index.ts";
import type { Desk, Given } from "../command.ts";
import { SignerNeeded } from "./faults.ts";
import { signerOf } from "./signerOf.ts";

/**
 * The address of the key that would send, without asking for a password: undefined if no key is named.
 *
 * @throws SignerNeeded
 */
export async function senderOf(
  { options }: Given,
  { provider, chainId, terminal }: Desk,
): Promise<string | undefined> {
  const named = options.signer;
  if (typeof named !== "string") return undefined;
  if (!named.startsWith("keystore:")) {
    const key = await signerOf(named, provider as JsonRpcProvider, chainId, terminal);
    return await key.getAddress();
  }
  const path = named.slice("keystore:".length);
  const digits = addressIn(await readText(path));
  if (digits === undefined)
    throw new SignerNeeded({
      en: `${path} names no address of its key`,
      ja: `${path} に鍵のアドレスがありません`,
    });
  return digits;
}

function addressIn(json: string): string | undefined {
  try {
    const { address } = JSON.parse(json) as { address?: unknown };
    return isAddress(address) ? getAddress(address) : undefined;
  } catch {
    return undefined;
  }
}
