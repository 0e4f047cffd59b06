/** The EIP-712 domain of ExternalCash. */
export function externalCashDomain(chainId: bigint, externalCash: string) {
  return {
    name: "Kessai External Cash",
    version: "1",
    chainId,
    verifyingContract: externalCash,
  };
}
