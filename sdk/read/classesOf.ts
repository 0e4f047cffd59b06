import { encodeBytes32String, type Provider } from "ethers";
import { SecurityFactory__factory } from "../contracts.ts";

/**
 * The classes that an issuer's registrars have opened under a code, in their order. There is one, or
 * none, unless somebody opened other terms under the same code.
 *
 * @param factory where the factory is
 * @param registrarRole the issuer's role
 */
export async function classesOf(
  provider: Provider,
  factory: string,
  registrarRole: number,
  code: string,
): Promise<string[]> {
  const contract = SecurityFactory__factory.connect(factory, provider);
  const filter = contract.filters.ClassOpened(
    undefined,
    undefined,
    registrarRole,
    encodeBytes32String(code),
  );
  const opened = await contract.queryFilter(filter);
  return opened.map(({ args }) => args.token);
}
