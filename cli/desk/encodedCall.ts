import type { Interface } from "ethers";
import { POWERS, RESTRICTED_INTERFACES, type Text } from "../../sdk/index.ts";
import type { Call, Desk } from "../command.ts";

/** A call as it is sent. */
export interface EncodedCall {
  readonly to: string;
  readonly data: string;
  readonly name: string;
  readonly about: Text;
  /** The platform's authority is asked who may call it. */
  readonly restricted: boolean;
}

/** Encodes a call, and finds out whether the platform's authority is asked about it. */
export function encodedCall(desk: Desk, { to, contract, name, args, about }: Call): EncodedCall {
  const { interface: functions } = contract as { interface: Interface };
  const data = functions.encodeFunctionData(name, args);
  const selector = data.slice(0, 10);
  return { ...{ to, data, name, about }, restricted: isRestricted(desk, to, selector) };
}

/** Whether the authority is asked who may call a function. */
export function isRestricted({ platform }: Desk, to: string, selector: string): boolean {
  const names = Object.keys(RESTRICTED_INTERFACES) as (keyof typeof RESTRICTED_INTERFACES)[];
  const contract = names.find(
    (each) =>
      (platform as unknown as Record<string, string>)[each]?.toLowerCase() === to.toLowerCase(),
  );
  if (contract === undefined) return false;
  return Object.values(POWERS).some(({ functions }) =>
    functions[contract]?.some(
      (each) => RESTRICTED_INTERFACES[contract].getFunction(each)?.selector === selector,
    ),
  );
}
