import type { Provider } from "ethers";
import { RegistrarDesk__factory } from "../contracts.ts";

/** Units that were issued under a reference. */
export interface Issued {
  /** 32 bytes as hex. */
  readonly reference: string;
  readonly to: string;
  readonly units: bigint;
  readonly transactionHash: string;
}

/**
 * Everything that was issued of a class, in the order of the chain.
 *
 * @param fromBlock the block from which the class has existed
 */
export async function readIssued(
  provider: Provider,
  desk: string,
  token: string,
  fromBlock = 0,
): Promise<Issued[]> {
  const contract = RegistrarDesk__factory.connect(desk, provider);
  const found = await contract.queryFilter(contract.filters.UnitsIssued(token), fromBlock);
  return found.map(({ args, transactionHash }) => {
    const { to, units, issueReference: reference } = args;
    return { reference, to, units, transactionHash };
  });
}
