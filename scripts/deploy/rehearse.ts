import { network } from "hardhat";
import { runSteps, type Step } from "../../sdk/index.ts";

/** The gas of each step by its id, as a fresh chain in this process used it; the chain is then thrown away. */
export async function rehearse(
  steps: readonly Step[],
  from: string,
): Promise<Readonly<Record<string, bigint>>> {
  const connection = await network.create("default");
  try {
    const { provider, ethers } = connection;
    const funds = "0x3635c9adc5dea00000000";
    await provider.request({ method: "hardhat_impersonateAccount", params: [from] });
    await provider.request({ method: "hardhat_setBalance", params: [from, funds] });
    const { receipts } = await runSteps(await ethers.getSigner(from), steps);
    return Object.fromEntries(Object.entries(receipts).map(([id, { gasUsed }]) => [id, gasUsed]));
  } finally {
    await connection.close();
  }
}
