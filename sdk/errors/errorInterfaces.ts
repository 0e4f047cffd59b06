import { Interface } from "ethers";
import { CONTRACTS } from "../deploy/steps.ts";

/** A contract as whoever calls it knows it, and errors with which it answers. */
export interface ErrorInterface {
  readonly contracts: readonly string[];
  readonly errors: Interface;
}

/** Halves of a contract's code, and what is called at it: all of them answer at the one address. */
const HALVES: Readonly<Record<string, string>> = {
  PassAnnex: "KycPass",
  IKycPass: "KycPass",
  SecurityActions: "SecurityToken",
  SecurityAnnex: "SecurityToken",
  ISecurityToken: "SecurityToken",
  YenAnnex: "YenToken",
  IYenToken: "YenToken",
};

const TOKENS = ["SecurityToken", "YenToken"];

let parsed: readonly ErrorInterface[] | undefined;

/**
 * Every custom error of the suite, by the contracts that can answer with it. Read when first asked for: that
 * takes as long as a short command.
 */
export function errorInterfaces(): readonly ErrorInterface[] {
  parsed ??= parse();
  return parsed;
}

const parse = (): readonly ErrorInterface[] => [
  ...Object.entries(CONTRACTS).map(([name, factory]) => ({
    contracts: [HALVES[name] ?? name],
    errors: factory.createInterface(),
  })),
  // Reverts of the word libraries carry no ABI of a contract.
  {
    contracts: TOKENS,
    errors: new Interface([
      "error BalanceOverflow(uint256 balance, uint256 units)",
      "error BalanceUnderflow(uint256 balance, uint256 units)",
      "error HeldOverflow(uint256 held, uint256 units, uint256 balance)",
      "error HeldUnderflow(uint256 held, uint256 units)",
      "error SupplyOverflow(uint256 supply, uint256 units)",
      "error SupplyUnderflow(uint256 supply, uint256 units)",
      "error HoldersOutOfRange(uint256 holders)",
    ]),
  },
  {
    contracts: ["SecurityToken"],
    errors: new Interface([
      "error TermsEpochAtMaximum()",
      "error NoCategoryAdmitted()",
      "error UnknownCategories(uint8 categories)",
      "error TooManyResidences(uint256 count, uint256 most)",
      "error ResidenceOutOfRange(uint16 residence)",
    ]),
  },
  {
    contracts: ["SecurityFactory"],
    errors: new Interface([
      "error NameTooLong(uint256 length, uint256 most)",
      "error TermTooLarge(uint256 value, uint256 most)",
    ]),
  },
  { contracts: ["KycPass"], errors: new Interface(["error InvestorNumbersSpent()"]) },
];
