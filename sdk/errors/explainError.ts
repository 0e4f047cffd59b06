import { type ErrorDescription, Interface } from "ethers";
import {
  Authority__factory,
  DvpSettlement__factory,
  KycPass__factory,
  RegistrarDesk__factory,
  SecurityFactory__factory,
  SecurityToken__factory,
  YenToken__factory,
} from "../contracts.ts";
import { ContractRefusal } from "./ContractRefusal.ts";

/** A chain or network fault in one sentence. */
export class ChainFault extends Error {
  override readonly name = "ChainFault";
}

export type Explained = ContractRefusal | ChainFault | Error;

const INTERFACES: readonly Interface[] = [
  KycPass__factory.createInterface(),
  SecurityToken__factory.createInterface(),
  YenToken__factory.createInterface(),
  DvpSettlement__factory.createInterface(),
  RegistrarDesk__factory.createInterface(),
  SecurityFactory__factory.createInterface(),
  Authority__factory.createInterface(),
  // Reverts of the word libraries carry no ABI of a contract.
  new Interface([
    "error BalanceOverflow(uint256 balance, uint256 units)",
    "error BalanceUnderflow(uint256 balance, uint256 units)",
    "error HeldOverflow(uint256 held, uint256 units, uint256 balance)",
    "error HeldUnderflow(uint256 held, uint256 units)",
    "error SupplyOverflow(uint256 supply, uint256 units)",
    "error SupplyUnderflow(uint256 supply, uint256 units)",
    "error HoldersOutOfRange(uint256 holders)",
    "error TermsEpochAtMaximum()",
    "error InvestorNumbersSpent()",
    "error NameTooLong(uint256 length, uint256 most)",
    "error NoCategoryAdmitted()",
    "error UnknownCategories(uint8 categories)",
    "error TooManyResidences(uint256 count, uint256 most)",
    "error ResidenceOutOfRange(uint16 residence)",
  ]),
];

/**
 * What went wrong, in words: a contract's custom error becomes a {@link ContractRefusal}, a fault of
 * the network or the chain a {@link ChainFault}, anything else stays what it is.
 */
export function explainError(error: unknown): Explained {
  const data = revertData(error);
  const refusal = data === undefined ? undefined : parseRefusal(data);
  if (refusal !== undefined) {
    const entries = refusal.fragment.inputs.map((input, index): [string, unknown] => [
      input.name,
      refusal.args[index],
    ]);
    return new ContractRefusal(refusal.name, Object.fromEntries(entries));
  }
  if (!(error instanceof Error)) return new ChainFault(String(error));
  const sentence = faultSentence(error);
  return sentence === undefined ? error : new ChainFault(sentence);
}

function parseRefusal(data: string): ErrorDescription | undefined {
  for (const each of INTERFACES) {
    const parsed = each.parseError(data);
    if (parsed !== null && parsed.name !== "Error" && parsed.name !== "Panic") return parsed;
  }
  return undefined;
}

/** Clients wrap a revert's data at different depths: the first hex string named `data` counts. */
function revertData(error: unknown, depth = 0): string | undefined {
  if (depth > 6 || typeof error !== "object" || error === null) return undefined;
  const { data } = error as { data?: unknown };
  if (typeof data === "string" && /^0x[0-9a-fA-F]{8,}$/.test(data)) return data;
  for (const key of ["data", "error", "info", "cause", "revert"]) {
    const found = revertData((error as Record<string, unknown>)[key], depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function faultSentence(error: Error): string | undefined {
  const text = error.message;
  if (/insufficient funds|doesn't have enough funds/i.test(text)) {
    return "The sending account cannot pay the transaction's fee. Fund it with the chain's own coin.";
  }
  if (
    /ECONNREFUSED|Failed to make POST request|ENOTFOUND|Cannot connect|fetch failed|could not detect network/i.test(
      text,
    )
  ) {
    return "No chain answers at the network's address. Start one there (for localhost: `npx hardhat node` in another terminal), or correct its url in hardhat.config.ts.";
  }
  return undefined;
}
