import { type FunctionFragment, type ParamType, ZeroAddress } from "ethers";

/** A value of nothing for each parameter of a function: to call it and be refused before it matters. */
export function emptyValues({ inputs }: Pick<FunctionFragment, "inputs">): unknown[] {
  return inputs.map(emptyValue);
}

function emptyValue({ baseType, type, components, arrayLength }: ParamType): unknown {
  if (baseType === "array") {
    if (arrayLength !== -1) throw new Error(`No empty value for ${type}`);
    return [];
  }
  if (baseType === "tuple") return (components ?? []).map(emptyValue);
  if (type === "address") return ZeroAddress;
  if (type === "bool") return false;
  if (type === "string") return "";
  if (type === "bytes") return "0x";
  const fixed = /^bytes(\d+)$/.exec(type);
  return fixed === null ? 0 : `0x${"00".repeat(Number(fixed[1]))}`;
}
