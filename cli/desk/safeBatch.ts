import type { EncodedCall } from "./encodedCall.ts";

/**
 * A batch as the Safe's transaction builder imports it.
 *
 * @param createdAt milliseconds
 */
export function safeBatch(
  chainId: bigint,
  title: string,
  calls: readonly EncodedCall[],
  createdAt: number,
): string {
  const batch = {
    version: "1.0",
    chainId: String(chainId),
    createdAt,
    meta: { name: title, description: calls.map(({ about }) => about.en).join("; ") },
    transactions: calls.map(({ to, data }) => ({
      ...{ to, value: "0", data },
      ...{ contractMethod: null, contractInputsValues: null },
    })),
  };
  return `${JSON.stringify(batch, undefined, 2)}\n`;
}
