import { type ErrorDescription, Interface } from "ethers";
import { CONTRACTS } from "../deploy/steps.ts";
import { ContractRefusal } from "./ContractRefusal.ts";

const INTERFACES: readonly Interface[] = [
  ...Object.values(CONTRACTS).map((factory) => factory.createInterface()),
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
    "error TermTooLarge(uint256 value, uint256 most)",
    "error NoCategoryAdmitted()",
    "error UnknownCategories(uint8 categories)",
    "error TooManyResidences(uint256 count, uint256 most)",
    "error ResidenceOutOfRange(uint16 residence)",
  ]),
];

/** The refusal that a custom error's encoded bytes say; undefined if no contract of the suite has it. */
export function refusalOf(data: string): ContractRefusal | undefined {
  const refusal = parseRefusal(data);
  if (refusal === undefined) return undefined;
  const entries = refusal.fragment.inputs.map((input, index): [string, unknown] => [
    input.name,
    refusal.args[index],
  ]);
  return new ContractRefusal(refusal.name, Object.fromEntries(entries));
}

function parseRefusal(data: string): ErrorDescription | undefined {
  for (const each of INTERFACES) {
    const parsed = each.parseError(data);
    if (parsed !== null && parsed.name !== "Error" && parsed.name !== "Panic") return parsed;
  }
  return undefined;
}
