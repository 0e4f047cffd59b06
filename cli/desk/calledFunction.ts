import { getAddress, Interface, type Result } from "ethers";
import { CONTRACTS, type ContractName, interfaceOf } from "../../sdk/index.ts";
import type { Desk } from "../command.ts";

/**
 * What bytes do that somebody else prepared, in the contract's own words, calls inside of calls too: what a file
 * says about them is only its maker's word. Undefined where the deployment has no such contract, or that no such
 * function.
 */
export function calledFunction(
  { deployment }: Pick<Desk, "deployment">,
  to: string,
  data: string,
): string | undefined {
  const isIt = ([, { address }]: [string, { readonly address: string }]) =>
    getAddress(address) === getAddress(to);
  const part = Object.entries(deployment.platform.contracts).find(isIt);
  const [name] = part ?? Object.entries(deployment.classes).find(isIt) ?? [];
  const contract = part?.[1].abi ?? "SecurityToken";
  if (name === undefined || !Object.hasOwn(CONTRACTS, contract)) return undefined;
  const said = callText(new Interface(interfaceOf(contract as ContractName)), data);
  return said === undefined ? undefined : `${name}.${said}`;
}

function callText(functions: Interface, data: string): string | undefined {
  try {
    const call = functions.parseTransaction({ data });
    if (call === null) return undefined;
    // Bytes that no decoder reads would be sent, and not shown.
    if (functions.encodeFunctionData(call.fragment, call.args) !== data.toLowerCase())
      return undefined;
    const given = call.fragment.inputs.map(
      (input, index) => `${input.name}: ${valueText(functions, call.args[index])}`,
    );
    return `${call.name}(${given.join(", ")})`;
  } catch {
    return undefined;
  }
}

function valueText(functions: Interface, value: unknown): string {
  if (Array.isArray(value)) {
    const parts = [...(value as Result)].map((each) => valueText(functions, each));
    return `[${parts.join(", ")}]`;
  }
  const text = String(value);
  const isCall = /^0x([0-9a-f]{64})*[0-9a-f]{8}$/.test(text);
  return (isCall ? callText(functions, text) : undefined) ?? text;
}
