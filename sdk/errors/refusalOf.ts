import type { ErrorDescription, Interface } from "ethers";
import { ContractRefusal } from "./ContractRefusal.ts";
import { errorInterfaces } from "./errorInterfaces.ts";

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

let readers: ReadonlyMap<string, Interface> | undefined;

function parseRefusal(data: string): ErrorDescription | undefined {
  readers ??= readersOf();
  return readers.get(data.slice(0, 10).toLowerCase())?.parseError(data) ?? undefined;
}

/** Whoever declares an error first reads it. */
function readersOf(): Map<string, Interface> {
  const found = new Map<string, Interface>();
  for (const { errors } of errorInterfaces()) {
    errors.forEachError(({ selector }) => {
      if (!found.has(selector)) found.set(selector, errors);
    });
  }
  return found;
}
