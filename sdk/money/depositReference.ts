import { encodeBytes32String, keccak256, toUtf8Bytes } from "ethers";

/** What 32 bytes hold of a text, with its end. */
const MOST_BYTES = 31;

/**
 * A bank's reference of a deposit as the yen token knows it, 32 bytes as hex: the text itself, or if it is longer
 * than 31 bytes its hash. Width and spaces around it do not matter.
 */
export function depositReference(reference: string): string {
  const text = reference.normalize("NFKC").trim();
  if (/^0x[0-9a-fA-F]{64}$/.test(text)) return text.toLowerCase();
  const bytes = toUtf8Bytes(text);
  return bytes.length > MOST_BYTES ? keccak256(bytes) : encodeBytes32String(text);
}
