import type { ContractTransactionResponse, Interface, Log } from "ethers";

/** Names of the events that a contract emitted in a transaction, in their order. */
export async function eventsOf(
  contract: { readonly target: unknown; readonly interface: Interface },
  sent: Promise<ContractTransactionResponse>,
): Promise<string[]> {
  const receipt = await (await sent).wait();
  return (receipt!.logs as Log[])
    .filter(({ address }) => address === contract.target)
    .map((log) => contract.interface.parseLog(log)!.name);
}
