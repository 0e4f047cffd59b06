import { type BaseContract, Contract, ContractFactory, type Signer } from "ethers";
import { confirm, type Receipt } from "../write/confirm.ts";
import { parsedInterface } from "./parsedInterface.ts";
import { resolveArgument } from "./resolveArgument.ts";
import { CONTRACTS, type Step } from "./steps.ts";

export interface StepsRun {
  /** Addresses with checksum, by the id of the step that deployed the contract. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Receipts by the step's id. */
  readonly receipts: Readonly<Record<string, Receipt>>;
  readonly gasUsed: bigint;
}

/**
 * Runs the steps of a deployment one by one with the key of their sender. It keeps no journal: what
 * was done when it stops stays done, and nothing resumes it.
 *
 * @throws whatever the chain refuses
 */
export async function runSteps(signer: Signer, steps: readonly Step[]): Promise<StepsRun> {
  const addresses: Record<string, string> = {};
  const receipts: Record<string, Receipt> = {};
  let gasUsed = 0n;
  for (const step of steps) {
    const abi = parsedInterface(step.contract);
    const args = step.args.map((argument) => resolveArgument(argument, addresses));
    let receipt: Receipt;
    if (step.kind === "deploy") {
      const { bytecode } = CONTRACTS[step.contract];
      const made: BaseContract = await new ContractFactory(abi, bytecode, signer).deploy(...args);
      receipt = await confirm(made.deploymentTransaction());
      addresses[step.id] = await made.getAddress();
    } else {
      const at = resolveArgument(step.at, addresses) as string;
      const contract = new Contract(at, abi, signer);
      receipt = await confirm(await contract.getFunction(step.function)(...args));
    }
    receipts[step.id] = receipt;
    gasUsed += receipt.gasUsed;
  }
  return { addresses, receipts, gasUsed };
}
