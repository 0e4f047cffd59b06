import type { Result } from "ethers";

/** A struct that a contract answered, as one that it takes. */
export function plainOf<T extends object>(struct: T): T {
  return (struct as unknown as Result).toObject() as T;
}
