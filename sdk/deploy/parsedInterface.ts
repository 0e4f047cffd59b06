import { Interface } from "ethers";
import { CONTRACTS, type ContractName } from "./steps.ts";

const parsed = new Map<ContractName, Interface>();

/** A contract's own interface, parsed once: a deployment asks for it with every step. */
export function parsedInterface(name: ContractName): Interface {
  const known = parsed.get(name) ?? new Interface(CONTRACTS[name].abi);
  parsed.set(name, known);
  return known;
}
