import type { Provider } from "ethers";
import { Authority__factory } from "../contracts.ts";
import { inBatches } from "./inBatches.ts";

/** A key that holds a role now, or will. */
export interface Member {
  readonly role: bigint;
  readonly holder: string;
  /** Seconds for which each of its actions is announced. */
  readonly delay: number;
  /** Unix seconds; until then the role is granted but does not work. */
  readonly since: number;
}

/**
 * Everybody who holds any role of an authority, by the events of its whole life and then its own word.
 *
 * @param fromBlock the block from which the authority has existed
 */
export async function readMembers(
  provider: Provider,
  authority: string,
  fromBlock = 0,
): Promise<Member[]> {
  const contract = Authority__factory.connect(authority, provider);
  const granted = await contract.queryFilter(contract.filters.RoleGranted(), fromBlock);
  const asked = new Map(
    granted.map(({ args }) => [
      `${args.roleId} ${args.account}`,
      { role: args.roleId, holder: args.account },
    ]),
  );
  const members = await inBatches([...asked.values()], async ({ role, holder }) => {
    const [since, delay] = await contract.getAccess(role, holder);
    return { role, holder, delay: Number(delay), since: Number(since) };
  });
  return members.filter(({ since }) => since !== 0);
}
