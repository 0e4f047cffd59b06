import { parsedInterface } from "./parsedInterface.ts";
import { type Argument, isAddressOf, isCallData } from "./steps.ts";

/** A step names the address of one that does not come before it. */
export class StepOutOfOrder extends Error {
  override readonly name = "StepOutOfOrder";

  constructor(id: string) {
    super(`No step before this one deploys ${id}. Move the step that deploys it up.`);
  }
}

/**
 * An argument with the addresses of earlier steps put in and calls encoded, as ethers takes it.
 *
 * @param addresses of the contracts deployed so far, by step
 * @throws StepOutOfOrder if a step is not among them
 */
export function resolveArgument(
  argument: Argument,
  addresses: Readonly<Record<string, string>>,
): unknown {
  if (typeof argument !== "object") return argument;
  if (isAddressOf(argument)) {
    const address = addresses[argument.addressOf];
    if (address === undefined) throw new StepOutOfOrder(argument.addressOf);
    return address;
  }
  if (isCallData(argument)) {
    const args = argument.args.map((each) => resolveArgument(each, addresses));
    return parsedInterface(argument.contract).encodeFunctionData(argument.encode, args);
  }
  if (Array.isArray(argument)) return argument.map((each) => resolveArgument(each, addresses));
  return Object.fromEntries(
    Object.entries(argument).map(([key, value]) => [key, resolveArgument(value, addresses)]),
  );
}
