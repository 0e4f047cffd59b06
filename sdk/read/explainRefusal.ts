import type { Provider } from "ethers";
import { IKycPass__factory } from "../contracts.ts";
import { ContractRefusal } from "../errors/ContractRefusal.ts";
import { type Explained, explainError } from "../errors/explainError.ts";

/** The status of a pass in its veto window, as `contracts/types/Standing.sol` numbers it. */
const IN_VETO_WINDOW = 2;

/**
 * What {@link explainError} says, and of a pass that is still in its veto window also until when that
 * runs, which the refusal itself does not carry.
 *
 * @param pass the KYC pass contract's address
 */
export async function explainRefusal(
  provider: Provider,
  pass: string,
  error: unknown,
): Promise<Explained> {
  const explained = error instanceof ContractRefusal ? error : explainError(error);
  if (!(explained instanceof ContractRefusal) || explained.code !== "PassNotWorking") {
    return explained;
  }
  const { wallet, status } = explained.values;
  if (Number(status) !== IN_VETO_WINDOW) return explained;
  const contract = IKycPass__factory.connect(pass, provider);
  const [windowUntil, block] = await Promise.all([
    contract.validFromOf(String(wallet)),
    provider.getBlock("latest"),
  ]);
  const windowLeft = Math.max(0, Number(windowUntil) - (block?.timestamp ?? 0));
  return new ContractRefusal(explained.code, { ...explained.values, windowUntil, windowLeft });
}
